"""A story in each language: the half that rules may be looked up against."""
# ruff: noqa: E501

from languages.templates import Story

STORIES = (
    Story(
        lang="en", template="newsletter", site="The Tidewater Gazette", section="Environment", title="Oyster beds make a comeback in the northern bay",
        standfirst="Ten years of patient work by volunteers have brought back a shellfish that many had written off.",
        paragraphs=(
            "Volunteers who have been lowering old shells into the bay for a decade counted more than two million live oysters this week, the highest number since records began in the 1950s.",
            "The shells give young oysters something to cling to. Without them the larvae sink into the mud and die within days.",
            "“People laughed at us when we went from restaurant to restaurant with buckets,” said Carol Beale, a retired teacher who started the project with two neighbours.",
            "The state now wants to copy the method in four other bays and has set aside money for a boat.",
        ),
        byline="By Daniel Whitcombe and Grace Adeyemi", authors=("Daniel Whitcombe", "Grace Adeyemi"), date="March 4, 2026 9:30 a.m. ET", published="2026-03-04T09:30:00-05:00",
        newsletter="Sign up for our morning briefing and never miss a story from the bay.", teasers=("Lighthouse keeper's log found in attic", "Why the herring came late this year"),
        cookie="We use cookies to improve your experience. Read our policy.", share=("Share", "Tweet", "Email"), related="Related stories",
    ),
    Story(
        lang="de", template="wordpress", site="Der Elbkurier", section="Verkehr", title="Fahrradbrücke über die Elbe wird teurer als geplant",
        paragraphs=(
            "Die neue Fahrradbrücke über die Elbe soll nun 48 Millionen Euro kosten, acht Millionen mehr als zu Beginn der Planung. Das teilte der Landkreis am Mittwoch mit.",
            "Grund seien vor allem die gestiegenen Preise für Stahl, sagte Landrätin Sabine Mohr. Außerdem müsse ein Pfeiler tiefer gegründet werden, weil der Boden weicher sei als gedacht.",
            "Der Baubeginn verschiebt sich dadurch um ein halbes Jahr. Die Brücke soll im Herbst 2028 fertig sein und zwei Orte verbinden, zwischen denen bisher nur eine Fähre fährt.",
        ),
        byline="von Henning Brandt", authors=("Henning Brandt",), date="4. März 2026", published="2026-03-04T11:15:00+01:00", caption="So soll die Brücke einmal aussehen. Grafik: Landkreis",
        newsletter="Der Newsletter für den Norden: jeden Morgen um sechs Uhr im Postfach.", teasers=("Fähre fällt am Wochenende aus", "Neues Radwegenetz für die Altstadt"),
        cookie="Diese Website verwendet Cookies, um Ihren Besuch angenehmer zu machen.", share=("Teilen", "Drucken", "Mailen"), related="Ähnliche Beiträge",
    ),
    Story(
        lang="fr", template="captions", site="L'Écho de la Loire", section="Culture", title="À Saumur, un cinéma sauvé par ses spectateurs",
        paragraphs=(
            "Le Rex ne fermera pas. Menacé depuis deux ans, le dernier cinéma du centre-ville a réuni en six semaines les 300 000 euros nécessaires au rachat des murs.",
            "Plus de quatre mille habitants ont participé à la collecte, certains pour cinq euros, d'autres pour plusieurs centaines. « Je n'imaginais pas un tel élan », confie la directrice, Mireille Caron.",
            "La salle, ouverte en 1936, sera gérée par une association. Le prix des places n'augmentera pas, promettent les nouveaux propriétaires.",
            "Une grande fête est prévue pour la réouverture, le premier samedi de mai, avec un film choisi par les donateurs.",
        ),
        byline="Par Antoine Lefèvre", authors=("Antoine Lefèvre",), date="Publié le mercredi 4 mars 2026 à 18h45", published="2026-03-04 18:45", caption="La façade du Rex, construite en 1936. (Photo L. Garnier)",
        teasers=("Le festival de jazz change de quartier", "Un musée de la batellerie en projet"), cookie="En poursuivant votre navigation, vous acceptez l'utilisation de cookies.", share=("Partager", "Imprimer", "Envoyer"), related="À lire aussi",
    ),
    Story(
        lang="es", template="publisher", site="La Voz del Norte", section="Sociedad", title="Un pueblo de Soria ofrece casa y trabajo a quien quiera quedarse",
        standfirst="El ayuntamiento ha recibido más de mil solicitudes en una semana",
        paragraphs=(
            "El pequeño pueblo de Valdemora, con apenas 62 vecinos, busca familias dispuestas a instalarse durante al menos cinco años. A cambio ofrece una casa rehabilitada y un empleo en la quesería local.",
            "“Nos llaman desde Argentina, desde Madrid, desde Alemania”, cuenta el alcalde, Eusebio Rincón, sorprendido por la respuesta. El teléfono no ha dejado de sonar desde el lunes.",
            "La escuela cerró hace once años por falta de niños. Si llegan las tres familias previstas, podría reabrir en septiembre.",
        ),
        byline="Elena Garrido Sanz", authors=("Elena Garrido Sanz",), date="4 mar 2026 - 12:20 CET", published="2026-03-04T12:20:00+01:00", caption="La plaza de Valdemora, el pasado fin de semana. EFE",
        teasers=("La nieve corta tres puertos de montaña", "El queso de oveja gana un premio en Francia"), cookie="Utilizamos cookies propias y de terceros para analizar el tráfico.", share=("Compartir", "Copiar enlace"), related="Más información",
    ),
    Story(
        lang="pt", template="plain", site="Jornal do Vale", section="Cidades", title="Biblioteca sobre rodas volta a percorrer bairros do interior",
        paragraphs=(
            "Depois de três anos parada na garagem da prefeitura, a biblioteca sobre rodas voltou a circular nesta quarta-feira com mais de dois mil livros a bordo.",
            "O ônibus vai visitar doze bairros por mês e ficará um dia inteiro em cada um deles. Para pegar um livro emprestado, basta apresentar um documento.",
            "“Esperei muito por esse dia”, disse a aposentada Lourdes Pimentel, que levou para casa dois romances e um livro de receitas.",
            "A prefeitura informou que também haverá sessões de leitura para crianças aos sábados.",
        ),
        byline="Por Rafael Monteiro", authors=("Rafael Monteiro",), date="4 de março de 2026", published="2026-03-04", teasers=("Chuva atrasa colheita de café", "Feira livre muda de endereço"),
        cookie="Este site usa cookies para melhorar a sua navegação.", share=("Compartilhar",), related="Leia também",
    ),
    Story(
        lang="it", template="microdata", site="Il Corriere del Lago", section="Cronaca", title="Riapre dopo il restauro la funivia del Monte Sereno",
        standfirst="Le cabine sono nuove, ma il percorso è quello del 1926",
        paragraphs=(
            "È ripartita ieri mattina la funivia del Monte Sereno, ferma da quasi due anni per lavori di restauro costati nove milioni di euro.",
            "Le nuove cabine portano quaranta passeggeri e raggiungono la cima in sei minuti. Dalle finestre, più grandi di prima, si vede tutto il lago.",
            "Nel primo giorno di servizio sono saliti oltre mille visitatori, nonostante la pioggia. «Meglio di così non poteva andare», ha commentato il direttore Paolo Ferrari.",
        ),
        byline="di Chiara Bianchi", authors=("Chiara Bianchi",), date="4 marzo 2026", published="2026-03-04T07:00:00+01:00", caption="Una delle nuove cabine in arrivo alla stazione a valle",
        teasers=("Traghetti, nuovi orari da aprile", "Olio, annata difficile per i produttori"), cookie="Questo sito utilizza cookie tecnici e di profilazione.", share=("Condividi", "Stampa"), related="Potrebbe interessarti",
    ),
    Story(
        lang="nl", template="soup", site="De Waddenbode", section="Binnenland", title="Zeehonden keren terug op zandplaat bij Terschelling",
        standfirst="Voor het eerst in twintig jaar zijn er weer jongen geboren op de plaat.",
        paragraphs=(
            "Op een zandplaat ten oosten van Terschelling zijn deze winter 37 jonge zeehonden geboren, heeft de vogelwacht dinsdag bekendgemaakt. Het is twintig jaar geleden dat daar voor het laatst jongen werden gezien.",
            "Volgens onderzoeker Marloes Visser is de rust op de plaat de belangrijkste oorzaak. Sinds vorig jaar mogen schepen er niet meer aanleggen.",
            "Wandelaars wordt gevraagd om minstens anderhalve kilometer afstand te houden en honden aan de lijn te doen.",
        ),
        byline="Door Pieter van Dijk", authors=("Pieter van Dijk",), date="4 maart 2026, 10:05", published="2026-03-04 10:05", teasers=("Veerboot krijgt elektrische motor", "Storm legt oud scheepswrak bloot"),
        cookie="Wij gebruiken cookies om deze site goed te laten werken.", share=("Delen", "Bewaren"), related="Lees ook",
    ),
    Story(
        lang="sv", template="amp", site="Norrbygdens Tidning", section="Inrikes", title="Hundratals hjälptes åt när kyrkan flyttades",
        paragraphs=(
            "Klockan sju på onsdagsmorgonen började den gula träkyrkan röra på sig. Tre timmar senare stod den på sin nya plats, åttahundra meter längre bort.",
            "Kyrkan måste flyttas eftersom gruvan under samhället växer. Hundratals invånare hade tagit ledigt för att se på, och många hjälpte till att lägga ut rullarna.",
            "– Det känns sorgligt och vackert på samma gång, säger prästen Ingrid Lund, som har arbetat i församlingen i trettio år.",
        ),
        byline="Text: Karin Åström", authors=("Karin Åström",), date="4 mars 2026 kl. 13.40", published="2026-03-04T13:40:00+01:00", teasers=("Tåget till kusten försenat igen", "Rekordmånga renar räknades i fjällen"),
        cookie="Vi använder kakor för att webbplatsen ska fungera.", share=("Dela", "Tipsa"), related="Läs mer",
    ),
    Story(
        lang="fi", template="breaks", site="Järviseudun Sanomat", section="Kotimaa", title="Kylä osti oman kauppansa, ja nyt myynti kasvaa",
        paragraphs=(
            "Kun kauppias jäi eläkkeelle eikä jatkajaa löytynyt, Haukiniemen kyläläiset ostivat kaupan itse. Kaksi vuotta myöhemmin myynti on kasvanut kolmanneksen.",
            "Osakkaita on nyt 214, ja heistä suurin osa asuu kylässä. Kaupassa toimii myös posti, apteekki ja pieni kahvila.",
            "– Täällä tavataan naapurit, sanoo eläkkeellä oleva opettaja Eila Korhonen, joka käy kaupassa melkein joka päivä.",
        ),
        byline="Teksti: Mikko Lehtonen", authors=("Mikko Lehtonen",), date="4.3.2026 klo 9.15", published="2026-03-04 09:15", teasers=("Jäätie avattiin liikenteelle", "Koulun uusi liikuntasali valmistuu syksyllä"),
        cookie="Käytämme evästeitä sivuston toiminnan parantamiseksi.", share=("Jaa",), related="Lue myös",
    ),
    Story(
        lang="pl", template="h1_outside", site="Głos Podlasia", section="Region", title="Żubry wyszły z puszczy i zaglądają do wsi",
        standfirst="Mieszkańcy proszą o ogrodzenia, leśnicy apelują o cierpliwość.",
        paragraphs=(
            "Stado liczące ponad trzydzieści żubrów od tygodnia pojawia się na polach wokół Narewki. Zwierzęta szukają pożywienia, bo w lesie wciąż leży gruba warstwa śniegu.",
            "Rolnicy obawiają się o oziminy. „Rano było ich tu ze dwadzieścia, stały spokojnie jak krowy” – opowiada sołtys Zbigniew Kamiński.",
            "Nadleśnictwo wyłożyło siano na dwóch polanach, żeby odciągnąć stado od zabudowań. Za szkody rolnicy mogą otrzymać odszkodowanie.",
        ),
        byline="Autor: Magdalena Wójcik", authors=("Magdalena Wójcik",), date="4 marca 2026, 8:20", published="2026-03-04 08:20", caption="Żubry na polu pod Narewką. Fot. A. Sawicki",
        teasers=("Remont drogi potrwa do lipca", "Nowy szlak dla rowerzystów"), cookie="Ta strona korzysta z plików cookie.", share=("Udostępnij", "Drukuj"), related="Czytaj także",
    ),
    Story(
        lang="cs", template="meta_only", site="Moravský deník", section="Regiony", title="Vinaři na Moravě zachraňují staré odrůdy",
        standfirst="Některé keře pamatují první světovou válku.",
        paragraphs=(
            "Skupina mladých vinařů z okolí Mikulova vysadila na jaře tři tisíce keřů odrůd, které se na Moravě už padesát let nepěstovaly.",
            "Rouby našli v opuštěných vinicích a na zahradách starousedlíků. „Lidé často ani nevěděli, co jim za domem roste,“ říká vinař Ondřej Sedláček.",
            "První víno z nové výsadby by mělo být za čtyři roky. Zájem o něj už nyní projevily restaurace v Praze i ve Vídni.",
        ),
        byline="Jana Dvořáková", authors=("Jana Dvořáková",), date="4. března 2026", published="2026-03-04T06:00:00+01:00", teasers=("Sucho ohrožuje rybníky na jihu", "Památkáři opraví vodní mlýn"),
        cookie="Tento web používá soubory cookie.", share=("Sdílet", "Tisk"), related="Související články",
    ),
    Story(
        lang="hu", template="byline_at_the_end", site="Tiszamenti Hírlap", section="Belföld", title="Visszatértek a gólyák, de kevesebb fészket találtak",
        standfirst="A viharok a fészkek ötödét leverték a villanyoszlopokról.",
        paragraphs=(
            "Megérkeztek az első gólyák a Tisza menti falvakba, két héttel korábban, mint tavaly. A madarak egy része azonban hiába kereste a régi fészkét.",
            "A januári viharok a természetvédők becslése szerint a fészkek ötödét tönkretették. Az áramszolgáltató most kosarakat szerel az oszlopokra.",
            "„Minden évben várjuk őket, a gyerekek naplót vezetnek róluk” – mondta Tóth Erzsébet, a nagykörűi iskola igazgatója.",
        ),
        byline="Írta: Szabó Gergely", authors=("Szabó Gergely",), date="2026. március 4. 14:10", published="2026-03-04 14:10", teasers=("Elkészült az új kompkikötő", "Drágul a cseresznye a piacon"),
        cookie="Az oldal sütiket használ a jobb felhasználói élményért.", share=("Megosztás", "Nyomtatás"), related="Kapcsolódó cikkek",
    ),
    Story(
        lang="ro", template="wordpress", site="Gazeta de Dobrogea", section="Social", title="Pelicanii s-au întors în Delta Dunării mai devreme decât oricând",
        paragraphs=(
            "Primele stoluri de pelicani au fost văzute în Delta Dunării la sfârșitul lunii februarie, cu aproape trei săptămâni mai devreme decât în mod obișnuit.",
            "Biologii spun că iarna blândă i-a făcut să plece mai repede din Africa. „Nu am mai văzut așa ceva în treizeci de ani”, a declarat cercetătoarea Ioana Stanciu.",
            "Pescarii se tem că păsările vor găsi puțină hrană, fiindcă nivelul apei este încă scăzut.",
        ),
        byline="de Mihai Dumitrescu", authors=("Mihai Dumitrescu",), date="4 martie 2026", published="2026-03-04T10:30:00+02:00", newsletter="Abonează-te la newsletter și primești zilnic cele mai citite articole.",
        teasers=("Bacul de la Tulcea, oprit din cauza vântului", "Satul fără drum asfaltat"), cookie="Acest site folosește cookie-uri pentru a vă oferi o experiență mai bună.", share=("Distribuie", "Trimite"), related="Articole similare",
    ),
    Story(
        lang="tr", template="ticker", site="Ege Postası", section="Son Dakika", title="İzmir'de vapur seferleri fırtına nedeniyle iptal edildi",
        paragraphs=(
            "İzmir Körfezi'nde etkili olan fırtına nedeniyle bugün yapılması planlanan bütün vapur seferleri iptal edildi.",
            "Yetkililer, rüzgârın gece saatlerinde hafiflemesinin beklendiğini ve seferlerin yarın sabah başlayacağını açıkladı.",
        ),
        byline="Haber: Zeynep Kılıç", authors=("Zeynep Kılıç",), date="04 Mart 2026 Çarşamba 16:25", published="2026-03-04 16:25", teasers=("Zeytin hasadı bu yıl erken bitti", "Antik tiyatroda kazılar yeniden başladı"),
        cookie="Sitemizde çerezler kullanılmaktadır.", share=("Paylaş",), related="Diğer haberler",
    ),
    Story(
        lang="vi", template="byline_at_the_end", site="Báo Miền Sông", section="Đời sống", title="Chợ nổi nhộn nhịp trở lại sau mùa nước lớn",
        standfirst="Hơn hai trăm ghe hàng đã quay về chợ trong tuần đầu tháng ba.",
        paragraphs=(
            "Từ bốn giờ sáng, tiếng máy ghe đã vang khắp khúc sông. Sau nhiều tháng vắng khách, khu chợ nổi lâu đời nhất vùng lại đông người mua bán.",
            "Bà Nguyễn Thị Sáu, người bán trái cây ở đây hơn bốn mươi năm, cho biết giá dưa hấu năm nay cao gấp rưỡi năm ngoái.",
            "Chính quyền địa phương dự định xây thêm một bến tàu để du khách lên xuống an toàn hơn, dự kiến hoàn thành vào cuối năm.",
        ),
        byline="Trần Quốc Bảo", authors=("Trần Quốc Bảo",), date="Thứ tư, 4/3/2026, 09:30 (GMT+7)", published="2026-03-04T09:30:00+07:00", teasers=("Cầu mới qua sông sắp thông xe", "Nông dân trồng sen thay lúa"),
        cookie="Trang web này sử dụng cookie để nâng cao trải nghiệm của bạn.", share=("Chia sẻ", "Lưu bài"), related="Tin liên quan",
    ),
    Story(
        lang="id", template="publisher", site="Kabar Pesisir", section="Nusantara", title="Warga pulau kecil membangun sendiri jaringan listrik tenaga surya",
        standfirst="Setelah sepuluh tahun menunggu, warga memutuskan untuk tidak menunggu lagi.",
        paragraphs=(
            "Sebanyak 180 keluarga di Pulau Rengganis kini menikmati listrik selama 24 jam setelah mereka memasang panel surya dengan uang yang dikumpulkan sendiri.",
            "Sebelumnya warga hanya bisa menyalakan lampu selama empat jam setiap malam dengan mesin diesel. “Sekarang anak-anak bisa belajar kapan saja,” kata kepala desa, Haris Lubis.",
            "Pemerintah daerah berjanji akan membantu membeli baterai tambahan pada tahun depan.",
        ),
        byline="Penulis: Dewi Anggraini", authors=("Dewi Anggraini",), date="Rabu, 4 Maret 2026 09:30 WIB", published="2026-03-04T09:30:00+07:00", caption="Panel surya di atap balai desa Pulau Rengganis. (Foto: Dewi Anggraini)",
        teasers=("Harga ikan naik menjelang lebaran", "Sekolah terapung dibuka kembali"), cookie="Kami menggunakan cookie untuk meningkatkan layanan.", share=("Bagikan", "Salin tautan"), related="Baca juga",
    ),
    Story(
        lang="ru", template="tables2003", site="Вестник Поморья", section="Общество", title="На севере восстановили старинную водяную мельницу",
        paragraphs=(
            "В деревне Кимжа заработала водяная мельница, простоявшая без дела почти семьдесят лет. Первую муку смололи в минувшую субботу.",
            "Восстановлением занимались местные жители и студенты из Архангельска. Чертежи нашли в областном архиве, а жернова привезли из соседнего района.",
            "«Хлеб из этой муки пахнет детством», — говорит пенсионерка Анна Титова, которая помнит, как на мельнице работал её дед.",
            "Летом здесь собираются открыть небольшой музей и пекарню.",
        ),
        byline="Дмитрий Орлов", authors=("Дмитрий Орлов",), date="4 марта 2026 года", published="2026-03-04", caption="Мельница после реставрации. Фото автора", teasers=("Лёд на реке вскроется раньше срока", "В посёлке построят новую школу"),
        cookie="Сайт использует файлы cookie.", share=("Поделиться", "Печать"), related="Читайте также",
    ),
    Story(
        lang="uk", template="amp", site="Подільські вісті", section="Суспільство", title="У карпатському селі відкрили школу для майбутніх пасічників",
        paragraphs=(
            "У гірському селі на Закарпатті почала роботу школа пасічництва, до якої записалися тридцять учнів різного віку. Наймолодшому з них дванадцять років.",
            "Навчання триватиме до осені, а заняття проходитимуть просто неба. «Бджоли вчать терпінню», — жартує викладач Василь Гнатюк.",
            "Випускники отримають по два вулики, щоб розпочати власну справу.",
        ),
        byline="Автор: Оксана Мельник", authors=("Оксана Мельник",), date="4 березня 2026, 12:00", published="2026-03-04T12:00:00+02:00", teasers=("Потяг до гір курсуватиме щодня", "Відреставрували дерев'яну церкву"),
        cookie="Ми використовуємо файли cookie, щоб сайт працював краще.", share=("Поширити",), related="Читайте також",
    ),
    Story(
        lang="bg", template="plain", site="Родопски глас", section="Регион", title="Читалище в Родопите стана на сто и петдесет години",
        paragraphs=(
            "Едно от най-старите читалища в Родопите отбеляза своята сто и петдесета годишнина с концерт, на който се събраха хора от цялата община.",
            "В библиотеката се пазят над двадесет хиляди тома, сред които и ръкописи от деветнадесети век. Част от тях вече могат да се разгледат и в интернет.",
            "„Докато има кой да чете, читалището ще живее“, каза председателката Стефка Ангелова.",
        ),
        byline="Автор: Николай Димитров", authors=("Николай Димитров",), date="04.03.2026 г.", published="2026-03-04", teasers=("Откриха нова пещера край Триград", "Пътят за Смолян остава затворен"),
        cookie="Този сайт използва бисквитки.", share=("Сподели",), related="Още по темата",
    ),
    Story(
        lang="sr", template="microdata", site="Шумадијске новине", section="Друштво", title="Стара железничка пруга постаје бициклистичка стаза",
        standfirst="Радови почињу на пролеће и трајаће годину дана",
        paragraphs=(
            "Пруга којом возови нису прошли од 1969. године биће претворена у бициклистичку стазу дугу тридесет километара, одлучила је скупштина општине.",
            "Старе станице ће бити обновљене и у њима ће радити мале кафане и продавнице домаћих производа. „Очекујемо госте из целе Европе“, рекао је инжењер Милан Јовановић.",
            "Мештани су решење дочекали са одушевљењем, мада поједини брину због буке.",
        ),
        byline="Пише: Јелена Марковић", authors=("Јелена Марковић",), date="4. март 2026.", published="2026-03-04T09:00:00+01:00", caption="Напуштена станица код Страгара",
        teasers=("Снег поново блокирао планинска села", "Отворен мост преко Груже"), cookie="Користимо колачиће ради бољег рада сајта.", share=("Подели",), related="Повезане вести",
    ),
    Story(
        lang="el", template="newsletter", site="Η Φωνή του Αιγαίου", section="Ελλάδα", title="Το τελευταίο ναυπηγείο ξύλινων σκαφών ξαναπαίρνει ζωή",
        standfirst="Νέοι τεχνίτες μαθαίνουν μια τέχνη που κόντευε να χαθεί.",
        paragraphs=(
            "Στο μικρό ναυπηγείο της Σύμης ακούγονται και πάλι σφυριά. Έξι νέοι άνθρωποι μαθαίνουν εδώ και έναν χρόνο να φτιάχνουν ξύλινα καΐκια με τον παραδοσιακό τρόπο.",
            "Το πρόγραμμα χρηματοδοτείται από τον δήμο και από ένα ίδρυμα. Κάθε σκάφος χρειάζεται περίπου οκτώ μήνες δουλειάς.",
            "«Όταν έκλεισα, νόμιζα πως δεν θα ξαναέβλεπα καρίνα στο καρνάγιο», λέει ο μάστορας Νικήτας Χατζής, που διδάσκει τους μαθητές.",
            "Το πρώτο καΐκι θα πέσει στη θάλασσα το Πάσχα.",
        ),
        byline="Γράφει η Μαρία Ελευθερίου", authors=("Μαρία Ελευθερίου",), date="4 Μαρτίου 2026, 11:45", published="2026-03-04 11:45", newsletter="Εγγραφείτε στο ενημερωτικό μας δελτίο για να λαμβάνετε τα νέα κάθε πρωί.",
        teasers=("Απαγορευτικό απόπλου στα νησιά", "Άνοιξε το νέο λιμάνι της Τήλου"), cookie="Χρησιμοποιούμε cookies για την καλύτερη λειτουργία της σελίδας.", share=("Κοινοποίηση",), related="Διαβάστε επίσης",
    ),
    Story(
        lang="he", template="soup", site="קול הנגב", section="סביבה", title="חוקרים מצאו מעיין נסתר במדבר יהודה",
        standfirst="המים זורמים במערה שאיש לא נכנס אליה במשך מאות שנים.",
        paragraphs=(
            "צוות חוקרים מהאוניברסיטה גילה בשבוע שעבר מעיין קטן בתוך מערה במדבר יהודה, במקום שבו לא היה ידוע על מקור מים כלשהו.",
            "לדברי ראש הצוות, ד״ר יעל כהן, המים צלולים וטמפרטורת המים קבועה לאורך כל השנה. בדיקות ראשונות מצאו בהם יצורים זעירים שלא היו מוכרים עד כה.",
            "רשות הטבע והגנים סגרה את המקום למבקרים עד שיסתיים המחקר, ככל הנראה בסוף הקיץ.",
        ),
        byline="מאת: אורי לוי", authors=("אורי לוי",), date="4 במרץ 2026, 10:20", published="2026-03-04 10:20", teasers=("רכבת חדשה לדרום תיפתח בסתיו", "גשם נדיר באילת"), cookie="האתר משתמש בעוגיות כדי לשפר את חוויית הגלישה.", share=("שיתוף", "הדפסה"), related="כתבות נוספות",
    ),
    Story(
        lang="ar", template="wordpress", site="صحيفة الساحل", section="مجتمع", title="قرية تعيد زراعة أشجار الزيتون بعد حريق كبير",
        paragraphs=(
            "بدأ أهالي قرية عين الجبل زراعة خمسة آلاف شجرة زيتون، بعد عام على الحريق الذي التهم معظم بساتينهم.",
            "وقال رئيس البلدية سامي الخطيب إن متطوعين من مدن عدة شاركوا في العمل، وإن الأشجار الجديدة ستحتاج إلى سبع سنوات قبل أن تعطي ثمارها.",
            "وتأمل القرية في أن تساعدها شبكة ري جديدة على تجاوز مواسم الجفاف التي باتت أكثر تكرارا.",
        ),
        byline="بقلم: ليلى حداد", authors=("ليلى حداد",), date="4 مارس 2026", published="2026-03-04T14:00:00+03:00", newsletter="اشترك في نشرتنا البريدية لتصلك أهم الأخبار كل صباح.", teasers=("افتتاح ميناء جديد للصيادين", "عودة القطار إلى العمل بعد توقف طويل"),
        cookie="يستخدم هذا الموقع ملفات تعريف الارتباط.", share=("مشاركة", "طباعة"), related="مقالات ذات صلة",
    ),
    Story(
        lang="fa", template="captions", site="روزنامه کویر", section="جامعه", title="قنات هزار ساله دوباره پر آب شد",
        paragraphs=(
            "پس از سه سال لایروبی، آب در یکی از کهن‌ترین قنات‌های یزد دوباره جاری شد و کشاورزان روستا جشن گرفتند.",
            "بیش از شصت نفر از مقنی‌های قدیمی و جوانان روستا در این کار شرکت کردند. طول قنات نزدیک به چهل کیلومتر است.",
            "استاد حسین دهقان که از نوجوانی در قنات کار کرده است می‌گوید: «این آب زندگی ماست و نباید بگذاریم خشک شود.»",
            "میراث فرهنگی قول داده است که هزینه نگهداری قنات را تا پنج سال آینده بپردازد.",
        ),
        byline="نویسنده: مریم احمدی", authors=("مریم احمدی",), date="چهارشنبه ۱۳ اسفند ۱۴۰۴", published="2026-03-04", caption="مظهر قنات در روز جشن. عکس: رضا کریمی", teasers=("برداشت زعفران آغاز شد", "جاده کوهستانی باز شد"),
        cookie="این وب‌سایت از کوکی استفاده می‌کند.", share=("اشتراک‌گذاری", "چاپ"), related="مطالب مرتبط",
    ),
    Story(
        lang="ur", template="plain", site="روزنامہ وادی", section="علاقائی", title="پہاڑی گاؤں میں لڑکیوں کا پہلا کالج کھل گیا",
        paragraphs=(
            "وادی کے سب سے بلند گاؤں میں لڑکیوں کا پہلا کالج کھل گیا ہے جہاں پہلے ہی دن ایک سو بیس طالبات نے داخلہ لیا۔",
            "اس سے پہلے لڑکیوں کو تعلیم کے لیے تین گھنٹے کا سفر کر کے شہر جانا پڑتا تھا، اس لیے اکثر دسویں جماعت کے بعد پڑھائی چھوڑ دیتی تھیں۔",
            "کالج کی پرنسپل نسرین بانو نے کہا کہ اگلے سال سائنس کی کلاسیں بھی شروع کی جائیں گی۔",
        ),
        byline="تحریر: عمران خالد", authors=("عمران خالد",), date="4 مارچ 2026", published="2026-03-04", teasers=("برف باری سے سڑکیں بند", "سیبوں کی فصل پچھلے سال سے بہتر"), cookie="یہ ویب سائٹ کوکیز استعمال کرتی ہے۔", share=("شیئر کریں",), related="مزید پڑھیں",
    ),
    Story(
        lang="hi", template="publisher", site="जनपथ समाचार", section="राज्य", title="सूखे तालाब को गांव वालों ने फिर से पानी से भर दिया",
        standfirst="तीन साल की मेहनत के बाद लौटी रौनक",
        paragraphs=(
            "राजस्थान के एक छोटे से गांव के लोगों ने तीन साल की मेहनत के बाद सौ साल पुराने तालाब को फिर से पानी से भर दिया है।",
            "गांव वालों ने पहले तालाब की मिट्टी निकाली और फिर बारिश का पानी लाने के लिए नहर बनाई। सरपंच कमला देवी ने बताया कि इस काम में हर घर से एक व्यक्ति शामिल हुआ।",
            "अब आसपास के कुओं में भी पानी बढ़ गया है और किसान दूसरी फसल बोने की तैयारी कर रहे हैं।",
        ),
        byline="अनिल शर्मा", authors=("अनिल शर्मा",), date="04 मार्च 2026, 10:15 AM IST", published="2026-03-04T10:15:00+05:30", caption="तालाब के किनारे जमा गांव के लोग। फोटो: अनिल शर्मा", teasers=("मंडी में टमाटर के दाम गिरे", "नई रेल लाइन को मंजूरी"),
        cookie="यह वेबसाइट कुकीज़ का उपयोग करती है।", share=("शेयर करें", "प्रिंट"), related="यह भी पढ़ें",
    ),
    Story(
        lang="bn", template="h1_outside", site="দৈনিক মোহনা", section="সারা দেশ", title="হাওরের বুকে ভাসমান পাঠাগার",
        standfirst="নৌকায় করে বই পৌঁছে যাচ্ছে দশটি গ্রামে",
        paragraphs=(
            "সুনামগঞ্জের হাওর এলাকায় একটি পুরোনো নৌকাকে পাঠাগারে রূপ দিয়েছেন স্থানীয় তরুণেরা। সেখানে এখন তিন হাজারের বেশি বই আছে।",
            "সপ্তাহে ছয় দিন নৌকাটি দশটি গ্রামের ঘাটে ভেড়ে। শিশুরা সেখানে বসে বই পড়ে, বড়রা বাড়িতে নিয়ে যান।",
            "উদ্যোক্তা শফিকুল ইসলাম বলেন, বর্ষায় স্কুলে যাওয়া কঠিন হয়ে পড়ে, তাই বইকেই শিশুদের কাছে নিয়ে যাওয়ার কথা ভেবেছেন তাঁরা।",
        ),
        byline="লেখক: তানজিনা রহমান", authors=("তানজিনা রহমান",), date="০৪ মার্চ ২০২৬, ১০: ৩০", published="2026-03-04 10:30", caption="ঘাটে ভেড়ানো ভাসমান পাঠাগার। ছবি: সংগৃহীত", teasers=("ইলিশের দাম কমেছে", "সেতুর কাজ শেষ হবে জুনে"),
        cookie="এই ওয়েবসাইট কুকি ব্যবহার করে।", share=("শেয়ার করুন",), related="আরও পড়ুন",
    ),
    Story(
        lang="ta", template="meta_only", site="காவிரி முரசு", section="தமிழ்நாடு", title="நூறு ஆண்டு பழமையான நூலகம் புதுப்பிக்கப்பட்டது",
        standfirst="மாணவர்களுக்கு தனி வாசிப்பு அறை",
        paragraphs=(
            "தஞ்சாவூரில் உள்ள நூறு ஆண்டு பழமையான நூலகம் புதுப்பிக்கப்பட்டு மக்கள் பயன்பாட்டுக்கு திறக்கப்பட்டது.",
            "இங்கு ஐம்பதாயிரத்துக்கும் மேற்பட்ட நூல்களும் பல ஓலைச்சுவடிகளும் பாதுகாக்கப்படுகின்றன என்று நூலகர் மீனாட்சி சுந்தரம் தெரிவித்தார்.",
            "மாணவர்கள் இரவு எட்டு மணி வரை படிக்க வசதியாக தனி அறை அமைக்கப்பட்டுள்ளது.",
        ),
        byline="செய்தியாளர்: கார்த்திக் ராஜன்", authors=("கார்த்திக் ராஜன்",), date="மார்ச் 4, 2026", published="2026-03-04T08:00:00+05:30", teasers=("காவிரியில் நீர்வரத்து அதிகரிப்பு", "புதிய பேருந்து நிலையம் திறப்பு"),
        cookie="இந்த இணையதளம் குக்கீகளைப் பயன்படுத்துகிறது.", share=("பகிர்",), related="தொடர்புடைய செய்திகள்",
    ),
    Story(
        lang="th", template="breaks", site="ข่าวลุ่มน้ำ", section="ภูมิภาค", title="ชาวบ้านช่วยกันสร้างสะพานไม้ข้ามแม่น้ำแทนสะพานที่พัง",
        paragraphs=(
            "ชาวบ้านกว่าร้อยคนในอำเภอริมชายแดนช่วยกันสร้างสะพานไม้ไผ่ข้ามแม่น้ำ หลังจากสะพานเดิมถูกน้ำพัดพังเมื่อปลายปีที่แล้ว",
            "สะพานใหม่ยาวสองร้อยเมตร ใช้เวลาสร้างเพียงสิบวัน เด็กนักเรียนจึงไม่ต้องนั่งเรือไปโรงเรียนอีกต่อไป",
            "ผู้ใหญ่บ้านกล่าวว่าสะพานคอนกรีตของรัฐจะเริ่มก่อสร้างในปีหน้า ระหว่างนี้ชาวบ้านจะช่วยกันดูแลสะพานไม้",
        ),
        byline="โดย สมชาย ใจดี", authors=("สมชาย ใจดี",), date="4 มี.ค. 2569 09:30 น.", published="2026-03-04 09:30", teasers=("ราคาข้าวหอมมะลิปรับขึ้น", "เปิดเส้นทางเดินป่าแห่งใหม่"), cookie="เว็บไซต์นี้ใช้คุกกี้เพื่อพัฒนาประสบการณ์การใช้งาน", share=("แชร์",), related="ข่าวที่เกี่ยวข้อง",
    ),
    Story(
        lang="ko", template="captions", site="남해일보", section="사회", title="폐교가 마을 도서관으로 다시 태어났다",
        paragraphs=(
            "10년 전 문을 닫은 섬마을 초등학교가 주민들의 손으로 도서관이 되어 다시 문을 열었다.",
            "교실 네 곳에 책 8천 권을 채웠고, 운동장에는 캠핑장을 만들었다. 책은 전국에서 보내온 기증 도서다.",
            "이장 박영호 씨는 “아이들 웃음소리가 다시 들리니 마을이 살아난 것 같다”고 말했다.",
            "도서관은 월요일을 제외하고 매일 오전 10시부터 오후 8시까지 누구나 이용할 수 있다.",
        ),
        byline="김민수 기자", authors=("김민수",), date="입력 2026.03.04 09:30", published="2026-03-04 09:30", caption="새로 단장한 도서관 내부 모습. 남해군 제공", teasers=("연륙교 공사 6개월 늦어진다", "멸치 어획량 작년의 두 배"),
        cookie="이 사이트는 쿠키를 사용합니다.", share=("공유하기", "인쇄"), related="관련 기사",
    ),
    Story(
        lang="ja", template="ticker", site="北浜新聞", section="速報", title="強風で島への高速船が全便欠航",
        paragraphs=(
            "北浜港と沖ノ島を結ぶ高速船は四日、強風のため午前中の便がすべて欠航となった。",
            "運航会社によると、風は夜まで強く吹く見込みで、午後の便も運航できない可能性が高い。",
            "島には約三百人の観光客が残っており、町は公民館を宿泊先として開放する。",
        ),
        byline="（佐藤健一）", authors=("佐藤健一",), date="2026年3月4日 11時20分", published="2026-03-04 11:20", teasers=("灯台の一般公開、五月から", "わかめの収穫が最盛期"), cookie="当サイトではクッキーを使用しています。", share=("シェア",), related="関連ニュース",
    ),
    Story(
        lang="zh-CN", template="tables2003", site="江城晚报", section="本地新闻", title="老渡口停运三年后恢复通航",
        paragraphs=(
            "停运三年的东门渡口昨天上午恢复通航，首班渡轮载着两百多名乘客驶向对岸。",
            "渡口始建于清朝末年，曾是两岸居民往来的唯一通道。大桥建成后乘客逐年减少，渡轮于三年前停航。",
            "航运公司负责人陈建国说，恢复后的渡轮采用电力驱动，票价仍为两元，老人和儿童免费。",
            "不少市民专程带着孩子前来乘坐，有人说要让孩子看看自己小时候上学的路。",
        ),
        byline="记者 李明 张华", authors=("李明", "张华"), date="2026年3月4日 08:15", published="2026-03-04 08:15", caption="首班渡轮驶离东门渡口。王强 摄", teasers=("地铁四号线延长运营时间", "古城墙夜景灯光亮起"), cookie="本网站使用Cookie。", share=("分享", "打印"), related="相关新闻",
    ),
    Story(
        lang="zh-TW", template="microdata", site="東海岸日報", section="地方", title="部落青年返鄉復耕百年水梯田",
        standfirst="荒廢三十年的田地重新看見稻浪",
        paragraphs=(
            "花蓮海邊一處荒廢三十年的水梯田，在一群返鄉青年努力下重新種下稻苗，預計七月迎來第一次收成。",
            "發起人林曉雯表示，復耕最困難的是修復水圳，老人家憑記憶畫出路線，年輕人再一段一段把石頭搬回原位。",
            "農業單位將協助設立品牌，部落也計畫在收割後舉辦音樂會，邀請遊客一起體驗農事。",
        ),
        byline="記者陳怡君／花蓮報導", authors=("陳怡君",), date="2026/03/04 10:40", published="2026-03-04T10:40:00+08:00", caption="海岸邊的水梯田重新蓄水。記者陳怡君攝", teasers=("賞鯨船季節提前開跑", "老火車站變身書店"), cookie="本網站使用 Cookie 以提供更好的瀏覽體驗。", share=("分享", "列印"), related="延伸閱讀",
    ),
    Story(
        lang="ka", template="soup", site="მთის ამბები", section="საზოგადოება", title="სვანეთში უძველესი კოშკი აღადგინეს",
        standfirst="სამუშაოები ორ წელს გაგრძელდა.",
        paragraphs=(
            "უშგულში დასრულდა მეთორმეტე საუკუნის კოშკის რესტავრაცია, რომელიც ორი წლის წინ ძლიერმა ზვავმა დააზიანა.",
            "ოსტატებმა მხოლოდ ადგილობრივი ქვა გამოიყენეს და კედლები ძველი წესით ამოიყვანეს. „ეს კოშკი ჩვენი მეხსიერებაა“, — ამბობს სოფლის მასწავლებელი თამარ ნიჟარაძე.",
            "ზაფხულში კოშკში პატარა მუზეუმი გაიხსნება, სადაც სტუმრები ძველ იარაღსა და ხატებს ნახავენ.",
        ),
        byline="ავტორი: ნინო ბერიძე", authors=("ნინო ბერიძე",), date="4 მარტი, 2026 12:30", published="2026-03-04 12:30", teasers=("გზა მესტიამდე კვლავ ჩაკეტილია", "ახალი საბაგირო მალე გაიხსნება"), cookie="ვებგვერდი იყენებს ქუქი-ფაილებს.", share=("გაზიარება",), related="მსგავსი სიახლეები",
    ),
    Story(
        lang="hy", template="amp", site="Լեռնային լուրեր", section="Հասարակություն", title="Գյուղի երիտասարդները վերաբացեցին հին կինոթատրոնը",
        paragraphs=(
            "Լոռու մարզի գյուղերից մեկում երիտասարդները վերանորոգել են երեսուն տարի փակ մնացած կինոթատրոնը։ Առաջին ցուցադրությանը դահլիճը լեփ-լեցուն էր։",
            "Վերանորոգման համար գումարը հավաքել են հենց բնակիչները, իսկ հին պրոյեկտորը նվիրել է Գյումրու թանգարանը։",
            "«Մեր երեխաներն առաջին անգամ տեսան մեծ էկրան», — ասում է նախաձեռնության հեղինակներից Անի Սարգսյանը։",
        ),
        byline="Հեղինակ՝ Արամ Պետրոսյան", authors=("Արամ Պետրոսյան",), date="4 մարտի 2026, 15:00", published="2026-03-04T15:00:00+04:00", teasers=("Սևանի մակարդակը բարձրացել է", "Նոր ճանապարհ դեպի Տաթև"), cookie="Կայքն օգտագործում է քուքիներ։", share=("Կիսվել",), related="Նմանատիպ նյութեր",
    ),
)  # fmt: skip
