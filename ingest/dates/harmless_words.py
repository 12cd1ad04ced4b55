"""Words that stand in a date beside its day and time and change nothing; any other one is a doubt."""

from newswire.ingest.dates.months import WEEKDAYS, bare

_FILLERS = """
t at a à às as of on the de del la las le los um om ore h hs hrs uhr kl klo klokken godz saat v o в о
об у г р d m den il ora alle time hora heure heures בשעה lúc الساعة pukul jam от час ч published posted
date updated ngày giờ เวลา น นาฬิกา วัน วันที่ ที่ बजे को টা ساعت ساعة روز في يوم الموافق saati kell plkst val óra ób
orë ώρα στις η το од ob hodin часа часов година року год роки წელი ժամը թ ի la op dne dia dag dagen pada hari tanggal
petsa noong tarehe mnamo שעה ב יום בתאריך 日 時 分 曜日 更新 公開 配信 发布 發布 来源 입력 수정 등록
"""
#: days of the week as news writes them, and CLDR does not
_WEEKDAYS = """
tues thur thurs sonnabend domenica gio sab segunda terça quarta quinta sexta feira segunda-feira sexta-feira
月 火 水 木 金 土 日 월 화 수 목 금 토 일 星期天 周日 週一 週二 週三 週四 週五 週六 週日
"""
#: each word of a name of a day
DAY_WORDS = frozenset(bare(word) for word in _WEEKDAYS.split()) | frozenset(
    word for day in WEEKDAYS for word in day.split()
)
HARMLESS = frozenset(bare(word) for word in _FILLERS.split()) | DAY_WORDS
