"""The walls of `pages.py` in other words, in 25 languages: written after the ideas of `walls.toml`, never tuned on."""

# ruff: noqa: E501 - a table of pages is read by its lines

from gate.pages import FOOT, NAV, SITE, TEASERS, GatePage, article_head, page

_P = "<p>The reservoir above the valley holds 41 million litres, 9 million fewer than a year ago. Its warden has begun to write the level on a board by the road every morning.</p>"
_Q = "<p>“People slow down to read it,” she says. “Then they go home and shut the tap.”</p>"
_R = "<p>The waterworks counted 6 per cent less use in May. Engineers warn that the old main under the market loses more than that each day, and the repair is planned for autumn 2027.</p>"

_WALLS = [
    ("consent", "en", "Your choices", "<section aria-modal='true'><h1>Choose how you pay for our journalism</h1><p>Agree to advertising cookies and read for nothing, or pay £3.50 a month and we set only the essential ones.</p><button>I agree</button><button>Pay instead</button></section>"),
    ("consent", "en", "Kurier", NAV + "<div class='cc-window'><p>Our website and its 63 vendors would like your permission to use tracking technologies so that ads match your interests.</p><a>Deny</a><a>Allow</a></div>"),
    ("consent", "de", "Zustimmung erforderlich", "<main><p>Um fortzufahren, stimmen Sie bitte der Verarbeitung Ihrer Daten durch uns und Dritte zu. Cookies helfen uns, Reichweite zu messen.</p><button>Zustimmen</button><a>Ablehnen mit Abo</a></main>"),
    ("consent", "de", "Kurier", "<dialog open><h2>Cookies und Tracking</h2><p>Wir benötigen Ihre Zustimmung, bevor Sie unsere Website weiter besuchen können.</p><button>OK</button><button>Mehr erfahren</button></dialog>" + FOOT),
    ("consent", "fr", "Consentement", "<p>En cliquant sur « OK pour moi », vous autorisez le dépôt de cookies publicitaires par Kurier et ses partenaires.</p><button>OK pour moi</button><button>Non merci</button>"),
    ("consent", "es", "Privacidad", "<div id='cmp'><p>¿Nos das permiso? Con tus datos y nuestras cookies pagamos a quienes escriben este periódico.</p><button>Sí, de acuerdo</button><button>Configurar</button></div>"),
    ("consent", "it", "Kurier", NAV + "<div><h2>La tua privacy, prima di tutto</h2><p>Se accetti i cookie, le nostre pagine restano gratuite. Altrimenti puoi abbonarti a 1,99 € al mese.</p><button>Accetto</button></div>" + FOOT),
    ("consent", "nl", "Even geduld", "<p>Voordat je verder leest vragen wij en onze partners toestemming voor cookies en het verwerken van jouw gegevens.</p><button>Ja, prima</button><button>Aanpassen</button>"),
    ("consent", "pl", "Prywatność", "<div class='rodo'><p>Drogi Czytelniku, zanim przejdziesz dalej, prosimy o zgodę na przetwarzanie Twoich danych i zapisywanie plików cookie.</p><button>Zgoda</button></div>"),
    ("consent", "ro", "Confidențialitate", "<h3>Confidențialitatea ta contează</h3><p>Noi și partenerii noștri folosim cookie-uri pentru reclame personalizate. Îți dai consimțământul?</p><button>Accept tot</button>"),
    ("consent", "tr", "Gizlilik", "<h2>Gizliliğiniz bizim için önemli</h2><p>Biz ve ortaklarımız, kişisel verilerinizi işlemek ve reklam göstermek için çerez kullanıyoruz.</p><button>Kabul et</button><button>Ayarlar</button>"),
    ("consent", "ja", "同意", "<h2>プライバシーの設定</h2><p>当社とパートナーは、広告のためにクッキーを使用します。同意しますか。</p><button>同意する</button><button>設定</button>"),
    ("consent", "uk", "Згода", "<p>Ми та наші партнери використовуємо файли cookie, щоб показувати рекламу. Для цього нам потрібна ваша згода.</p><button>Погоджуюся</button>"),
    ("consent", "en", "Data Protection Choices", "<h1>Data Protection Choices</h1>" + "".join(f"<h3>Purpose {n}</h3><p>If you allow it, {n * 12} vendors can use your device information and browsing data to select and measure advertising shown to you. You can change your mind at any time.</p>" for n in range(1, 18)) + "<button>Save and exit</button><button>Accept all</button>"),
    ("paywall", "en", "Counting drops", NAV + f"<article><h1>Counting drops</h1>{_P}{_Q}</article><div><h2>Enjoying this story?</h2><p>Subscribers get the whole of it. From £1 a week.</p><a>See plans</a></div>" + FOOT),
    ("paywall", "en", "Counting drops", f"<article><h1>Counting drops</h1>{_P}<p>“People slow down to read it,” she says. “Then they go</p></article><div class='gate'><p>Log in or create an account to carry on reading.</p></div>" + TEASERS),
    ("paywall", "en", "Counting drops", NAV + f"<h1>Counting drops</h1>{_P}<div class='meter'>You've read 3 of 3 free articles this month. <a>Subscribe</a></div>" + FOOT),
    ("paywall", "en", "Counting drops", NAV + f"<h1>Counting drops</h1>{_P}<div>This is a members' story. <a>Join us</a> <a>Already a member?</a></div>" + TEASERS + FOOT),
    ("paywall", "de", "Jeder Tropfen", NAV + "<h1>Jeder Tropfen</h1><p>Der Stausee über dem Tal fasst noch 41 Millionen Liter, 9 Millionen weniger als vor einem Jahr.</p><div><strong>Diesen Text lesen Sie mit unserem Digitalabo.</strong><a>Probemonat für 1 Euro</a></div>" + FOOT),
    ("paywall", "de", "Jeder Tropfen", "<h1>Jeder Tropfen</h1><p>Der Stausee über dem Tal fasst noch 41 Millionen Liter, 9 Millionen weniger als vor einem Jahr. Die Wärterin schreibt den Stand…</p><p>Lesen Sie den vollständigen Artikel als registrierter Nutzer.</p><a>Kostenlos registrieren</a>"),
    ("paywall", "fr", "Chaque goutte", NAV + "<h1>Chaque goutte</h1><p>Le réservoir ne contient plus que 41 millions de litres, 9 de moins qu'il y a un an.</p><div><p>Vous voulez lire l'article en entier ? Créez votre compte gratuit.</p><a>Je crée mon compte</a></div>" + FOOT),
    ("paywall", "fr", "Chaque goutte", "<h1>Chaque goutte</h1><p>Le réservoir ne contient plus que 41 millions de litres (…)</p><p>Article réservé à nos abonnés. <a>Profitez de l'offre à 1 €</a></p>"),
    ("paywall", "es", "Cada gota", NAV + "<h1>Cada gota</h1><p>El embalse guarda 41 millones de litros, nueve menos que hace un año.</p><section><h4>Esta noticia es para suscriptores</h4><a>Únete por 1 euro</a></section>" + FOOT),
    ("paywall", "pt", "Cada gota", "<h1>Cada gota</h1><p>A represa guarda 41 milhões de litros, nove a menos que há um ano.</p><div>Quer ler a matéria completa? <a>Assine já</a> ou <a>entre na sua conta</a></div>"),
    ("paywall", "it", "Ogni goccia", NAV + "<h1>Ogni goccia</h1><p>Il bacino contiene 41 milioni di litri, nove in meno di un anno fa.</p><div><p>Vuoi leggere tutto l'articolo? Scegli il tuo abbonamento.</p></div>" + FOOT),
    ("paywall", "nl", "Elke druppel", "<h1>Elke druppel</h1><p>Het stuwmeer bevat nog 41 miljoen liter, 9 miljoen minder dan een jaar geleden.</p><div>Dit hele artikel lezen? Neem een abonnement vanaf € 2.</div>"),
    ("paywall", "no", "Hver dråpe", NAV + "<h1>Hver dråpe</h1><p>Magasinet rommer 41 millioner liter, 9 millioner mindre enn for et år siden.</p><div><h3>Denne saken er for abonnenter</h3><a>Kjøp tilgang</a><a>Logg inn</a></div>" + FOOT),
    ("paywall", "fi", "Joka pisara", "<h1>Joka pisara</h1><p>Altaassa on 41 miljoonaa litraa vettä.</p><div><h3>Lue koko juttu tilaajana</h3><a>Tilaa nyt</a></div>"),
    ("paywall", "cs", "Každá kapka", "<h1>Každá kapka</h1><p>V nádrži zbývá 41 milionů litrů, o devět méně než před rokem.</p><div>Celý článek si mohou přečíst předplatitelé. <a>Koupit předplatné</a></div>"),
    ("paywall", "ko", "물 한 방울", "<h1>물 한 방울</h1><p>저수지에는 4천1백만 리터가 남아 있다.</p><div>이 기사의 전체 내용은 유료 회원만 볼 수 있습니다. <a>구독하기</a></div>"),
    ("paywall", "en", "Counting drops", page(NAV + f"<h1>Counting drops</h1>{_P}{_Q}" + FOOT, title="Counting drops", head=article_head("Counting drops", free=False))),
    ("challenge", "en", "Checking", "<div class='spinner'></div><p>Hold on while we check that your connection is safe.</p><p>Your visit will go on by itself.</p><noscript>Scripts must run for the check.</noscript>"),
    ("challenge", "en", "Blocked", "<h1>Sorry, this request was stopped by our firewall</h1><p>If you think this is a mistake write to the site's owner and quote event 83af-11.</p>"),
    ("challenge", "en", "kurier.example", "<form id='challenge-form'><p>Please tick the box to show you are a person, not a script.</p><div class='cf-turnstile' data-sitekey='1'></div></form>"),
    ("challenge", "en", "Too many requests", "<h1>Slow down</h1><p>Your address has sent too many requests. Try again in a few minutes.</p>"),
    ("challenge", "en", "", "<script src='https://geo.captcha-delivery.com/c.js'></script><p>Loading</p>"),
    ("challenge", "de", "Sicherheitsprüfung", "<p>Bitte lösen Sie das Rätsel, damit wir wissen, dass keine Maschine anfragt.</p><img src='p.png'><input name='answer'><button>Absenden</button>"),
    ("challenge", "fr", "Contrôle", "<p>Un comportement automatisé a été détecté. Cochez la case pour prouver que vous n'êtes pas un robot.</p>"),
    ("challenge", "es", "Comprobación", "<h1>Estamos comprobando su navegador</h1><p>Este proceso es automático. Será redirigido en breve.</p>"),
    ("challenge", "pt", "Verificação", "<h1>Verificação de segurança</h1><p>Confirme que é humano para entrar em kurier.example.</p>"),
    ("challenge", "pl", "Weryfikacja", "<p>Potwierdź, że jesteś człowiekiem, aby przejść do serwisu.</p><div class='h-captcha'></div>"),
    ("challenge", "tr", "Güvenlik kontrolü", "<p>Devam etmeden önce robot olmadığınızı doğrulayın.</p>"),
    ("challenge", "ko", "보안 확인", "<p>로봇이 아님을 확인해 주세요.</p>"),
    ("gone", "en", "Kurier", NAV + "<h2>Hmm, nothing lives here any more</h2><p>The story you followed has been deleted or its address has changed.</p>" + TEASERS + FOOT),
    ("gone", "en", "Not available", "<p>We took this story down on legal advice. It is no longer available.</p><a href='/'>Go to the front page</a>"),
    ("gone", "en", "Error", NAV + "<div class='error-page'><span>404</span><p>That address leads nowhere.</p></div>" + FOOT),
    ("gone", "de", "Kurier", NAV + "<h1>Ups!</h1><p>Der gewünschte Artikel konnte nicht gefunden werden. Vielleicht hilft die Suche.</p>" + TEASERS + FOOT),
    ("gone", "fr", "Erreur", "<h1>Cette page a disparu</h1><p>L'article demandé n'est plus en ligne.</p><a href='/'>Retour à l'accueil</a>"),
    ("gone", "es", "Vaya", NAV + "<h1>Vaya, esto no está aquí</h1><p>La página que buscas ha cambiado de dirección o ya no existe.</p>" + FOOT),
    ("gone", "it", "Kurier", "<h1>Contenuto rimosso</h1><p>L'articolo che cerchi non è più online.</p>"),
    ("gone", "pt", "Kurier", NAV + "<h1>Ops, erro 404</h1><p>Não encontramos a página que você procura.</p>" + TEASERS),
    ("gone", "nl", "Kurier", "<h1>Oeps</h1><p>Dit artikel is verwijderd of verplaatst.</p>"),
    ("gone", "ru", "Ошибка", NAV + "<h1>404</h1><p>Такой страницы нет. Возможно, статья была удалена.</p>" + FOOT),
    ("gone", "ar", "خطأ", "<h1>الصفحة غير موجودة</h1><p>ربما تم حذف المقال.</p>"),
    ("gone", "vi", "Lỗi", "<h1>Không tìm thấy trang</h1><p>Bài viết có thể đã bị xóa.</p>"),
    ("shell", "en", "Kurier", "<div id='svelte'></div><noscript>JavaScript must be on to see this page.</noscript><script type='module' src='/a.js'></script>"),
    ("shell", "de", "Kurier", "<div id='app'></div><noscript>Ohne JavaScript geht es hier leider nicht.</noscript><script src='/a.js'></script>"),
]  # fmt: skip

_HONEST = [
    ("en", f"<h1>Counting drops</h1>{_P}{_Q}{_R}<div class='promo'>Get our morning newsletter. <a>Sign up</a></div>"),
    ("en", NAV + f"<h1>Counting drops</h1>{_P}" + FOOT),
    ("en", NAV + f"<article><h1>Counting drops</h1>{_P}{_Q}</article><aside>Support our work: <a>become a member</a></aside>" + TEASERS + FOOT),
    ("en", "<div id='banner'><p>We use cookies to improve your visit.</p><button>Accept</button><button>Decline</button></div>" + f"<h1>Counting drops</h1>{_P}{_R}"),
    ("en", NAV + "<h1>Kurier raises the price of its subscription</h1><p>Readers who subscribe to the digital edition will pay £1 more from June, the publisher said. Paper and print had become dearer by 14 per cent.</p><p>Some 38,000 people have an account. The company wants 50,000 by 2028.</p>" + FOOT),
    ("en", "<h1>Hackers stole 20,000 passwords</h1><p>A firewall had been switched off for a test, the security officer of the hospital said. Suspicious traffic was noticed four days later.</p><p>Patients are asked to change their password and to check their bank account.</p>"),
    ("en", "<h1>Robot cleans the harbour</h1><p>A robot the size of a suitcase took 300 kilos of plastic out of the harbour in one week. It checks each thing that it finds and asks a human when it is unsure.</p>"),
    ("en", NAV + "<h1>The village that vanished from the map</h1><p>Where the page of the atlas once showed nine houses there is nothing now. The houses were removed in 1962, when the valley was flooded, and the last inhabitant died in May.</p>" + FOOT),
    ("en", "<h1>Regulator: we will look at cookie walls</h1><p>“You should not have to pay with your data,” the commissioner said on Thursday. Her office wants to examine 12 publishers who ask visitors to accept or to subscribe.</p><p>A first report is due in March.</p>"),
    ("de", NAV + "<h1>Der See sinkt</h1><p>Der Stausee über dem Tal fasst noch 41 Millionen Liter, 9 Millionen weniger als vor einem Jahr. Das Wasserwerk bittet darum, Gärten nur abends zu gießen.</p><p>Bereits Abonnent? Melden Sie sich an und kommentieren Sie.</p>" + FOOT),
    ("de", "<div><p>Wir verwenden Cookies.</p><button>Alle akzeptieren</button><button>Ablehnen</button></div><h1>Der See sinkt</h1><p>Der Stausee über dem Tal fasst noch 41 Millionen Liter, 9 Millionen weniger als vor einem Jahr, teilte das Wasserwerk am Montag mit.</p>"),
    ("de", "<h1>Datenschützer prüfen Schulen</h1><p>Die Behörde hat 140 Schulen angeschrieben. Sie will wissen, welche Daten der Schüler an Dritte gehen und ob Eltern zugestimmt haben.</p><p>Jede dritte Schule antwortete nicht.</p>"),
    ("fr", NAV + "<h1>Le lac baisse</h1><p>Le réservoir ne contient plus que 41 millions de litres, 9 de moins qu'il y a un an, a indiqué lundi la régie des eaux.</p><p>À lire aussi : la conduite du marché fuit</p>" + FOOT),
    ("fr", "<h1>Un robot pour le port</h1><p>Une machine de la taille d'une valise a retiré 300 kilos de plastique en une semaine. Un humain vérifie ce qu'elle ramasse.</p>" + FOOT),
    ("es", NAV + "<h1>El lago baja</h1><p>El embalse guarda 41 millones de litros, nueve menos que hace un año, informó el lunes la empresa de aguas.</p><div>Suscríbete a la newsletter</div>" + FOOT),
    ("it", "<h1>Il lago scende</h1><p>Il bacino contiene 41 milioni di litri, nove in meno di un anno fa, ha detto lunedì l'azienda idrica.</p><p>Segui i nostri canali.</p>"),
    ("nl", NAV + "<h1>Het meer daalt</h1><p>Het stuwmeer bevat nog 41 miljoen liter, 9 miljoen minder dan een jaar geleden, meldt het waterbedrijf.</p>" + FOOT),
    ("ru", "<h1>Озеро мелеет</h1><p>В водохранилище осталось 41 миллион литров, на девять меньше, чем год назад, сообщили в понедельник в водоканале. Подписка на газету подорожает.</p>"),
    ("ja", "<h1>湖の水位が下がる</h1><p>貯水池の水は4100万リットルとなり、一年前より900万リットル少ないと水道局が月曜日に発表した。</p>" + FOOT),
    ("en", NAV + f"<h1>Counting drops: all you need to know</h1>{_P}{_R}{_P.replace('41', '44')}<form class='login'><input type='password' name='p'><button>Log in</button></form><p>Log in to comment.</p>" + FOOT),
    ("en", page(NAV + f"<article><h1>Counting drops</h1>{''.join(_R.replace('May', f'week {n}').replace('6 per', f'{n} per') + _Q.replace('down', f'down at post {n}') for n in range(2, 9))}</article>" + FOOT, title="Counting drops", head=article_head("Counting drops", free=False))),
    ("en", "<h1>Quiz: is this page real?</h1><p>Two of these ten headlines are invented. The rest ran in this paper between 1951 and 1988, and we have checked each of them in the archive.</p><ol><li>Cow found on roof</li><li>Bell lost at sea</li></ol>"),
    ("pl", "<h1>Jezioro opada</h1><p>W zbiorniku zostało 41 milionów litrów, o dziewięć mniej niż rok temu, podały w poniedziałek wodociągi.</p>" + FOOT),
    ("en", "<h1>Missing boy found</h1><p>The page boy of the theatre, missing since Friday, was found on Sunday. He is no longer in danger, the hospital said.</p>"),
    ("en", NAV + "<h1>Correction</h1><p>An earlier version of our report on the reservoir gave the wrong year. The repair is planned for 2027, not 2026.</p>" + FOOT),
]  # fmt: skip


def reworded_walls() -> list[GatePage]:
    """Bad pages and honest ones; the names end in an odd number: held out."""
    walls = [
        GatePage(
            f"second-{wanted}-{2 * n + 1}",
            wanted,
            f"{SITE}/second/{n}",
            body if body.startswith("<!") else page(body, title=title, lang=lang),
        )
        for n, (wanted, lang, title, body) in enumerate(_WALLS)
    ]
    honest = []
    for n, (lang, body) in enumerate(_HONEST):
        title = body.split("<h1>")[1].split("</h1>")[0]
        html = body if body.startswith("<!") else page(body, title=f"{title} | Kurier", lang=lang)
        honest.append(GatePage(f"second-open-{2 * n + 1}", "open", f"{SITE}/report/{n}", html))
    return walls + honest
