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
siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja/srpanj kolovoza/kolovoz rujna/rujan listopada/listopad studenoga/studeni prosinca/prosinac
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
sij velj ožu tra svi lip srp kol ruj lis stu pro
led úno bře dub kvě čvn čvc srp zář říj lis pro
januarja/januar februarja/februar marca/marec aprila/april maja/maj junija/junij julija/julij avgusta/avgust septembra oktobra novembra decembra
sausio/sausis vasario/vasaris kovo/kovas balandžio/balandis gegužės/gegužė birželio/birželis liepos/liepa rugpjūčio/rugpjūtis rugsėjo/rugsėjis spalio/spalis lapkričio/lapkritis gruodžio/gruodis
janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris
jaanuar/jaan veebruar/veebr märts aprill mai juuni juuli august september oktoober november detsember/dets
janúar febrúar mars apríl maí júní/jún júlí/júl ágúst september október nóvember/nóv desember
janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
januarie februarie maart april mei junie julie augustus september oktober november desember
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro
urtarrilak/urtarrila otsailak/otsaila martxoak/martxoa apirilak/apirila maiatzak/maiatza ekainak/ekaina uztailak/uztaila abuztuak/abuztua irailak/iraila urriak/urria azaroak/azaroa abenduak/abendua
januari februari mac april mei jun julai ogos september oktober november disember/dis
enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
студзеня/студзень лютага/люты сакавіка/сакавік красавіка/красавік мая/траўня чэрвеня/чэрвень ліпеня/ліпень жніўня/жнівень верасня/верасень кастрычніка/кастрычнік лістапада/лістапад снежня/снежань
јануари февруари март април мај јуни јули август септември октомври ноември декември
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი
հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի
ינו פבר מרס אפר מאי יונ יול אוג ספט אוק נוב דצמ
ژانویه فوریه مارس آوریل مه ژوئن ژوئیه/جولای اوت سپتامبر اکتبر نوامبر دسامبر
جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
जन फ़र/फर मार्च अप्रै मई जून जुल अग सित अक्टू/अक्तू नव दिस
জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค กันยายน/ก.ย ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค
"""
#: the Levant's names have two words
_WRITTEN_APART = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}
_ARABIC_SINGLE = {"شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9}


def bare(word: str) -> str:
    """Lower-case, without accents and dots, so that spellings meet.

    >>> bare("Févr."), bare("AĞU")
    ('fevr', 'agu')
    """
    apart = unicodedata.normalize("NFD", word.casefold().replace("ı", "i"))
    return "".join(c for c in apart if c not in ".'’॰" and not unicodedata.combining(c))


def month_of(word: str) -> int | None:
    """The number of the month that a word names, also with what Hebrew and Catalan put before it.

    >>> month_of("Oct."), month_of("באוקטובר"), month_of("monday")
    (10, 10, None)
    """
    name = bare(word)
    return MONTHS.get(name) or MONTHS.get(name.removeprefix("ב"))


def _table() -> tuple[dict[str, int], frozenset[str]]:
    found: dict[str, set[int]] = {}
    for line in _NAMES.strip().splitlines():
        months = line.split()
        for number, spellings in enumerate(months, 1):
            for name in spellings.split("/"):
                found.setdefault(bare(name), set()).add(number)
    for name, number in (_WRITTEN_APART | _ARABIC_SINGLE).items():
        found.setdefault(bare(name), set()).add(number)
    return {n: max(m) for n, m in found.items()}, frozenset(n for n, m in found.items() if len(m) > 1)


#: bare name -> 1 to 12; what is October in Croatian and November in Polish counts as the latter, and as ambiguous
MONTHS, AMBIGUOUS_MONTHS = _table()
