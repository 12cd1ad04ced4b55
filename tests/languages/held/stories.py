"""A story in each language: titles, paragraphs and what its paper puts around them."""
# ruff: noqa: E501

from languages.templates import Story

STORIES = (
    Story(
        lang="en", template="app_shell", site="The Moorland Observer", section="Business", title="Last typewriter repair shop finds young customers",
        standfirst="Teenagers who want to write without a screen have filled the order book.",
        paragraphs=(
            "When Arthur Penhale turned 75, he put a sign in the window saying that his typewriter repair shop would close at Christmas. It is still open.",
            "A short film about the shop brought so many new customers that he had to take on an apprentice, the first since 1984.",
            "Most of those who come now are under twenty, he says, and they bring machines found in the attics of their grandparents.",
        ),
        byline="By Imogen Tregear", authors=("Imogen Tregear",), date="Thursday 12 February 2026 18.05 GMT", published="2026-02-12T18:05:00Z", caption="Arthur Penhale at his bench. Photograph: Joe Nance",
        teasers=("Tin mine to reopen as concert hall", "Ponies rescued from bog"), cookie="We and our partners store information on your device.", share=("Share on Facebook", "Copy link"), related="Up next",
    ),
    Story(
        lang="de", template="hentry", site="Allgäuer Bote", section="Wirtschaft", title="Sennerei stellt Käse jetzt mit Strom aus dem Bach her",
        paragraphs=(
            "Ein kleines Wasserkraftwerk versorgt seit Februar die Sennerei in Oberwies mit Strom. Die Anlage steht dort, wo schon vor hundert Jahren ein Mühlrad lief.",
            "Für die 23 Bauern, denen die Genossenschaft gehört, war der Bau ein Wagnis: Er kostete fast so viel, wie sie in zwei Jahren mit Käse verdienen.",
            "„Wenn der Bach im Sommer wenig Wasser führt, kaufen wir eben dazu“, sagt Geschäftsführerin Theresa Hafner.",
        ),
        byline="Von Lukas Steinbeiß und Monika Rädler", authors=("Lukas Steinbeiß", "Monika Rädler"), date="Donnerstag, 12.02.2026, 18:05 Uhr", published="2026-02-12 18:05", caption="Blick in den Reifekeller der Sennerei. Foto: Rädler",
        teasers=("Skilift bleibt in diesem Winter zu", "Alphornbläser gesucht"), cookie="Wir verwenden Cookies und ähnliche Techniken.", share=("Merken", "Weiterleiten"), related="Das könnte Sie interessieren",
    ),
    Story(
        lang="fr", template="publisher", site="Les Nouvelles du Causse", section="Économie", title="Dans l'Aveyron, une coutellerie forme les chômeurs du canton",
        standfirst="L'atelier compte désormais plus d'apprentis que d'ouvriers.",
        paragraphs=(
            "Faute de candidats, une coutellerie de Laguiole a décidé de former elle-même ses ouvriers. Quatorze demandeurs d'emploi y apprennent depuis janvier à forger, polir et monter des couteaux.",
            "La région paie la moitié de leur salaire pendant un an. « Au bout de six mois, ils savent faire un couteau entier », assure le patron, Benoît Vidal.",
            "Trois des stagiaires de l'an dernier ont ouvert leur propre atelier, ce dont l'entreprise se dit fière plutôt qu'inquiète.",
        ),
        byline="Camille Roques", authors=("Camille Roques",), date="12/02/2026 à 18:05", published="2026-02-12T18:05:00+01:00", caption="Un apprenti devant la forge, à Laguiole. © A. Soulié",
        teasers=("Neige : les cars scolaires à l'arrêt", "Le roquefort s'exporte mieux"), cookie="Nous utilisons des traceurs pour mesurer l'audience.", share=("Partager l'article", "Commenter"), related="Sur le même sujet",
    ),
    Story(
        lang="es", template="tables2003", site="El Diario de la Sierra", section="Cultura", title="Una banda de música recorre a pie los pueblos vacíos",
        paragraphs=(
            "Veintidós músicos aficionados recorren desde el sábado los pueblos casi vacíos de la sierra para tocar en sus plazas, aunque solo haya tres personas escuchando.",
            "La idea surgió en un bar y ya tiene lista de espera. Los vecinos ofrecen cama y cena, y los músicos cargan con los instrumentos en dos burros.",
            "El último concierto será el 1 de marzo en la ermita de San Roque, donde se espera que acudan los emigrados de toda la comarca.",
        ),
        byline="Por Javier Montes Alcalá", authors=("Javier Montes Alcalá",), date="12 de febrero de 2026", published="2026-02-12", caption="Los músicos cruzan el puente de Arganza", teasers=("Cierra la última panadería del valle", "El lobo cruza la autovía"),
        cookie="Este sitio usa cookies.", share=("Enviar", "Imprimir"), related="Otras noticias",
    ),
    Story(
        lang="pt", template="wordpress", site="Correio da Beira", section="Local", title="Aldeia do xisto instala a primeira escola de pedreiros",
        paragraphs=(
            "A aldeia de Fajão vai receber em março a primeira escola do país dedicada à construção em xisto, anunciou a câmara municipal.",
            "O curso dura nove meses e destina-se a quinze alunos, que vão recuperar seis casas abandonadas no centro da aldeia.",
            "“Quando eu morrer, já ninguém sabia levantar uma parede destas”, afirma o mestre Adelino Nunes, de 79 anos, que será um dos professores.",
        ),
        byline="por Teresa Valadares", authors=("Teresa Valadares",), date="12 Fevereiro, 2026", published="2026-02-12T18:05:00+00:00", newsletter="Subscreva a nossa newsletter semanal e receba as notícias da Beira.", caption="As casas de xisto que serão recuperadas",
        teasers=("Comboio histórico regressa em abril", "Castanha: a pior colheita da década"), cookie="Utilizamos cookies para lhe oferecer a melhor experiência.", share=("Partilhar", "Gostar"), related="Artigos relacionados",
    ),
    Story(
        lang="it", template="soup", site="Gazzetta delle Langhe", section="Territorio", title="I tartufi scarseggiano e i cani restano a casa",
        standfirst="La siccità ha dimezzato il raccolto per il secondo anno di seguito.",
        paragraphs=(
            "Nei boschi delle Langhe quest'anno si è raccolta meno della metà dei tartufi bianchi di una stagione normale, secondo l'associazione dei cercatori.",
            "Colpa di un'estate senza pioggia, spiega il presidente Aldo Bergamasco, che va per boschi dal 1961: «Ho smesso di portare fuori il cane, si demoralizza anche lui».",
            "I prezzi sono saliti fino a seimila euro al chilo, e alcuni ristoranti hanno tolto il tartufo dal menù.",
        ),
        byline="di Sara Giordano e Luca Prato", authors=("Sara Giordano", "Luca Prato"), date="12 febbraio 2026, ore 18:05", published="2026-02-12 18:05", teasers=("Nuovo sentiero tra i vigneti", "Il castello riapre in primavera"),
        cookie="Noi e i nostri partner utilizziamo cookie.", share=("Condividi",), related="Leggi anche",
    ),
    Story(
        lang="nl", template="microdata", site="Het Polderblad", section="Regio", title="Molenaars luiden de noodklok over bomen rond molens",
        standfirst="Hoge bomen nemen de wind weg",
        paragraphs=(
            "Meer dan de helft van de molens in de provincie kan niet meer draaien als het zacht waait, omdat er te hoge bomen omheen staan. Dat blijkt uit een telling onder molenaars.",
            "“Een molen die stilstaat, gaat rotten”, zegt molenaar Hanneke de Boer, die al dertig jaar op dezelfde molen werkt.",
            "De gemeente wil dit voorjaar met bewoners praten over snoeien, maar kappen is volgens de wethouder niet aan de orde.",
        ),
        byline="Door Wouter Smit", authors=("Wouter Smit",), date="12 februari 2026", published="2026-02-12T18:05:00+01:00", caption="De molen De Hoop, tussen de populieren", teasers=("Schaatsers vinden dun ijs", "Kerk wordt klimhal"), cookie="Deze site plaatst cookies.", share=("Deel dit",), related="Meer nieuws",
    ),
    Story(
        lang="sv", template="definition_list", site="Skärgårdsbladet", section="Nyheter", title="Postbåten räddad – öborna kör den själva",
        paragraphs=(
            "Postbåten till de yttre öarna får fortsätta att gå. När rederiet drog sig ur i höstas bildade öborna en förening som nu tar över trafiken.",
            "Fjorton av de hundratio invånarna har tagit skepparexamen under vintern. De turas om att köra, en vecka i taget.",
            "– Utan båten hade skolan stängt och sedan hade vi alla fått flytta, säger föreningens ordförande Gunilla Sjöberg.",
        ),
        byline="Av Erik Nordström", authors=("Erik Nordström",), date="12 februari 2026 18:05", published="2026-02-12 18:05", teasers=("Sälar i hamnbassängen", "Fyren målas om"), cookie="Webbplatsen använder kakor.", share=("Dela artikeln",), related="Fler nyheter",
    ),
    Story(
        lang="fi", template="meta_only", site="Tunturin Viesti", section="Paikalliset", title="Poronhoitajat etsivät eksyneitä lennokilla",
        standfirst="Lämpökamera näkee eläimen lumihangen läpi.",
        paragraphs=(
            "Paliskunta on löytänyt tänä talvena 340 eksynyttä poroa lennokilla, jossa on lämpökamera. Aiemmin etsinnöissä kului useita viikkoja.",
            "Laite maksoi yhtä paljon kuin moottorikelkka, mutta säästää polttoainetta, kertoo poroisäntä Aslak Näkkäläjärvi.",
            "Lennokki ei kuitenkaan auta, kun pakkasta on yli kolmekymmentä astetta, sillä akku tyhjenee minuuteissa.",
        ),
        byline="Riikka Salmela", authors=("Riikka Salmela",), date="12.2.2026", published="2026-02-12T18:05:00+02:00", teasers=("Revontulet näkyivät etelässä asti", "Kelkkareitti siirtyy"), cookie="Sivusto käyttää evästeitä.", share=("Jaa artikkeli",), related="Aiheesta lisää",
    ),
    Story(
        lang="pl", template="amp", site="Kurier Beskidzki", section="Kultura", title="Górale spisali tysiąc zapomnianych słów",
        paragraphs=(
            "Po pięciu latach pracy ukazał się słownik gwary, w którym zebrano ponad tysiąc słów zapamiętanych już tylko przez najstarszych mieszkańców doliny.",
            "Nagrań dokonywali uczniowie miejscowego liceum, odwiedzając dziadków i sąsiadów. „Każde słowo to czyjaś historia” – mówi nauczycielka Barbara Gąsior.",
            "Słownik można bezpłatnie przeglądać w bibliotekach, a wkrótce pojawi się także w wersji do słuchania.",
        ),
        byline="Tekst: Tomasz Bielecki", authors=("Tomasz Bielecki",), date="12.02.2026 18:05", published="2026-02-12T18:05:00+01:00", teasers=("Lawina zasypała szlak", "Owce wracają na hale"), cookie="Serwis wykorzystuje pliki cookies.", share=("Podziel się",), related="Zobacz też",
    ),
    Story(
        lang="cs", template="h1_outside", site="Šumavské listy", section="Zprávy", title="Sklárna roztavila první sklo po osmi letech",
        standfirst="Pec zapálili bývalí zaměstnanci, kteří huť koupili společně.",
        paragraphs=(
            "V šumavské sklárně se v úterý po osmi letech znovu rozhořela pec. Zapálilo ji třináct bývalých zaměstnanců, kteří si na koupi huti společně půjčili.",
            "Chtějí vyrábět ručně foukané sklenice a vázy podle starých předloh. „Zkusíme to, jinak bychom si to celý život vyčítali,“ řekl mistr sklář Karel Vondra.",
            "První zakázku dostali z Japonska: dvě stě lahví na rýžové víno.",
        ),
        byline="Autor: Petra Malá", authors=("Petra Malá",), date="12. 2. 2026 18:05", published="2026-02-12 18:05", caption="Skláři u nově zapálené pece. Foto: Petra Malá", teasers=("Rys se vrátil do Brd", "Lanovka na Pancíř stojí"), cookie="Pomáhají nám cookies.", share=("Sdílet na síti",), related="Mohlo by vás zajímat",
    ),
    Story(
        lang="hu", template="publisher", site="Zempléni Napló", section="Kultúra", title="Falusi színjátszók vitték el a fődíjat",
        standfirst="A legidősebb szereplő nyolcvanhárom éves.",
        paragraphs=(
            "Egy négyszáz lelkes zempléni falu társulata nyerte meg az amatőr színházak országos versenyét a hétvégén.",
            "A darabot maguk írták a helyi szőlőművesek történeteiből, a díszleteket pedig a régi tsz-istálló deszkáiból ácsolták.",
            "„Nem is jelentkeztünk volna, ha az unokám be nem küldi a felvételt” – nevetett Kocsis Mária, a társulat vezetője.",
        ),
        byline="Varga Levente", authors=("Varga Levente",), date="2026.02.12. 18:05", published="2026-02-12T18:05:00+01:00", caption="Jelenet az előadásból (Fotó: Balla Péter)", teasers=("Jég zárta el a vízmű kútjait", "Kilátót avattak a hegyen"), cookie="Weboldalunk cookie-kat használ.", share=("Küldés", "Mentés"), related="Ezt is olvassa el",
    ),
    Story(
        lang="ro", template="drupal", site="Ziarul Apusenilor", section="Reportaj", title="Ultimul tulnicar îi învață pe copii să sune din tulnic",
        standfirst="La școala din sat, tulnicul se studiază de două ori pe săptămână.",
        paragraphs=(
            "În fiecare marți și joi, clasele din Avram Iancu se golesc cu un ceas mai devreme, iar copiii urcă pe deal cu tulnicele în spate.",
            "Îi învață Nicolae Pasca, ultimul meșter care mai face astfel de instrumente din lemn de molid. Are optzeci și unu de ani și nu i-a luat niciodată un ban nimănui.",
            "Primăria speră ca tradiția să fie înscrisă pe lista patrimoniului mondial până anul viitor.",
        ),
        byline="Autor: Ana-Maria Crișan", authors=("Ana-Maria Crișan",), date="12 februarie 2026, 18:05", published="2026-02-12 18:05", teasers=("Mocănița circulă și iarna", "Peștera uriașă de sub munte"), cookie="Folosim module cookie.", share=("Dă mai departe",), related="Citește și",
    ),
    Story(
        lang="tr", template="byline_at_the_end", site="Karadeniz Sabah", section="Yaşam", title="Yayla köyünün kadınları kendi peynirlerini markalaştırdı",
        standfirst="On iki kadınla başlayan kooperatifin bugün yetmiş üyesi var.",
        paragraphs=(
            "Rize'nin yüksek yaylalarından birinde yaşayan kadınlar, dört yıl önce kurdukları kooperatifle ürettikleri peyniri artık büyük şehirlerde satıyor.",
            "Kooperatif başkanı Hatice Uzun, ilk yıl sütü sırtlarında taşıdıklarını anlatıyor: “Yolumuz yoktu, ama inadımız vardı.”",
            "Yeni yapılan soğuk hava deposu sayesinde üretimin bu yıl iki katına çıkması bekleniyor.",
        ),
        byline="Emre Yıldız", authors=("Emre Yıldız",), date="12.02.2026 - 18:05", published="2026-02-12 18:05", teasers=("Çay alım fiyatı açıklandı", "Tünel açıldı, yol kısaldı"), cookie="Bu sitede çerez kullanılmaktadır.", share=("Paylaş", "Yazdır"), related="İlginizi çekebilir",
    ),
    Story(
        lang="vi", template="wordpress", site="Tin Cao Nguyên", section="Văn hóa", title="Nghệ nhân cuối cùng truyền nghề làm cồng chiêng cho lớp trẻ",
        paragraphs=(
            "Trong căn nhà sàn bên bìa rừng, ông Y Bhiông đang dạy mười hai thanh niên cách chỉnh âm cho bộ chiêng vừa đúc xong.",
            "Ông là người duy nhất trong huyện còn giữ được nghề này. Mỗi bộ chiêng phải gõ và nghe hàng nghìn lần mới đạt được âm thanh mong muốn.",
            "Ngành văn hóa tỉnh cho biết lớp học sẽ kéo dài hai năm và học viên được hỗ trợ tiền ăn ở.",
        ),
        byline="Tác giả: Lê Thu Hằng", authors=("Lê Thu Hằng",), date="12 Tháng Hai, 2026", published="2026-02-12T18:05:00+07:00", newsletter="Đăng ký nhận bản tin để không bỏ lỡ tin tức mới nhất.", caption="Ông Y Bhiông bên bộ chiêng mới. Ảnh: Thu Hằng",
        teasers=("Cà phê được mùa, được giá", "Mở đường vào buôn xa nhất"), cookie="Chúng tôi sử dụng cookie.", share=("Gửi bạn bè",), related="Bài viết liên quan",
    ),
    Story(
        lang="id", template="newsletter", site="Suara Lereng", section="Gaya Hidup", title="Petani kopi di lereng gunung kembali menanam pohon peneduh",
        standfirst="Panen menurun, tetapi rasa kopinya membaik.",
        paragraphs=(
            "Ratusan petani kopi di lereng Gunung Puntang menanam kembali pohon peneduh yang mereka tebang dua puluh tahun lalu.",
            "Menurut penyuluh pertanian Yanti Rahayu, suhu di kebun yang teduh bisa lebih rendah empat derajat pada musim kemarau.",
            "Hasil panen memang berkurang sekitar sepersepuluh, tetapi pembeli berani membayar lebih mahal karena rasanya lebih manis.",
            "Pemerintah kabupaten membagikan bibit secara gratis sampai akhir tahun.",
        ),
        byline="Oleh Bayu Prasetyo", authors=("Bayu Prasetyo",), date="Kamis, 12 Februari 2026 | 18:05 WIB", published="2026-02-12 18:05", newsletter="Dapatkan berita pilihan setiap pagi di kotak surat Anda.", teasers=("Jalur pendakian ditutup sementara", "Gamelan tua ditemukan di loteng"), cookie="Situs ini memakai cookie.", share=("Kirim",), related="Berita terkait",
    ),
    Story(
        lang="ru", template="app_shell", site="Байкальские известия", section="Наука", title="Учёные опустили новый телескоп на дно Байкала",
        standfirst="Он будет ловить частицы, прилетевшие из далёких галактик.",
        paragraphs=(
            "Со льда Байкала на глубину более километра опущены ещё два кластера подводного нейтринного телескопа, сообщил руководитель экспедиции.",
            "Работы шли шесть недель, пока лёд оставался достаточно толстым. В лагере жили шестьдесят человек, в том числе студенты из пяти городов.",
            "«Каждая зима — это гонка со временем», — говорит инженер Алексей Ганин, который приезжает сюда двенадцатый год подряд.",
        ),
        byline="Екатерина Лебедева", authors=("Екатерина Лебедева",), date="12 февраля 2026, 18:05", published="2026-02-12T18:05:00+08:00", caption="Лагерь экспедиции на льду. Фото: В. Кан", teasers=("Ледовую переправу закрыли раньше", "Нерпу выпустили на волю"), cookie="Мы используем cookie-файлы.", share=("Отправить",), related="Материалы по теме",
    ),
    Story(
        lang="uk", template="breaks", site="Полтавський край", section="Культура", title="Гончарі Опішні виготовили найбільший глечик у країні",
        paragraphs=(
            "Глечик заввишки понад два метри виготовили майстри з Опішні. Працювали над ним вісім гончарів упродовж чотирьох місяців.",
            "Найважче було випалити виріб, адже в жодну піч він не вміщувався. Тому піч збудували просто навколо глечика, а потім розібрали.",
            "Тепер його можна побачити у дворі музею. «Хотіли показати, що ремесло живе», — пояснив майстер Петро Омеляненко.",
        ),
        byline="Автор: Світлана Кравець", authors=("Світлана Кравець",), date="12 лютого 2026, 18:05", published="2026-02-12 18:05", teasers=("На Ворсклі зійшов лід", "Школярі посадили дубовий гай"), cookie="Сайт використовує cookie.", share=("Надіслати",), related="Схожі новини",
    ),
    Story(
        lang="bg", template="publisher", site="Дунавски новини", section="Икономика", title="Рибари връщат дървените лодки по Дунава",
        standfirst="Майсторът е само един, а поръчките са за две години напред.",
        paragraphs=(
            "Все повече рибари край Видин се отказват от пластмасовите лодки и поръчват дървени, каквито са използвали дядовците им.",
            "Единственият майстор в района, Цветан Маринов, прави по осем лодки годишно. Дървото суши три години, преди да го среже.",
            "„Дървената лодка не се обръща лесно и не плаши рибата“, обясни той.",
        ),
        byline="Десислава Тодорова", authors=("Десислава Тодорова",), date="12 февруари 2026, 18:05", published="2026-02-12T18:05:00+02:00", caption="Работилницата на майстора край Видин", teasers=("Фериботът спира за ремонт", "Пеликани зимуват край Свищов"), cookie="Използваме бисквитки и подобни технологии.", share=("Изпрати",), related="Свързани статии",
    ),
    Story(
        lang="sr", template="captions", site="Војвођански лист", section="Култура", title="Салаш претворен у школу народних инструмената",
        paragraphs=(
            "На салашу код Сомбора отворена је школа у којој деца бесплатно уче да свирају тамбуру, гајде и фрулу.",
            "Кућу је поклонио лекар који живи у иностранству, а наставници су чланови оркестра из суседног града.",
            "„Пријавило се три пута више деце него што имамо инструмената“, каже директорка Весна Радић.",
            "Први концерт ученика најављен је за Видовдан.",
        ),
        byline="Аутор: Бранко Станковић", authors=("Бранко Станковић",), date="12. фебруар 2026. 18:05", published="2026-02-12 18:05", caption="Деца на првом часу тамбуре. Фото: приватна архива", teasers=("Дунав поново плован", "Лала однела прву награду"), cookie="Сајт користи колачиће.", share=("Пошаљи",), related="Прочитајте још",
    ),
    Story(
        lang="el", template="meta_only", site="Ηπειρωτικά Νέα", section="Πολιτισμός", title="Οι μάστορες της πέτρας ξαναχτίζουν το γεφύρι",
        standfirst="Το τόξο κατέρρευσε στην πλημμύρα πριν από δέκα χρόνια.",
        paragraphs=(
            "Πέτρα πάνω στην πέτρα, το ιστορικό γεφύρι ξαναπαίρνει μορφή. Οι εργασίες βρίσκονται στη μέση και το τόξο αναμένεται να κλείσει τον Ιούνιο.",
            "Οι τεχνίτες χρησιμοποιούν το ίδιο κονίαμα με τους παλιούς, φτιαγμένο από ασβέστη, νερό και ασπράδι αυγού.",
            "«Κάθε πέτρα έχει αριθμό, τις ψαρέψαμε μία μία από το ποτάμι», εξηγεί ο μηχανικός Θανάσης Ζήκος.",
        ),
        byline="Κατερίνα Δήμου", authors=("Κατερίνα Δήμου",), date="12/02/2026 18:05", published="2026-02-12T18:05:00+02:00", teasers=("Χιόνια στο Μέτσοβο", "Κλειστή η Εγνατία για ώρες"), cookie="Ο ιστότοπος χρησιμοποιεί cookies.", share=("Αποστολή",), related="Σχετικά άρθρα",
    ),
    Story(
        lang="he", template="publisher", site="עיתון הגליל", section="תרבות", title="תזמורת של גמלאים הקליטה תקליט ראשון",
        standfirst="הנגן הצעיר ביותר בן שבעים ואחת.",
        paragraphs=(
            "תזמורת הגמלאים של הגליל העליון, שהוקמה לפני תשע שנים בחדר אוכל של קיבוץ, הוציאה השבוע את תקליטה הראשון.",
            "בתקליט שתים עשרה יצירות, רובן פרי עטם של חברי התזמורת. ההקלטות נמשכו שבעה לילות, כי ביום היה האולם תפוס.",
            "„חיכיתי לרגע הזה שישים שנה”, אמרה הכנרת מרים שפירא, שניגנה בילדותה בווינה.",
        ),
        byline="נועה ברק", authors=("נועה ברק",), date="12.02.2026 18:05", published="2026-02-12T18:05:00+02:00", caption="חברי התזמורת בחזרה. צילום: גיל אדר", teasers=("החרמון נסגר למבקרים", "גשר חדש מעל הירדן"), cookie="אנו משתמשים בקובצי עוגיות.", share=("שלחו לחבר",), related="עוד בנושא",
    ),
    Story(
        lang="ar", template="soup", site="جريدة الواحة", section="ثقافة", title="مكتبة على ظهر جمل تصل إلى قرى الصحراء",
        standfirst="معلم متقاعد يحمل الكتب إلى الأطفال مرة كل أسبوع",
        paragraphs=(
            "يقطع المعلم المتقاعد يوسف البكري كل أسبوع أكثر من ستين كيلومترا على ظهر جمله ليوصل الكتب إلى أطفال القرى البعيدة.",
            "بدأ الرجل مشروعه بعشرين كتابا من مكتبته الخاصة، ويملك اليوم أكثر من ثلاثة آلاف كتاب تبرع بها قراء من داخل البلاد وخارجها.",
            "ويقول البكري إن أجمل ما يسمعه هو سؤال الأطفال عن موعد عودته، وإنه لن يتوقف ما دام قادرا على السير.",
        ),
        byline="كتبت: سلمى الناصر", authors=("سلمى الناصر",), date="الخميس ١٢ فبراير ٢٠٢٦ - ١٨:٠٥", published="2026-02-12 18:05", teasers=("مهرجان التمور ينطلق الأسبوع المقبل", "طريق جديد يربط الواحات"), cookie="نستخدم ملفات تعريف الارتباط.", share=("أرسل",), related="اقرأ أيضا",
    ),
    Story(
        lang="fa", template="byline_at_the_end", site="خبرنامه البرز", section="فرهنگ", title="زنان روستا جاجیم‌بافی را از فراموشی نجات دادند",
        standfirst="کارگاهی که با سه دار بافندگی آغاز شد، امروز چهل بافنده دارد.",
        paragraphs=(
            "چهل زن در روستایی در دامنه البرز هنر جاجیم‌بافی را که رو به فراموشی می‌رفت، دوباره زنده کرده‌اند و دست‌بافته‌هایشان را به شهرهای دیگر می‌فرستند.",
            "سرپرست کارگاه، زهرا طالبی، می‌گوید نقش‌ها را از جاجیم‌های کهنه مادربزرگ‌ها برداشته‌اند و رنگ‌ها را از گیاهان کوهی می‌گیرند.",
            "قرار است در بهار آینده نمایشگاهی از این کارها در تهران برپا شود.",
        ),
        byline="گزارش: سارا نیک‌نژاد", authors=("سارا نیک‌نژاد",), date="پنجشنبه ۲۳ بهمن ۱۴۰۴ - ۱۸:۰۵", published="2026-02-12 18:05", teasers=("برف راه ده روستا را بست", "پرندگان مهاجر به تالاب رسیدند"), cookie="این سایت از کوکی‌ها بهره می‌گیرد.", share=("فرستادن",), related="بیشتر بخوانید",
    ),
    Story(
        lang="ur", template="wordpress", site="صدائے مہران", section="معاشرہ", title="ریگستان میں بارش کا پانی جمع کرنے کے لیے سو تالاب بن گئے",
        paragraphs=(
            "تھر کے دیہاتیوں نے اپنی مدد آپ کے تحت بارش کا پانی جمع کرنے کے لیے ایک سو تالاب مکمل کر لیے ہیں۔",
            "منصوبے کے نگران غلام رسول نے بتایا کہ ہر تالاب سے تقریباً پچاس خاندان فائدہ اٹھائیں گے اور عورتوں کو اب دور سے پانی نہیں لانا پڑے گا۔",
            "ماہرین کا کہنا ہے کہ اگر بارشیں معمول کے مطابق ہوئیں تو پانی آٹھ مہینے تک کافی ہو گا۔",
        ),
        byline="رپورٹ: عائشہ صدیقی", authors=("عائشہ صدیقی",), date="12 فروری 2026", published="2026-02-12T18:05:00+05:00", newsletter="تازہ ترین خبروں کے لیے ہمارا نیوز لیٹر حاصل کریں۔", caption="نئے تالاب کے کنارے گاؤں کے بچے", teasers=("کھجور کی برآمد میں اضافہ", "پرانی ریلوے لائن بحال"), cookie="ہم کوکیز استعمال کرتے ہیں۔", share=("بھیجیں",), related="متعلقہ خبریں",
    ),
    Story(
        lang="hi", template="drupal", site="नर्मदा टाइम्स", section="देश", title="नर्मदा किनारे के मछुआरों ने शुरू किया नदी सफाई अभियान",
        standfirst="हर रविवार दो सौ नावें निकलती हैं",
        paragraphs=(
            "नर्मदा किनारे बसे बारह गांवों के मछुआरे हर रविवार अपनी नावों से नदी का कचरा निकाल रहे हैं।",
            "अभियान की शुरुआत करने वाले रामू केवट ने बताया कि पिछले छह महीनों में चालीस टन प्लास्टिक निकाला जा चुका है।",
            "वन विभाग के अनुसार इससे मछलियों की संख्या बढ़ी है और कछुए भी वापस लौटने लगे हैं।",
        ),
        byline="रिपोर्ट: सुनीता पटेल", authors=("सुनीता पटेल",), date="12 फ़रवरी 2026, 18:05", published="2026-02-12 18:05", teasers=("गेहूं की खरीद शुरू", "पुराने किले में मिला कुआं"), cookie="हम कुकीज़ का उपयोग करते हैं।", share=("साझा करें",), related="संबंधित खबरें",
    ),
    Story(
        lang="bn", template="app_shell", site="উত্তরের খবর", section="বাংলাদেশ", title="চা-বাগানের মেয়েরা গড়ল নিজেদের ফুটবল দল",
        standfirst="প্রথম টুর্নামেন্টেই শিরোপা জিতেছে তারা",
        paragraphs=(
            "সিলেটের একটি চা-বাগানের কিশোরীরা দুই বছর আগে গড়ে তুলেছিল নিজেদের ফুটবল দল। গত শুক্রবার তারা জেলা টুর্নামেন্টের শিরোপা জিতেছে।",
            "শুরুতে তাদের মাঠ ছিল না, জুতা ছিল না। বাগানের শ্রমিকেরা চাঁদা তুলে বল ও জার্সি কিনে দেন।",
            "দলের অধিনায়ক রীতা মুন্ডা বলে, সে একদিন জাতীয় দলে খেলতে চায়।",
        ),
        byline="প্রতিবেদক: মাহমুদ হাসান", authors=("মাহমুদ হাসান",), date="১২ ফেব্রুয়ারি ২০২৬, ১৮: ০৫", published="2026-02-12T18:05:00+06:00", caption="শিরোপা হাতে দলের খেলোয়াড়েরা। ছবি: প্রথম কাগজ", teasers=("আলুর দাম অর্ধেকে নেমেছে", "শীতে কাঁপছে পঞ্চগড়"), cookie="আমরা কুকি ব্যবহার করি।", share=("পাঠান",), related="সম্পর্কিত খবর",
    ),
    Story(
        lang="ta", template="plain", site="தென்றல் செய்தி", section="மாவட்டம்", title="மீனவ கிராமத்தில் இளைஞர்கள் தொடங்கிய கடல் பள்ளி",
        paragraphs=(
            "ராமேசுவரம் அருகே உள்ள மீனவ கிராமத்தில் கடல்வாழ் உயிரினங்களைப் பற்றி கற்பிக்கும் பள்ளியை இளைஞர்கள் தொடங்கியுள்ளனர்.",
            "வாரந்தோறும் சனிக்கிழமை நடைபெறும் வகுப்பில் அறுபது மாணவர்கள் கலந்து கொள்கின்றனர். மூத்த மீனவர்களே அவர்களுக்கு ஆசிரியர்கள்.",
            "கடலைப் பாதுகாக்க வேண்டுமானால் முதலில் அதை அறிந்து கொள்ள வேண்டும் என்கிறார் நிறுவனர் அருள் ஜோசப்.",
        ),
        byline="எழுதியவர்: கவிதா முருகன்", authors=("கவிதா முருகன்",), date="12 பிப்ரவரி 2026", published="2026-02-12", teasers=("பாம்பன் பாலத்தில் ரயில் சோதனை", "உப்பு உற்பத்தி பாதிப்பு"), cookie="நாங்கள் குக்கீகளைப் பயன்படுத்துகிறோம்.", share=("அனுப்பு",), related="மேலும் படிக்க",
    ),
    Story(
        lang="th", template="publisher", site="สยามชนบท", section="สังคม", title="คุณยายวัยแปดสิบเปิดสอนทอผ้าให้เด็กในหมู่บ้าน",
        standfirst="ลายผ้าที่เกือบสูญหายกลับมามีชีวิตอีกครั้ง",
        paragraphs=(
            "ทุกเย็นวันศุกร์ ใต้ถุนบ้านของยายบุญมีจะเต็มไปด้วยเด็กนักเรียนที่มาหัดทอผ้าลายโบราณซึ่งเหลือคนทอเป็นเพียงคนเดียว",
            "ยายบอกว่าไม่เคยคิดค่าสอน ขอเพียงให้เด็กแต่ละคนทอผ้าให้เสร็จหนึ่งผืนก่อนจบชั้นประถม",
            "กรมส่งเสริมวัฒนธรรมเตรียมบันทึกลายผ้าทั้งสามสิบสองลายเก็บไว้ในหอจดหมายเหตุ",
        ),
        byline="พิมพ์ใจ แก้วมณี", authors=("พิมพ์ใจ แก้วมณี",), date="12 กุมภาพันธ์ 2569 เวลา 18.05 น.", published="2026-02-12T18:05:00+07:00", caption="ยายบุญมีกับลูกศิษย์ตัวน้อย ภาพ: สยามชนบท", teasers=("ลำไยราคาตกหนัก", "ช้างป่าเข้าสวนยาง"), cookie="เราใช้คุกกี้เพื่อวิเคราะห์การใช้งาน", share=("ส่งต่อ",), related="อ่านเพิ่มเติม",
    ),
    Story(
        lang="ko", template="microdata", site="강변신문", section="문화", title="시골 이발소가 작은 미술관이 되기까지",
        standfirst="손님이 두고 간 그림이 시작이었다",
        paragraphs=(
            "충북의 한 시골 이발소 벽에는 그림 120점이 걸려 있다. 이발사 최만식 씨가 30년 동안 손님들에게 받은 작품이다.",
            "돈이 없던 화가 지망생이 이발비 대신 그림을 두고 간 것이 시작이었다. 소문이 나자 전국에서 그림이 도착했다.",
            "군은 올해 이발소 옆 빈집을 고쳐 전시 공간을 넓혀 줄 계획이다.",
        ),
        byline="이서연 기자", authors=("이서연",), date="2026년 2월 12일 18:05", published="2026-02-12T18:05:00+09:00", caption="이발소 벽을 채운 그림들", teasers=("사과 농가에 첫 여성 조합장", "버스 막차 시간 늦춘다"), cookie="쿠키 사용에 동의해 주세요.", share=("보내기",), related="함께 보면 좋은 기사",
    ),
    Story(
        lang="ja", template="newsletter", site="山里日報", section="地域", title="廃線の駅舎が週末だけの食堂に",
        standfirst="元駅長が腕を振るうカレーが人気を呼んでいる。",
        paragraphs=(
            "十年前に廃線となった鉄道の駅舎が、週末だけ開く食堂として生まれ変わった。切り盛りするのは元駅長の小川清さんだ。",
            "待合室のベンチはそのまま客席に使い、切符売り場の窓口で料理を受け取る仕組みにした。",
            "一番人気は地元の猪肉を使ったカレーで、多い日には百食が売り切れるという。",
            "小川さんは「汽車は来ないが、人は来てくれる」と笑顔を見せた。",
        ),
        byline="文・写真＝高橋由美", authors=("高橋由美",), date="2026年2月12日（木）18:05", published="2026-02-12 18:05", newsletter="毎朝のニュースをメールでお届けします。登録は無料です。", teasers=("棚田のオーナーを募集", "雪まつりに三万人"), cookie="本サイトはクッキーを利用しています。", share=("共有する",), related="あわせて読みたい",
    ),
    Story(
        lang="zh-CN", template="app_shell", site="岭南都市网", section="文化", title="退休工程师用二十年修复百架旧钟表",
        standfirst="他的小屋如今成了孩子们的课外课堂。",
        paragraphs=(
            "在岭南一条老街的尽头，七十八岁的退休工程师梁志远用二十年时间修复了一百多架旧钟表。",
            "这些钟表大多来自拆迁的老房子，有的只剩下外壳，零件要靠他用车床一个一个做出来。",
            "每逢周末，附近学校的学生会来这里听他讲解齿轮和摆轮的原理，最小的听众只有六岁。",
        ),
        byline="记者：黄晓敏", authors=("黄晓敏",), date="2026-02-12 18:05", published="2026-02-12T18:05:00+08:00", caption="梁志远在工作台前修理座钟。何伟 摄", teasers=("荔枝提前半月上市", "骑楼街区完成改造"), cookie="我们使用Cookie改善您的体验。", share=("转发",), related="延伸阅读",
    ),
    Story(
        lang="zh-TW", template="hentry", site="府城新報", section="生活", title="老麵店第四代用電動三輪車送外賣",
        paragraphs=(
            "開業九十年的台南老麵店由第四代接手後，改用自行設計的電動三輪車外送，車上的爐子能讓湯麵一路保持滾燙。",
            "老闆蔡宗翰原本在科技公司上班，三年前父親中風，他辭職回家學煮麵，也把工程師的習慣帶進廚房。",
            "他說，湯頭是曾祖父留下來的，不能改；但送到客人手上的方式，可以跟著時代走。",
        ),
        byline="記者 吳佩珊", authors=("吳佩珊",), date="民國115年2月12日 18:05", published="2026-02-12 18:05", caption="電動三輪車停在店門口。吳佩珊攝", teasers=("鳳凰木提早開花", "運河夜市重新開張"), cookie="本站使用 Cookie 提升服務品質。", share=("傳送",), related="更多新聞",
    ),
    Story(
        lang="ka", template="wordpress", site="ალაზნის ხმა", section="რეგიონი", title="კახეთში ქვევრის ოსტატმა სკოლა გახსნა",
        paragraphs=(
            "სოფელ ვარდისუბანში ქვევრის ოსტატმა ზაზა კბილაშვილმა სკოლა გახსნა, სადაც ათი ახალგაზრდა უკვე სწავლობს თიხის დამუშავებას.",
            "ერთი დიდი ქვევრის ამოშენებას სამი თვე სჭირდება, შემდეგ კი ის ერთი კვირა უნდა გამოიწვას ღუმელში.",
            "„თუ ახალგაზრდებს არ ვასწავლით, ეს საქმე ჩვენთან ერთად დასრულდება“, — ამბობს ოსტატი.",
        ),
        byline="ავტორი: გიორგი ლომიძე", authors=("გიორგი ლომიძე",), date="12 თებერვალი, 2026", published="2026-02-12T18:05:00+04:00", newsletter="გამოიწერეთ ჩვენი სიახლეები ელფოსტით.", caption="ოსტატი სახელოსნოში", teasers=("რთველი ადრე დაიწყება", "ძველი ხიდი გამაგრდა"), cookie="ჩვენ ვიყენებთ ქუქი-ფაილებს.", share=("გააზიარე",), related="დაკავშირებული ამბები",
    ),
    Story(
        lang="hy", template="h1_outside", site="Արարատյան օրաթերթ", section="Մշակույթ", title="Սարյանի փողոցում բացվել է ձեռքի տպագրության արվեստանոց",
        standfirst="Այցելուները կարող են ինքնուրույն տպել իրենց առաջին էջը։",
        paragraphs=(
            "Երևանի Սարյան փողոցում բացվել է արվեստանոց, որտեղ գրքերը տպագրվում են հարյուրամյա մամլիչներով։",
            "Հիմնադիր Դավիթ Ավետիսյանը մամլիչները գտել է փակված տպարանների նկուղներում և երեք տարի շարունակ վերանորոգել դրանք։",
            "Առաջին հրատարակությունը մանկական բանաստեղծությունների փոքրիկ ժողովածու է, որի տպաքանակն ընդամենը երկու հարյուր օրինակ է։",
        ),
        byline="Հեղինակ՝ Մարիամ Գրիգորյան", authors=("Մարիամ Գրիգորյան",), date="12 փետրվարի, 2026 18:05", published="2026-02-12 18:05", caption="Հին մամլիչներից մեկը արվեստանոցում", teasers=("Ծիրանի այգիները ցրտահարվել են", "Նոր կամուրջ Հրազդանի վրա"), cookie="Մենք օգտագործում ենք քուքիներ։", share=("Ուղարկել",), related="Կարդացեք նաև",
    ),
    Story(
        lang="da", template="center_era", site="Vesterhavsposten", section="Indland", title="Fyrtårn flyttet 70 meter væk fra havet",
        paragraphs=(
            "Efter ti uger på skinner står det gamle fyrtårn nu i sikkerhed, 70 meter længere inde i landet end før.",
            "Havet har hvert år ædt to meter af klinten, og sidste efterår var der kun seks meter tilbage.",
            "“Jeg har ikke sovet en hel nat siden oktober,” siger murermester Bent Kjær, der stod for flytningen.",
        ),
        byline="Af Mette Holm", authors=("Mette Holm",), date="12. februar 2026 kl. 18.05", published="2026-02-12 18:05", teasers=("Færgen sejler igen", "Rav for millioner"), cookie="Vi bruger cookies.", share=("Del",), related="Læs også",
    ),
    Story(
        lang="nb", template="definition_list", site="Fjordavisa", section="Nyheter", title="Bygda kjøpte hurtigbåten da ruta ble lagt ned",
        paragraphs=(
            "Da fylket la ned båtruta inn fjorden, gikk 600 innbyggere sammen og kjøpte båten. Mandag la den fra kai for første gang under nytt flagg.",
            "Billetten koster det samme som før, men mannskapet er frivillige som jobber én helg i måneden.",
            "– Vi hadde ikke noe valg, for veien er stengt av ras halve vinteren, sier daglig leder Solveig Hauge.",
        ),
        byline="Skrevet av Anders Bakke", authors=("Anders Bakke",), date="12. februar 2026, 18:05", published="2026-02-12 18:05", teasers=("Laksen kom tidlig i år", "Tunnelen åpner til påske"), cookie="Vi bruker informasjonskapsler.", share=("Del saken",), related="Les også",
    ),
    Story(
        lang="hr", template="drupal", site="Dalmatinski list", section="Vijesti", title="Učenici obnovili suhozide na otoku",
        standfirst="U akciji je sudjelovalo sto dvadeset srednjoškolaca.",
        paragraphs=(
            "Više od dva kilometra suhozida obnovili su ovog tjedna učenici splitskih srednjih škola na otoku Hvaru.",
            "Slagati kamen bez veziva učili su ih umirovljeni težaci. „Dobar zid stoji sto godina, a loš padne na prvoj buri“, kaže Ante Lučić.",
            "Zidovi štite vinograde od vjetra i ispiranja tla, pa bi posao idućih godina trebalo nastaviti i na susjednim otocima.",
        ),
        byline="Autor: Ivana Perić", authors=("Ivana Perić",), date="12. veljače 2026. u 18:05", published="2026-02-12 18:05", teasers=("Bura prekinula trajektne linije", "Maslinari zadovoljni berbom"), cookie="Koristimo kolačiće.", share=("Podijeli",), related="Povezani članci",
    ),
    Story(
        lang="sk", template="hentry", site="Liptovské noviny", section="Správy", title="Drevený kostol dostal novú strechu zo šindľov",
        paragraphs=(
            "Drevený artikulárny kostol na Liptove má po štyridsiatich rokoch novú strechu. Remeselníci na ňu položili takmer tridsaťtisíc šindľov.",
            "Každý šindeľ naštiepali ručne zo smrekového dreva, ktoré sa sušilo dve zimy. Práce stáli stoosemdesiattisíc eur.",
            "„Takúto strechu zažije človek raz za život,“ povedal tesár Jozef Hudák.",
        ),
        byline="Autor: Zuzana Kováčová", authors=("Zuzana Kováčová",), date="12. februára 2026 o 18:05", published="2026-02-12 18:05", caption="Tesári pri kladení posledných šindľov", teasers=("Medveď prišiel až na námestie", "Lanovka mala poruchu"), cookie="Stránka používa súbory cookie.", share=("Zdieľať",), related="Prečítajte si aj",
    ),
    Story(
        lang="te", template="app_shell", site="గోదావరి వార్త", section="ఆంధ్రప్రదేశ్", title="పడవల తయారీని మళ్లీ మొదలుపెట్టిన గ్రామం",
        standfirst="యాభై మందికి ఉపాధి",
        paragraphs=(
            "గోదావరి తీరంలోని ఒక గ్రామంలో ఇరవై ఏళ్ల క్రితం ఆగిపోయిన చెక్క పడవల తయారీ మళ్లీ మొదలైంది.",
            "గ్రామానికి చెందిన యువకులు పెద్దల వద్ద పని నేర్చుకుని మొదటి పడవను నాలుగు నెలల్లో పూర్తి చేశారు.",
            "పర్యాటక శాఖ మరో పన్నెండు పడవలకు ఆర్డర్ ఇచ్చిందని సర్పంచ్ లక్ష్మీ నారాయణ తెలిపారు.",
        ),
        byline="రచయిత: సురేష్ కుమార్", authors=("సురేష్ కుమార్",), date="12 ఫిబ్రవరి 2026, 18:05", published="2026-02-12T18:05:00+05:30", caption="మొదటి పడవతో గ్రామ యువకులు", teasers=("మిర్చి ధర పెరిగింది", "కొత్త వంతెన ప్రారంభం"), cookie="మేము కుకీలను ఉపయోగిస్తాము.", share=("పంచుకోండి",), related="సంబంధిత వార్తలు",
    ),
    Story(
        lang="sw", template="wordpress", site="Habari za Pwani", section="Jamii", title="Wavuvi wa kisiwa warudisha miamba ya matumbawe",
        paragraphs=(
            "Wavuvi wa kisiwa kidogo cha pwani wamepanda zaidi ya matumbawe elfu nne katika kipindi cha miaka mitatu, na samaki wameanza kurudi.",
            "Mwenyekiti wa kikundi hicho, Salma Bakari, alisema kuwa mwanzoni watu wengi hawakuamini kwamba kazi hiyo ingefanikiwa.",
            "Serikali ya wilaya imeahidi kutoa boti mbili za doria ili kuzuia uvuvi haramu katika eneo hilo.",
        ),
        byline="Na Juma Mwakyusa", authors=("Juma Mwakyusa",), date="12 Februari 2026", published="2026-02-12T18:05:00+03:00", newsletter="Jiunge na jarida letu upate habari kila asubuhi.", caption="Wavuvi wakipanda matumbawe baharini", teasers=("Bei ya karafuu yapanda", "Daraja jipya lafunguliwa"), cookie="Tovuti hii hutumia vidakuzi.", share=("Shiriki",), related="Habari zinazohusiana",
    ),
)  # fmt: skip
