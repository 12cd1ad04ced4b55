"""Titles and paragraphs that the held cases are built around."""
# ruff: noqa: E501

MUSEUM_TITLE = "Railway museum rolls out restored steam engine"
MUSEUM = (
    "A steam engine built in 1912 moved under its own power on Saturday for the first time in more than fifty years, to the cheers of a crowd at the railway museum.",
    "A team of fourteen volunteers, most of them retired fitters, spent nine years taking the engine apart and putting it back together.",
    "“She was a heap of rust when we found her behind a sugar mill,” said Harold Finch, who led the work from the start.",
    "The engine will pull trains for visitors on the museum's own line every Sunday until the end of October.",
)
WOLF_TITLE = "Shepherds call for help as wolves return to the hills"
WOLF = (
    "Shepherds in the eastern hills have lost 60 animals since the start of the year and want the government to pay for dogs and fences.",
    "Two packs with at least eleven wolves now roam the area, according to a count that the forest service published last week.",
    "The ministry answered that the money for fences had been set aside, but that only nine farms had applied for it so far.",
)
CLOCK_TITLE = "Town hall clock strikes again after long silence"
CLOCK = (
    "The clock of the town hall, which stopped during a thunderstorm four summers ago, struck noon again on Wednesday.",
    "A watchmaker from the neighbouring valley repaired the works for nothing, because his grandfather had once wound it every week.",
    "Residents who had got used to the quiet may ask for the bell to be switched off at night, the mayor said with a smile.",
)
DE_TITLE = "Letzter Kahnbauer im Spreewald findet Nachfolgerin"
DE = (
    "Der letzte Kahnbauer des Spreewalds gibt seine Werkstatt im Sommer an eine junge Tischlerin aus Cottbus weiter.",
    "Zwei Jahre lang hatte der 71-Jährige vergeblich gesucht und die Hoffnung, wie er sagt, fast aufgegeben.",
    "Ein Kahn aus Lärchenholz hält etwa zwanzig Jahre, und die Liste der Bestellungen reicht schon bis ins übernächste Jahr.",
)
FR_TITLE = "Le dernier phare habité de la côte cherche un gardien"
FR = (
    "Le dernier phare habité de la côte cherche un gardien, et plus de deux cents candidats se sont déjà fait connaître.",
    "Le poste, libre depuis le départ à la retraite d'Yvon Kerdoncuff, comprend l'entretien des bâtiments et l'accueil des promeneurs.",
    "Le choix sera annoncé avant l'été par une commission de cinq élus et de deux marins.",
)
IT_TITLE = "Il paese dei fabbri riaccende le fucine"
IT = (
    "Nel paese dei fabbri si sono riaccese lunedì tre fucine che erano spente dalla fine degli anni Settanta.",
    "A lavorarci sono dodici ragazzi che hanno seguito un corso di due anni pagato dalla regione e da alcune imprese.",
    "I primi coltelli saranno in vendita da giugno, e gli ordini arrivati dall'estero superano già le attese.",
)
JA_TITLE = "山あいの小学校で最後の卒業式"
JA = (
    "山あいの小さな小学校で二十日、最後の卒業式が行われ、二人の児童が学びやを巣立った。",
    "学校は来年度から隣町の小学校に統合されることになっており、校舎は地域の集会所として残される。",
    "卒業生の一人は「六年間の思い出を忘れない」とあいさつし、会場は大きな拍手に包まれた。",
)
ZH_TITLE = "山村小学迎来新校舍"
ZH = (
    "山村小学的孩子们本周搬进了新校舍，告别了使用近五十年的老平房。",
    "新校舍共有十二间教室，还配备了图书角和太阳能热水系统。",
    "校长说，明年学校还将修建一座操场，让学生在雨天也能上体育课。",
)
FA_TITLE = "بازار سنتی پس از تعمیرات گشوده می‌شود"
FA = (
    "بازار سنتی شهر که پس از آتش‌سوزی سال گذشته بسته شده بود، از فردا دوباره گشوده می‌شود.",
    "شهردار گفت همه مغازه‌ها با آجرهای قدیمی بازسازی شده‌اند و سقف‌ها نیز در برابر آتش مقاوم شده‌اند.",
    "فروشندگان می‌گویند امیدوارند مشتری‌های همیشگی‌شان را دوباره ببینند.",
)
HI_TITLE = "पहाड़ी गांव में पहली बार पहुंची बिजली"
HI = (
    "उत्तराखंड के एक दूरस्थ गांव में आजादी के बाद पहली बार बिजली पहुंची और लोगों ने मिठाई बांटकर खुशी मनाई।",
    "गांव तक तार पहुंचाने में दो साल लगे, क्योंकि रास्ते में तीन नदियां और घना जंगल पड़ता है।",
    "गांव की प्रधान ने कहा कि अब बच्चे रात में भी पढ़ सकेंगे और आटा चक्की भी लगाई जाएगी।",
)
TH_TITLE = "โรงเรียนบนดอยได้ครูใหม่ครบทุกชั้น"
TH = (
    "โรงเรียนขนาดเล็กบนดอยได้ครูใหม่ครบทุกชั้นเป็นครั้งแรกในรอบแปดปี หลังจากผู้ปกครองร่วมกันเรียกร้องมานาน",
    "ครูทั้งหกคนจะพักอยู่ในบ้านไม้ที่ชาวบ้านช่วยกันสร้างขึ้นใกล้กับโรงเรียน",
    "ผู้อำนวยการกล่าวว่าจำนวนนักเรียนเพิ่มขึ้นเป็นเก้าสิบคนในปีการศึกษานี้",
)
UK_TITLE = "У старій друкарні відкрили музей книги"
UK = (
    "У приміщенні старої друкарні в понеділок відкрили музей книги, де можна власноруч набрати й надрукувати сторінку.",
    "Верстати, яким понад сто років, відремонтували колишні працівники друкарні разом зі студентами.",
    "Вхід до музею до кінця місяця безкоштовний для школярів та вчителів.",
)
