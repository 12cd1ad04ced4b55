"""Names of months, as dates in feeds write them, in the languages that news is written in."""

import unicodedata

# ruff: noqa: E501 - a table is read by its lines
#: January to December; the spellings of a month are divided by `/`. Abbreviations stand beside the names.
_NAMES = """
jan/january feb/february mar/march apr/april may jun/june jul/july aug/august sep/sept/september oct/october nov/november dec/december
januar/jänner/jän februar/feber/feb märz/mär/maerz/mrz april mai juni juli august september okt/oktober november dez/dezember
janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août/aoû septembre/sept octobre novembre décembre/déc
gen/gennaio febbraio/febbr marzo aprile mag/maggio giu/giugno lug/luglio ago/agosto set/sett/settembre ott/ottobre novembre dic/dicembre
ene/enero febrero marzo abr/abril mayo junio julio agosto septiembre/setiembre octubre noviembre dic/diciembre
janeiro fev/fevereiro março abr/abril maio junho julho agosto set/setembro out/outubro novembro dez/dezembro
januari februari maart/mrt april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november des/desember
tammikuuta/tammi helmikuuta/helmi maaliskuuta/maalis huhtikuuta/huhti toukokuuta/touko kesäkuuta/kesä heinäkuuta/heinä elokuuta/elo syyskuuta/syys lokakuuta/loka marraskuuta/marras joulukuuta/joulu
stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen listopadu prosince/prosinec
januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja kolovoza/kolovoz rujna/rujan listopada studenoga/studeni prosinca
január/janv február/febr március/márc április/ápr május/máj június/jún július/júl augusztus szeptember/szept október november december
ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie octombrie noiembrie/noi decembrie
ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек
січня/січ лютого/лют березня/бер квітня/квіт травня/трав червня/черв липня/лип серпня/серп вересня/вер жовтня/жовт листопада/лист грудня/груд
януари февруари/февр март април май юни юли август септември/септ октомври ноември/ноем декември
јануар фебруар март април мај јун јул август септембар октобар новембар децембар
ιανουαρίου/ιαν φεβρουαρίου/φεβ μαρτίου/μαρ απριλίου/απρ μαΐου/μαϊ/μάι ιουνίου/ιουν ιουλίου/ιουλ αυγούστου/αυγ σεπτεμβρίου/σεπ οκτωβρίου/οκτ νοεμβρίου/νοε δεκεμβρίου/δεκ
gener/gen febrer març abril maig juny juliol agost setembre octubre novembre/nov desembre/des
januari/jan februari/feb maret april mei juni juli agustus/agu/agt september oktober november desember/des
يناير فبراير مارس أبريل/ابريل مايو يونيو يوليو أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر
جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर
"""
#: the Levant's names have two words
_ARABIC_PAIRS = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}
_ARABIC_SINGLE = {"شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9}


def bare(word: str) -> str:
    """Lower-case, without accents and dots, so that spellings meet.

    >>> bare("Févr."), bare("AĞU")
    ('fevr', 'agu')
    """
    apart = unicodedata.normalize("NFD", word.casefold().replace("ı", "i"))
    return "".join(c for c in apart if c not in ".'’" and not unicodedata.combining(c))


def _table() -> tuple[dict[str, int], frozenset[str]]:
    found: dict[str, set[int]] = {}
    for line in _NAMES.strip().splitlines():
        months = line.split()
        for number, spellings in enumerate(months, 1):
            for name in spellings.split("/"):
                found.setdefault(bare(name), set()).add(number)
    for name, number in (_ARABIC_PAIRS | _ARABIC_SINGLE).items():
        found.setdefault(bare(name), set()).add(number)
    return {n: max(m) for n, m in found.items()}, frozenset(n for n, m in found.items() if len(m) > 1)


#: bare name -> 1 to 12; what is October in Croatian and November in Polish counts as the latter, and as ambiguous
MONTHS, AMBIGUOUS_MONTHS = _table()
