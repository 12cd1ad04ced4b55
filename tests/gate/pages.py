"""Pages that are not articles, and articles that look like them: written for the gate, many shapes in many languages.

Shapes with an even number were looked at while the gate was made, those with an odd number only at its end.
"""

# ruff: noqa: E501 - a table of pages is read by its lines

import json
from collections.abc import Iterator
from typing import NamedTuple

SITE = "https://kurier.example"


class GatePage(NamedTuple):
    """A page, and what the gate should say of it."""

    name: str
    wanted: str  #: consent, paywall, challenge, gone, home, shell; open for an honest page
    url: str
    html: str

    @property
    def held_out(self) -> bool:
        return int(self.name.rpartition("-")[2]) % 2 == 1


NAV = (
    "<header><a href='/'>Kurier</a><nav><ul>"
    + "".join(
        f"<li><a href='/{s}'>{s.title()}</a></li>" for s in ("politics", "sport", "culture", "economy", "weather")
    )
    + "</ul></nav></header>"
)
FOOT = (
    "<footer><a href='/imprint'>Imprint</a> <a href='/privacy'>Privacy policy</a> <a href='/cookies'>Cookie settings</a>"
    "<p>© Kurier Media. All rights reserved.</p></footer>"
)
TEASERS = (
    "<section>"
    + "".join(
        f"<div class='teaser'><h3><a href='/2025/{n}'>{t}</a></h3><p>{s}</p></div>"
        for n, (t, s) in enumerate(
            [
                ("Harbour crane lifted after storm", "Crews worked through the night to free the southern quay."),
                ("School meals to cost more from May", "Parents in four districts received letters on Friday."),
                ("Old tram returns for one weekend", "Volunteers spent eleven years on the restoration."),
                ("Choir of 300 opens the summer", "Tickets for the square are free but limited."),
                ("Bees on the town hall roof", "Six hives gave ninety jars of honey last year."),
                ("Mayor defends parking plan", "The council will vote again after Easter."),
            ]
        )
    )
    + "</section>"
)


def page(body: str, *, title: str = "Kurier", head: str = "", lang: str = "en") -> str:
    return f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def article_head(title: str, free: bool | None = None, kind: str = "NewsArticle") -> str:
    told = {"@context": "https://schema.org", "@type": kind, "headline": title, "datePublished": "2025-03-04T08:15:00Z"}
    if free is not None:
        told["isAccessibleForFree"] = free
    return f"<meta property='og:type' content='article'><script type='application/ld+json'>{json.dumps(told)}</script>"


# (language, heading, text, buttons)
CONSENT = [
    ("en", "We value your privacy", "We and our 842 partners store and access information on a device, such as unique identifiers in cookies, to process personal data. You may accept or manage your choices, including your right to object where legitimate interest is used.", ["More options", "Accept all"]),
    ("en", "Before you continue to Kurier", "We use cookies and data to deliver and maintain our services, track outages and measure audience engagement. If you choose to accept, we will also use cookies to show personalised ads.", ["Reject all", "Accept all", "More options"]),
    ("de", "Ihre Privatsphäre ist uns wichtig", "Wir und unsere 213 Partner speichern und verarbeiten personenbezogene Daten wie IP-Adressen und Cookies, um Inhalte und Anzeigen zu personalisieren. Sie können Ihre Einwilligung jederzeit widerrufen.", ["Einstellungen", "Alle akzeptieren"]),
    ("de", "Kurier mit Werbung lesen", "Besuchen Sie kurier.example wie gewohnt mit Werbung und Tracking. Details zu Cookies und unseren Partnern finden Sie in der Datenschutzerklärung. Oder lesen Sie uns werbefrei im PUR-Abo für 4,99 € im Monat.", ["Akzeptieren und weiter", "Jetzt abonnieren"]),
    ("fr", "Le respect de votre vie privée est notre priorité", "Nos partenaires et nous utilisons des cookies et d'autres traceurs pour mesurer l'audience et afficher des publicités personnalisées. Vous pouvez retirer votre consentement à tout moment.", ["Paramétrer", "Tout accepter"]),
    ("fr", "Vos données, votre choix", "Avec votre accord, nos 156 partenaires et nous utilisons des cookies pour stocker et accéder à des informations sur votre appareil. Continuer sans accepter limite le contenu.", ["Continuer sans accepter", "J'accepte"]),
    ("es", "Tu privacidad nos importa", "Nosotros y nuestros 720 socios almacenamos o accedemos a información en un dispositivo, como cookies, para mostrar publicidad personalizada y medir su rendimiento.", ["Más opciones", "Aceptar y continuar"]),
    ("es", "Gestionar el consentimiento de las cookies", "Para leer gratis este medio utilizamos cookies propias y de terceros. Si rechaza la publicidad personalizada puede suscribirse por 2 euros al mes.", ["Rechazar y suscribirse", "Aceptar todo"]),
    ("it", "Rispettiamo la tua privacy", "Noi e i nostri 290 fornitori archiviamo informazioni su un dispositivo, utilizziamo cookie e trattiamo dati personali per annunci e contenuti personalizzati.", ["Preferenze", "Accetta tutti"]),
    ("it", "Informativa", "Insieme a terze parti selezionate utilizziamo cookie o tecnologie simili per finalità tecniche e, con il tuo consenso, per la pubblicità personalizzata.", ["Rifiuta", "Accetta e continua"]),
    ("nl", "Jouw privacy, jouw keuze", "Wij en onze 98 partners gebruiken cookies en vergelijkbare technieken om informatie op een apparaat op te slaan en persoonlijke advertenties te tonen.", ["Instellingen", "Akkoord"]),
    ("nl", "Kurier plaatst cookies", "Om je de beste ervaring te geven plaatsen wij en derde partijen cookies. Geef je toestemming? Dan zie je gepersonaliseerde advertenties.", ["Weigeren", "Alles accepteren"]),
    ("pl", "Szanujemy Twoją prywatność", "My i nasi zaufani partnerzy przechowujemy informacje na urządzeniu, takie jak pliki cookie, i przetwarzamy dane w celu wyświetlania spersonalizowanych reklam.", ["Ustawienia zaawansowane", "Przejdź do serwisu"]),
    ("pl", "Twoja zgoda jest dla nas ważna", "Wykorzystujemy pliki cookies w celach statystycznych i reklamowych. Zgodę możesz wycofać w każdej chwili.", ["Nie zgadzam się", "Zgadzam się"]),
    ("sv", "Vi värnar om din integritet", "Vi och våra partner använder cookies för att lagra uppgifter på din enhet och visa anpassade annonser.", ["Inställningar", "Godkänn alla"]),
    ("da", "Vi beder om dit samtykke", "Vi og vores 64 partnere bruger cookies til at vise dig relevante annoncer og måle trafikken.", ["Afvis alle", "Tillad alle"]),
    ("pt", "Valorizamos a sua privacidade", "Nós e os nossos 410 parceiros armazenamos e acedemos a informações num dispositivo, tais como cookies, para anúncios e conteúdos personalizados.", ["Mais opções", "Aceitar todos"]),
    ("cs", "Vážíme si vašeho soukromí", "Se svými partnery používáme soubory cookie, abychom zobrazovali personalizovaný obsah a reklamy.", ["Odmítnout", "Souhlasím"]),
    ("fi", "Arvostamme yksityisyyttäsi", "Me ja kumppanimme käytämme evästeitä tallentaaksemme tietoja laitteellesi ja kohdentaaksemme mainontaa.", ["Asetukset", "Hyväksy kaikki"]),
    ("ru", "Ваша конфиденциальность важна для нас", "Мы и наши партнёры используем файлы cookie, чтобы показывать персонализированную рекламу и анализировать посещения.", ["Настроить", "Принять все"]),
]  # fmt: skip

VENDORS = [
    "<div id='onetrust-consent-sdk'><div class='onetrust-pc-dark-filter'></div><div id='onetrust-banner-sdk' role='dialog'>{}</div></div>",
    "<div class='message-overlay sp_choice'><div class='message type-modal'>{}</div></div>",
    "<div id='didomi-host'><div class='didomi-popup-container'>{}</div></div>",
    "<div id='qc-cmp2-container'><div class='qc-cmp2-main'>{}</div></div>",
    "<div id='usercentrics-root' data-wall><section>{}</section></div>",
    "<main><article class='gdpr-wall'>{}</article></main>",
    "<form method='post' action='/save'><input type='hidden' name='s' value='1'>{}</form>",
]


def consent_pages() -> Iterator[GatePage]:
    for n, (lang, heading, text, buttons) in enumerate(CONSENT):
        shown = f"<h2>{heading}</h2><p>{text}</p>" + "".join(f"<button>{b}</button>" for b in buttons)
        dialog = VENDORS[n % len(VENDORS)].format(shown)
        yield GatePage(
            f"consent-bare-{n}", "consent", f"{SITE}/2025/03/bridge-{n}.html", page(dialog, title=heading, lang=lang)
        )
        over = NAV + "<h1>Bridge closed for a week</h1>" + dialog + FOOT
        head = article_head("Bridge closed for a week") if n % 3 == 0 else ""
        yield GatePage(
            f"consent-over-{n}",
            "consent",
            f"{SITE}/a/{n}",
            page(over, title="Bridge closed for a week", head=head, lang=lang),
        )
        if n % 4 < 2:
            purposes = "".join(f"<h3>{buttons[-1]} {i}</h3><p>{text}</p>" for i in range(3))
            url = (
                f"https://consent.kurier.example/?return=%2Fa%2F{n}" if n % 4 == 0 else f"{SITE}/privacy-wall?to=/a/{n}"
            )
            yield GatePage(f"consent-redirect-{n}", "consent", url, page(shown + purposes, title=heading, lang=lang))


TEASER = {
    "en": ["The ferry company will cut its winter timetable by half, according to a letter to the island's council.", "Passengers learnt of it from a notice on the quay on Monday morning, and the reaction"],
    "de": ["Die Fähre zur Insel fährt im Winter nur noch halb so oft, das geht aus einem Brief an die Gemeinde hervor.", "Die Bewohner erfuhren am Montag durch einen Aushang davon, und der Ärger ist"],
    "fr": ["La compagnie maritime réduira de moitié ses liaisons d'hiver, selon un courrier adressé à la mairie de l'île.", "Les habitants l'ont appris lundi matin par une affiche sur le quai, et la réaction"],
    "es": ["La naviera reducirá a la mitad sus viajes de invierno, según una carta enviada al ayuntamiento de la isla.", "Los vecinos se enteraron el lunes por un aviso en el muelle, y la reacción"],
    "it": ["La compagnia di navigazione dimezzerà le corse invernali, secondo una lettera inviata al comune dell'isola.", "Gli abitanti lo hanno saputo lunedì da un avviso sul molo, e la reazione"],
    "nl": ["De veerdienst halveert deze winter het aantal afvaarten, blijkt uit een brief aan de gemeente op het eiland.", "Bewoners lazen het maandagochtend op een briefje aan de kade, en de reactie"],
    "sv": ["Färjebolaget halverar vintertidtabellen, framgår av ett brev till öns kommun.", "Invånarna fick veta det i måndags genom en lapp på kajen, och reaktionen"],
    "pl": ["Armator ograniczy zimowy rozkład rejsów o połowę, wynika z pisma do rady wyspy.", "Mieszkańcy dowiedzieli się o tym w poniedziałek z kartki na nabrzeżu, a reakcja"],
    "pt": ["A companhia de barcos vai cortar para metade os horários de inverno, segundo uma carta enviada à câmara da ilha.", "Os moradores souberam na segunda-feira por um aviso no cais, e a reação"],
    "ja": ["フェリー会社は冬の便数を半分に減らすと、島の議会あての手紙で明らかにした。", "住民は月曜の朝、岸壁の張り紙でこれを知り、"],
}  # fmt: skip

PAYWALL = [
    ("en", "Subscribe to continue reading", "Get unlimited digital access for €1 for the first month. Cancel anytime.", ["Subscribe now", "Already a subscriber? Log in"]),
    ("en", "This article is for subscribers only", "Join 40,000 readers who support local reporting.", ["See our offers", "Sign in"]),
    ("de", "Weiterlesen mit Kurier+", "Testen Sie alle Inhalte einen Monat für 1 €.", ["Jetzt testen", "Bereits Abonnent? Anmelden"]),
    ("de", "Dieser Artikel ist exklusiv für Abonnenten", "Mit dem Digital-Abo lesen Sie alle Texte.", ["Zu den Angeboten", "Einloggen"]),
    ("fr", "La suite est réservée aux abonnés", "Il vous reste 78 % de cet article à lire.", ["S'abonner", "Déjà abonné ? Se connecter"]),
    ("fr", "Cet article est réservé aux abonnés", "Abonnez-vous pour lire la suite à partir de 1 €.", ["Je m'abonne"]),
    ("es", "Contenido exclusivo para suscriptores", "Suscríbete para seguir leyendo sin límites.", ["Suscríbete", "Inicia sesión"]),
    ("es", "Para seguir leyendo, regístrate gratis", "Has alcanzado tu límite de artículos este mes.", ["Crear cuenta"]),
    ("it", "Questo contenuto è riservato agli abbonati", "Abbonati per continuare a leggere.", ["Abbonati", "Accedi"]),
    ("it", "Sblocca l'articolo", "Per continuare a leggere scegli una delle nostre offerte.", ["Scopri le offerte"]),
    ("nl", "Verder lezen?", "Dit artikel is exclusief voor abonnees. Word abonnee en lees direct verder.", ["Bekijk de abonnementen", "Inloggen"]),
    ("nl", "Alleen voor abonnees", "Log in om verder te lezen.", ["Word abonnee"]),
    ("sv", "För att läsa vidare behöver du logga in", "Prenumerera och läs alla artiklar.", ["Bli prenumerant"]),
    ("pl", "Ten artykuł jest tylko dla subskrybentów", "Wykup dostęp, aby czytać dalej.", ["Kup dostęp", "Zaloguj się"]),
    ("pt", "Conteúdo exclusivo para assinantes", "Assine para continuar lendo.", ["Assinar", "Já é assinante? Entrar"]),
    ("ja", "この記事は有料会員限定です", "続きを読むには会員登録が必要です。", ["会員登録", "ログイン"]),
    ("en", "You have reached your limit of free articles", "Register for free to keep reading.", ["Create a free account"]),
    ("en", "Unlock the rest of this story", "Members pay 3 € a month. To continue reading, choose a plan.", ["Choose a plan"]),
]  # fmt: skip
BOXES = [
    "<div class='paywall'>{}</div>",
    "<section class='offer-box'>{}</section>",
    "<div class='tp-modal'>{}</div>",
    "<aside>{}</aside>",
]


def paywall_pages() -> Iterator[GatePage]:
    for n, (lang, heading, text, buttons) in enumerate(PAYWALL):
        call = f"<h3>{heading}</h3><p>{text}</p>" + "".join(f"<a href='/abo'>{b}</a> " for b in buttons)
        box = BOXES[n % len(BOXES)].format(call)
        first, second = TEASER[lang]
        title = first.split(",")[0][:60]
        body = f"{NAV}<article><h1>{title}</h1><p>{first}</p><p>{second}…</p></article>{box}{FOOT}"
        yield GatePage(f"paywall-plain-{n}", "paywall", f"{SITE}/p/{n}", page(body, title=title, lang=lang))
        short = f"{NAV}<article><h1>{title}</h1><p>{first}</p>{box}</article>{TEASERS}{FOOT}"
        head = article_head(title, free=False if n % 2 else None)
        yield GatePage(f"paywall-told-{n}", "paywall", f"{SITE}/q/{n}", page(short, title=title, head=head, lang=lang))
    for n, (lang, heading) in enumerate([("en", "Log in"), ("de", "Anmelden"), ("fr", "Se connecter"), ("es", "Iniciar sesión"), ("it", "Accedi"), ("nl", "Inloggen"), ("sv", "Logga in"), ("en", "Sign in to your account")]):  # fmt: skip
        form = f"<h1>{heading}</h1><form><input type='email' name='e'><input type='password' name='p'><button>OK</button></form>"
        yield GatePage(
            f"paywall-login-{n}",
            "paywall",
            f"{SITE}/login?to=/p/{n}",
            page(NAV * (n % 2) + form, title=heading, lang=lang),
        )


CHALLENGE = [
    ("Just a moment...", "<h1>kurier.example</h1><p>Verifying you are human. This may take a few seconds.</p><div>kurier.example needs to review the security of your connection before proceeding.</div><div>Ray ID: 8c1f0a</div>", "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>"),
    ("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1><h2>You are unable to access kurier.example</h2><p>This website is using a security service to protect itself from online attacks.</p>", ""),
    ("kurier.example", "<p id='cmsg'>Please enable JS and disable any ad blocker</p>", "<script src='https://ct.captcha-delivery.com/c.js'></script>"),
    ("kurier.example", "<iframe src='https://geo.captcha-delivery.com/captcha/?cid=1' title='DataDome CAPTCHA'></iframe>", ""),
    ("Access to this page has been denied", "<h1>Press &amp; Hold to confirm you are a human (and not a bot).</h1><p>Reference ID 1f-2</p>", "<div id='px-captcha'></div>"),
    ("Human verification", "<div id='px-captcha'></div><p>Before we continue...</p>", "<script>window._pxAppId='PX1';</script>"),
    ("Access Denied", "<h1>Access Denied</h1><p>You don't have permission to access \"http://kurier.example/a\" on this server.</p><p>Reference #18.2d351ab8.1700000000.a1</p>", ""),
    ("", "<div id='sec-if-cpt-container'><div id='sec-cpt-if' data-duration=30></div></div>", "<script src='/_sec/cp_challenge/sec-4.js'></script>"),
    ("Pardon Our Interruption", "<h1>Pardon Our Interruption...</h1><p>As you were browsing, something about your browser made us think you were a bot.</p>", ""),
    ("Request unsuccessful", "<p>Request unsuccessful. Incapsula incident ID: 443000270023</p>", "<script src='/_Incapsula_Resource?x=1'></script>"),
    ("Are you a robot?", "<h1>Let us know you're not a robot</h1><p>We've detected unusual activity from your computer network.</p><div class='g-recaptcha'></div>", ""),
    ("Security check", "<p>Please complete the captcha to proceed to the site.</p><div class='h-captcha'></div>", "<script src='https://hcaptcha.com/1/api.js'></script>"),
    ("Einen Moment bitte", "<h1>Einen Moment bitte ...</h1><p>Wir überprüfen, ob Sie ein Mensch sind. Das kann einige Sekunden dauern.</p>", ""),
    ("Un instant…", "<h1>Vérification de sécurité</h1><p>Confirmez que vous êtes humain en cochant la case.</p>", ""),
    ("Un momento…", "<p>Verifica que eres un ser humano antes de continuar.</p>", ""),
    ("Проверка браузера", "<p>Подтвердите, что вы не робот</p><p>Это займёт несколько секунд.</p>", ""),
    ("セキュリティ確認", "<p>あなたが人間であることを確認してください。</p>", ""),
    ("安全验证", "<p>请完成安全验证后继续访问</p><div id='slider'></div>", ""),
    ("Vercel Security Checkpoint", "<p>We're verifying your browser</p><p>Enable JavaScript to continue</p>", ""),
    ("Making sure you're not a bot!", "<h1>Making sure you're not a bot!</h1><p>Loading...</p><p>You are seeing this because the administrator has set up Anubis.</p>", ""),
    ("429 Too Many Requests", "<h1>Too Many Requests</h1><p>Automated traffic from your network is being limited.</p>", ""),
    ("Verify", "<script>window.gokuProps={'key':'AQ'};</script><p>Let's confirm you are human</p><p>Complete the security check before continuing.</p>", "<script src='https://a1.token.awswaf.com/challenge.js'></script>"),
]  # fmt: skip


def challenge_pages() -> Iterator[GatePage]:
    for n, (title, body, head) in enumerate(CHALLENGE):
        yield GatePage(f"challenge-{n}", "challenge", f"{SITE}/c/{n}", page(body, title=title, head=head))


GONE = [
    ("en", "Page not found", "Sorry, the page you are looking for doesn't exist or has been moved."),
    ("en", "404", "The link may be broken, or the story has been removed."),
    ("en", "Oops! That page can’t be found.", "It looks like nothing was found at this location. Maybe try a search?"),
    ("en", "This article is no longer available", "It may have expired or been taken down."),
    ("de", "Seite nicht gefunden", "Die von Ihnen gesuchte Seite existiert leider nicht mehr."),
    ("de", "Fehler 404", "Dieser Artikel ist nicht mehr verfügbar."),
    ("fr", "Page introuvable", "La page que vous cherchez n'existe plus."),
    ("fr", "Oups, cette page n'existe pas", "Vérifiez l'adresse ou revenez à l'accueil."),
    ("es", "Página no encontrada", "El contenido que buscas ya no está disponible."),
    ("es", "Error 404", "No hemos encontrado la noticia que busca."),
    ("it", "Pagina non trovata", "La pagina richiesta non esiste o è stata spostata."),
    ("it", "Ops! Questo articolo non è più disponibile", "Torna alla home."),
    ("nl", "Pagina niet gevonden", "Deze pagina bestaat helaas niet meer."),
    ("pt", "Página não encontrada", "A página que procura foi removida."),
    ("sv", "Sidan hittades inte", "Artikeln finns inte längre."),
    ("da", "Siden blev ikke fundet", "Vi kunne ikke finde siden."),
    ("fi", "Sivua ei löytynyt", "Etsimääsi sivua ei ole."),
    ("pl", "Nie znaleziono strony", "Strona, której szukasz, nie istnieje."),
    ("cs", "Stránka nenalezena", "Požadovaná stránka neexistuje."),
    ("ru", "Страница не найдена", "Возможно, материал удалён."),
    ("tr", "Sayfa bulunamadı", "Aradığınız haber kaldırılmış olabilir."),
    ("ja", "ページが見つかりません", "お探しの記事は削除されました。"),
    ("zh", "页面不存在", "抱歉，您访问的文章已被删除。"),
    ("ko", "페이지를 찾을 수 없습니다", "기사가 삭제되었거나 주소가 잘못되었습니다."),
]  # fmt: skip


def gone_pages() -> Iterator[GatePage]:
    for n, (lang, heading, text) in enumerate(GONE):
        shown = f"<h1>{heading}</h1><p>{text}</p><form action='/search'><input name='q'></form>"
        body = NAV + shown + (TEASERS if n % 3 else "") + FOOT if n % 4 else shown
        title = heading if n % 2 else f"{heading} | Kurier"
        yield GatePage(f"gone-{n}", "gone", f"{SITE}/g/{n}", page(body, title=title, lang=lang))


def other_pages() -> Iterator[GatePage]:
    front = NAV + TEASERS + TEASERS.replace("<h3>", "<h2>").replace("</h3>", "</h2>") + FOOT
    site = '<script type=\'application/ld+json\'>{"@type": "WebSite", "name": "Kurier"}</script>'
    for n, (url, head) in enumerate([
        (f"{SITE}/", site), (f"{SITE}/?from=expired", ""), (f"{SITE}/index.html", ""), (f"{SITE}/home", site),
        (f"{SITE}/2025/03/old-story.html", f"<link rel='canonical' href='{SITE}/'><meta property='og:type' content='website'>{site}"),
        (f"{SITE}/story/9", f"<meta property='og:url' content='{SITE}/'>{site}"),
    ]):  # fmt: skip
        yield GatePage(f"home-{n}", "home", url, page(front, title="Kurier – News of the coast", head=head))
    app = "<script src='/static/main.js'></script>"
    for n, body in enumerate([
        f"<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>{app}",
        f"<div id='__next'></div>{app}",
        f"<div id='app'><div class='loader'>Loading…</div></div>{app}",
        f"<p>Diese Seite benötigt JavaScript. Bitte aktivieren Sie JavaScript in Ihrem Browser.</p>{app}",
        f"<noscript>Veuillez activer JavaScript pour afficher ce site.</noscript><main></main>{app}",
        f"<div id='root'></div><noscript>Habilita JavaScript para ver esta página.</noscript>{app}",
    ]):  # fmt: skip
        yield GatePage(f"shell-{n}", "shell", f"{SITE}/s/{n}", page(body))


def wall_pages() -> list[GatePage]:
    return [*consent_pages(), *paywall_pages(), *challenge_pages(), *gone_pages(), *other_pages()]
