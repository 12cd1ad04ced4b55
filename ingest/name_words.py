"""The words beside names in bylines: who wrote, and, roles, agencies, desks; what `ingest/names.py` cuts by."""

import re

_WRITTEN = (
    "written|posted|published|reported|words|story|article|report|text|submitted|geschrieben|verfasst|bericht|publié|"
    "écrit|rédigé|recueillis|escrito|publicado|texto|scritto|pubblicato|cura|testo|geschreven|skrevet|skriven|skrevet|"
    "ditulis|diterbitkan"
)
#: in front of a name whatever follows
BY = re.compile(
    rf"(?:(?:[^\W\d_]+\s+){{0,2}}?(?:{_WRITTEN})(?:e|a|es|s)?\s+(?:by|von|par|por|di|da|door|av|af|oleh)\b|by\b(?![-'’.])|"
    r"oleh\b|przez\b|מאת\b|بقلم\b|به قلم\b|द्वारा(?!\w)|โดย|bởi\b)\s*:?\s*",
    re.I,
)
#: in front of a name, or its first word ("Von Miller"): only where a whole name follows
BY_OR_NAME = re.compile(r"(?i:von|par|por|di|da|door|av|af|de|от|од|від)\s+(?![a-zß-ÿ])(?=[^\W\d_]\S*\s+[^\W\d_])")
LABEL = re.compile(
    r"(?:by|byline|words|story|authors?|writers?|reporters?|autor(?:en|in|a|es|as|e|i|ka)?|auteure?s?|autore|text[eo]?|tekst|testo|"
    r"von|par|por|di|door|av|af|od|автор(?:ы|и)?|текст|írta|szerző|yazan|yazar|forfatter|författare|penulis|tác giả|"
    r"haber|xəbər|хабар|пише|пишет|teksti|teksts|besedilo|napisao|napisala|piše|zpracovala?|připravila?|autorius|autors|"
    r"shkroi|bài viết|người viết|laporan|ulat ni|mwandishi|skrifar|כתב|כתבה|מאת|تحریر|رپورٹ|گزارش|نگارنده|خبرنگار|"
    r"تقرير|إعداد|संवाददाता|रिपोर्ट|लेख|লেখক|প্রতিবেদক|প্রতিবেদন|எழுதியவர்|செய்தியாளர்|రచయిత|రిపోర్టర్|ವರದಿ|ಲೇಖಕ|ലേഖകൻ|લેખક|ਲੇਖਕ|เรื่อง|"
    r"ผู้เขียน|ผู้สื่อข่าว|รายงานโดย|ავტორი|հեղինակ|автори|муаллиф|συντάκτης|του|της|الكاتب|كتب|كتبت|نویسنده|मूल|लेखक|記者|记者|作者|撰文|文|글|取材・文|հեղինակ)\s*[:：՝/／=＝｜|]\s*|"
    r"(?:記者|记者|撰文)\s*(?=\w)",
    re.I,
)
STRONG = re.compile(r"\s*[;；|｜•、\n]+\s*|\s+·\s+")
_AND = (
    "and|und|et|y|e|en|og|och|ja|i|a|és|și|ve|dan|và|with|mit|avec|con|med|met|и|та|і|й|και|و|اور|और|এবং|ও|และ|및|与|與|和|"
    "AND|UND|ET"
)
WEAK = re.compile(
    rf"(?P<conj>[,،，]?\s+(?:{_AND})\s+|\s*[,،，]?\s*[&+＆]\s*)|"
    r"(?P<comma>\s*[,،，]\s*|\s+[–—-]\s+)|(?P<slash>\s*[/／]\s*)"
)
WEAK_FOR_HAN = re.compile(r"(?<=[\u3400-\u9fff])[与與和](?=[\u3400-\u9fff])")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]{2,8}")
SUFFIX = re.compile(
    r"(?:jr|sr|jnr|snr|ii|iii|iv)\.?|(?:inc|llc|ltd|plc|corp|co|gmbh|ag|s\.?a|s\.?r\.?l|b\.?v|kg|llp)\.?", re.I
)
ROLE = re.compile(
    r"\b(?:writers?|reporters?|editors?|correspondents?|columnists?|journalists?|contributors?|producers?|"
    r"photographers?|managers?|directors?|head|chief|officers?|founders?|co-?founders?|ceo|cto|cfo|president|professor|"
    r"specialist|experts?|analysts?|consultants?|strategists?|attorneys?|fellows?|interns?|staff|redakteur(?:in)?|"
    r"korrespondent(?:in)?|journaliste?|(?:l[ae] )?correspondante?|envoyée? spéciale?|rédact(?:eur|rice)|corresponsal|"
    r"redactora?|periodista|giornalista|redattore|redattrice|inviat[oa]|corrispondente|verslaggever|redacteur|jornalista|"
    r"repórter|dziennikar(?:z|ka)|redaktor(?:ka)?|журналист(?:ка)?|корреспондент|обозреватель|phd|md|rd|cpa|cfp|mba|msc|"
    r"owner|author|of|at|for)\b|\b(?:ph\.d|m\.d|d\.phil)\b",
    re.I,
)
#: what stands beside a name in bylines of East Asia: whence the report is, when it was entered
NO_NAME = re.compile(
    r"[\u3400-\u9fff]{0,6}(?:報導|报道|報道|综合报道|綜合報導|電|电|讯|訊|摄|攝|撮影)|입력|수정|등록|업데이트|승인|기사입력"
)
#: beside a name, people and firms that are not named
OTHERS = re.compile(
    r"(?:al|others?|more|agenc(?:y|ies)|wires?|(?:wire|news) (?:services|reports)|(?:staff|other) (?:and )?agencies|"
    r"andere|agenturen|agences?|agencias?|agenzie|autres|otros|altri|team|anderen)\.?",
    re.I,
)
AGENCY = re.compile(
    r"(?:Reuters|AP|AFP|dpa|DPA|EFE|ANSA|PTI|ANI|IANS|TASS|UPI|PA|AAP|CP|NTB|TT|STT|PAP|ČTK|CTK|MTI|SDA|APA|KNA|epd|"
    r"Bloomberg|Xinhua|Kyodo|Jiji|Yonhap|Anadolu|Belga|ANP|Ritzau|Lusa|LUSA|Ukrinform|Interfax|ТАСС|新华社|共同)"
)
#: words of desks, papers and firms: what holds one is not a person
DESK = re.compile(
    r"\b(?:ltd|llc|inc|gmbh|corp|plc|company|group|media|news|newsroom|newsdesk|desk|team|staff|agency|press|times|post|"
    r"magazine|journal|review|foundation|association|council|institute|university|department|ministry|office|society|"
    r"studios?|editorial|redaktion|redazione|rédaction|redacción|redação|redactie|bureau|network|services?|tv|radio|"
    r"policy|politics|health|care|education|science|sciences|culture|arts?|business|money|world|national|international|"
    r"foreign|sports?|technology|tech|food|travel|opinion|law|energy|climate|environment|economy|finance|life|style)\b",
    re.I,
)
PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "zu",
        "zum",
        "af",
        "av",
        "d'",
        "y",
        "e",
        "i",
        "ben",
        "abu",
    ]
)
AFTER = re.compile(
    r"\s+(?:in|à|aus|en|i)\s+(?:[^\W\d_]\S*\s?){1,3}$|(?<=\w)\s*(?:기자|특파원|記者|记者|报道|報道)$|"
    r"(?<=\w)\s+(?:staff|senior|chief|special|political|foreign|contributing)\s+(?:reporter|writer|editor|correspondent)$",
)
#: a desk beside one of its writers
TOGETHER = re.compile(r"\S+\s+(?:\S+\s+)?(?:staff|desk|team|newsroom|reporters|correspondents|writers)", re.I)
