"""Titles and paragraphs that the cases are built around."""
# ruff: noqa: E501

FERRY_TITLE = "Island ferry returns to service after two months in the dock"
FERRY = (
    "The ferry that links the island of Skarvay with the mainland sailed again on Tuesday morning, two months after a cracked shaft put it out of service.",
    "About 140 passengers were on board for the first crossing, many of them pupils who had spent the winter term with relatives on the mainland.",
    "The operator said the repair had cost twice as much as planned because a spare part had to be cast anew in a foundry abroad.",
    "A second ship, hired as a stopgap in January, will stay until the end of the month in case the new shaft needs adjusting.",
)
SCHOOL_TITLE = "Village school to stay open with nine pupils"
SCHOOL = (
    "The smallest school in the county will not close this summer, councillors decided on Monday evening after a debate of three hours.",
    "Nine children are taught in its only classroom, and parents had argued that the bus ride to the next town takes almost an hour each way.",
    "The council will look at the number of pupils again in two years, when three of the nine move on to secondary school.",
)
HARVEST_TITLE = "Orchards expect a poor harvest after late frost"
HARVEST = (
    "Fruit growers in the valley expect to lose more than half of their apples this year after frost struck in the last week of April.",
    "Temperatures fell to six degrees below zero on three nights in a row, when most of the trees stood in full bloom.",
    "The growers' association asked the regional government for help, and pointed out that few of its members are insured against frost.",
)
BRIDGE_TITLE = "Old railway bridge to become a path for cyclists"
BRIDGE = (
    "Cyclists will be able to cross the river on the old railway bridge from next spring, the town's planners announced on Thursday.",
    "No train has used the iron bridge since the line was closed in 1988, and two attempts to have it pulled down failed for want of money.",
    "The deck will be laid with oak planks, and a railing will be put up on both sides before the path is opened.",
)
DE_TITLE = "Stadtbad öffnet nach drei Jahren Umbau wieder"
DE = (
    "Das Stadtbad am Markt hat am Montag nach drei Jahren Umbau wieder geöffnet, und schon am Vormittag standen die Gäste bis auf die Straße.",
    "Die Kosten stiegen während der Arbeiten von zwölf auf neunzehn Millionen Euro, weil unter dem Becken ein alter Keller gefunden wurde.",
    "Der Eintritt bleibt nach Angaben der Stadt bis zum Ende des Jahres unverändert, danach soll der Rat neu entscheiden.",
)
FR_TITLE = "La bibliothèque du port rouvre ses portes"
FR = (
    "Fermée depuis l'incendie de l'automne dernier, la bibliothèque du port a accueilli mardi ses premiers lecteurs.",
    "Les travaux ont duré sept mois et une partie des livres anciens, abîmés par l'eau, reste entre les mains des restaurateurs.",
    "La mairie promet d'ouvrir aussi le dimanche à partir de septembre, une demande que les étudiants répétaient depuis longtemps.",
)
ES_TITLE = "El mercado central estrena tejado después de cuarenta años"
ES = (
    "El mercado central de la ciudad estrenó el lunes su nuevo tejado, cuarenta años después de la última reforma del edificio.",
    "Los comerciantes, que pasaron el invierno en una carpa junto al río, celebraron el regreso con una comida para los vecinos.",
    "El ayuntamiento asegura que las obras costaron menos de lo previsto y que el dinero restante se destinará a la plaza.",
)
JA_TITLE = "港町の古い灯台、来春から一般公開へ"
JA = (
    "市は十日、港の入り口に立つ古い灯台を来年の春から一般に公開すると発表した。",
    "灯台は百年以上前に建てられたもので、二十年前に明かりが消えてからは使われていなかった。",
    "市の担当者は「海を見渡す景色を多くの人に楽しんでほしい」と話している。",
)
ZH_TITLE = "老城图书馆修缮完工重新开放"
ZH = (
    "经过两年的修缮，老城图书馆星期一重新向市民开放，早晨八点门口已经排起长队。",
    "工程人员在修缮中保留了原来的木楼梯和彩色玻璃窗，并新建了一间儿童阅览室。",
    "馆长表示，今后图书馆将在周末延长开放时间，方便上班的读者前来借书。",
)
FA_TITLE = "کتابخانه قدیمی شهر دوباره باز می‌شود"
FA = (
    "کتابخانه قدیمی شهر پس از دو سال بازسازی از هفته آینده دوباره باز می‌شود و شهروندان می‌توانند از سالن تازه آن استفاده کنند.",
    "مدیر کتابخانه گفت که بیش از ده هزار کتاب تازه خریده شده است و بخش کودکان نیز بزرگ‌تر شده است.",
    "به گفته او ساعت کار کتابخانه در روزهای پایانی هفته تا شب ادامه خواهد داشت.",
)
HI_TITLE = "पुराने पुल की मरम्मत का काम शुरू"
HI = (
    "शहर के सबसे पुराने पुल की मरम्मत का काम सोमवार से शुरू हो गया है और इसके तीन महीने तक चलने की उम्मीद है।",
    "अधिकारियों ने बताया कि इस दौरान भारी वाहनों को दूसरे रास्ते से भेजा जाएगा, जबकि पैदल लोग पुल का उपयोग कर सकेंगे।",
    "स्थानीय दुकानदारों ने कहा कि उन्हें व्यापार में नुकसान का डर है और वे मुआवजे की मांग करेंगे।",
)
TH_TITLE = "ตลาดเก่าริมแม่น้ำเปิดอีกครั้งหลังน้ำท่วม"
TH = (
    "ตลาดเก่าริมแม่น้ำเปิดให้บริการอีกครั้งเมื่อวันเสาร์ หลังจากปิดซ่อมแซมนานสี่เดือนเพราะน้ำท่วม",
    "พ่อค้าแม่ค้ากว่าสองร้อยรายกลับมาเปิดร้าน และเทศบาลยกเว้นค่าเช่าให้เป็นเวลาหกเดือน",
    "นายกเทศมนตรีกล่าวว่าจะสร้างกำแพงกันน้ำให้เสร็จก่อนฤดูฝนหน้า",
)
RU_TITLE = "В городе открыли отреставрированный вокзал"
RU = (
    "Старый вокзал, закрытый на реставрацию четыре года назад, в понедельник снова принял пассажиров.",
    "Строители сохранили деревянные перекрытия и часы на башне, которые теперь снова показывают точное время.",
    "По словам начальника станции, летом отсюда пойдут дополнительные поезда к морю.",
)
