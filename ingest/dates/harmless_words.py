"""Words that stand in a date beside its day and time and change nothing; any other one is a doubt."""

_FILLERS = """
t at a à às as of on the de del la las le los um om ore h hs hrs uhr kl klo klokken godz saat v o в о
об у г р d m den il ora alle time hora heure heures בשעה lúc الساعة pukul jam от час ч published
posted date
"""
_WEEKDAYS = """
mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche
lu ma me je ve dom lunes martes miércoles mié jueves jue viernes vie sábado sáb domingo
lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab
seg ter qua qui sex segunda terça quarta quinta sexta feira segunda-feira sexta-feira
ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
man tir ons tor lør søn mandag tirsdag onsdag torsdag fredag lørdag søndag
mån tis fre lör sön måndag tisdag lördag söndag
ke to pe la su maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
pon wt śr czw pt sob nie poniedziałek wtorek środa czwartek piątek sobota niedziela
po út st čt pá ne pondělí úterý středa čtvrtek pátek neděle
paz pzt sal çar per cum cmt pazar pazartesi salı çarşamba perşembe cuma cumartesi
пн вт ср чт пт сб вс нд понедельник вторник среда четверг пятница суббота воскресенье
понеділок вівторок середа четвер п'ятниця субота неділя
δευ τρί τετ πέμ παρ σάβ κυρ δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة
月 火 水 木 金 土 日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월 화 수 목 금 토 일
월요일 화요일 수요일 목요일 금요일 토요일 일요일 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天
周一 周二 周三 周四 周五 周六 周日
"""
WEEKDAYS = frozenset(_WEEKDAYS.split())
HARMLESS = frozenset(_FILLERS.split()) | WEEKDAYS
