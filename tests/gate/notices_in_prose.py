"""Notices within longer prose: guides to cookies, offers in footers, live and picture pages. Scored as they are."""

# ruff: noqa: E501 - a table of pages is read by its lines

from gate.pages import FOOT, NAV, SITE, TEASERS, GatePage, article_head, page

_VENDOR_LIST = "".join(
    f"<li><b>{name}</b> Stores your IP address, device identifiers and browsing behaviour for up to {days} days.</li>"
    for name, days in (
        ("Adlantic", 390),
        ("Beamly", 30),
        ("Clickharbour", 730),
        ("Dataferry", 180),
        ("Eastads", 90),
        ("Funnelio", 365),
    )
)
_LONG = "<p>The orchard on the hill belonged to four families until the war, and to the village afterwards. Nobody kept a list of the trees.</p><p>Last autumn two students began to count. They found 214 apples of 61 kinds, nine of them thought to be lost.</p>"

_WALLS = [
    ("consent", "en", "Cookie choices", f"<h1>Help us keep the news free</h1><p>With your agreement, we and selected third parties use cookies or similar technologies to understand how you use the site and to fund our journalism through advertising tailored to your interests.</p><ul>{_VENDOR_LIST}</ul><button>Agree and proceed</button><button>Set preferences</button>"),
    ("consent", "en", "Kurier", "<div role='alertdialog'><p>This site asks for consent to use your data</p><ul><li>Personalised advertising and content, advertising and content measurement, audience research and services development</li><li>Store and/or access information on a device</li></ul><p>Your personal data will be processed by 171 TCF vendors.</p><button>Consent</button><button>Do not consent</button><a>Manage options</a></div>"),
    ("consent", "de", "Einwilligung", "<h2>Bevor es weitergeht</h2><p>Damit wir Ihnen dieses Angebot kostenlos zeigen können, setzen wir und Drittanbieter Cookies ein. Wenn Sie das nicht möchten, können Sie für 3 Euro im Monat ein Abo ohne Werbetracking abschließen.</p><button>Einverstanden</button><button>Abo ohne Tracking</button>"),
    ("consent", "fr", "Gestion des cookies", "<h2>Bienvenue sur Kurier</h2><p>Vous pouvez accéder à nos contenus en acceptant le dépôt de cookies, ou en vous abonnant. Ces cookies servent à la publicité ciblée.</p><button>Accepter et accéder gratuitement</button><button>S'abonner pour refuser</button>"),
    ("consent", "es", "Aviso", NAV + "<div class='fc-consent-root'><h1>Kurier te pide tu consentimiento</h1><p>para usar tus datos personales con estos objetivos: publicidad y contenido personalizados, medición de publicidad y estudios de audiencia.</p><button>Consentir</button><button>No consentir</button></div>"),
    ("consent", "no", "Samtykke", "<h2>Vi bryr oss om ditt personvern</h2><p>Vi og våre 88 partnere lagrer og får tilgang til informasjon på enheten din, for eksempel informasjonskapsler.</p><button>Godta alle</button><button>Tilpass</button>"),
    ("consent", "hu", "Süti", "<h2>Az Ön adatainak védelme fontos számunkra</h2><p>Mi és partnereink sütiket használunk, hogy személyre szabott hirdetéseket jelenítsünk meg.</p><button>Elfogadom</button><button>Beállítások</button>"),
    ("consent", "el", "Απόρρητο", "<h2>Σεβόμαστε το απόρρητό σας</h2><p>Εμείς και οι συνεργάτες μας αποθηκεύουμε πληροφορίες σε μια συσκευή, όπως cookies, για εξατομικευμένες διαφημίσεις.</p><button>ΣΥΜΦΩΝΩ</button>"),
    ("paywall", "en", "Lost apples of the hill", NAV + f"<h1>Lost apples of the hill</h1>{_LONG}<div><h2>Keep reading with a free account</h2><p>One more minute and the rest is yours.</p><button>Create account</button></div>" + FOOT),
    ("paywall", "en", "Lost apples", "<h1>Lost apples</h1><p>The orchard on the hill belonged to four families until the war [...]</p><div id='piano-inline'></div><p>Want the full story? Become a member today.</p><a>Join for 4 € a month</a>" + FOOT),
    ("paywall", "de", "Die verlorenen Äpfel", NAV + "<h1>Die verlorenen Äpfel</h1><p>Der Obstgarten auf dem Hügel gehörte vier Familien, danach dem Dorf.</p><div><p>Sie möchten den ganzen Artikel lesen?</p><p>Mit einem Abo lesen Sie sofort weiter. Monatlich kündbar.</p><button>Abo wählen</button><p>Sie haben schon ein Abo? Hier einloggen</p></div>"),
    ("paywall", "fr", "Les pommes perdues", NAV + "<h1>Les pommes perdues</h1><p>Le verger de la colline appartenait à quatre familles, puis au village…</p><div>Cet article est réservé à nos abonnés. <b>Il vous reste 83 % à découvrir.</b> Pour poursuivre votre lecture, choisissez une formule.</div>" + FOOT),
    ("paywall", "da", "De tabte æbler", NAV + "<h1>De tabte æbler</h1><p>Frugthaven på bakken tilhørte fire familier, siden landsbyen.</p><div><h3>Artiklen er kun for abonnenter</h3><p>Få adgang med et abonnement fra 1 kr.</p><a>Køb abonnement</a></div>"),
    ("paywall", "ru", "Потерянные яблоки", NAV + "<h1>Потерянные яблоки</h1><p>Сад на холме принадлежал четырём семьям, а потом деревне.</p><div>Материал доступен только подписчикам. Оформите подписку, чтобы читать дальше.</div>"),
    ("challenge", "en", "kurier.example", "<div class='main-wrapper'><h1 class='zone-name-title'>kurier.example</h1><h2>Performing security verification</h2><p>This website uses a security service to protect against malicious bots. This page is displayed while the website verifies you are not a bot.</p></div>"),
    ("challenge", "en", "Robot Challenge Screen", "<h1>Robot Challenge Screen</h1><p>Checking the site connection security</p><noscript>JavaScript is required</noscript>"),
    ("challenge", "en", "Bot detected", "<h2>We think you might be a robot</h2><p>To continue to Kurier, tick the box below.</p><div class='cf-turnstile'></div>"),
    ("challenge", "de", "Zugriff verweigert", "<h1>Zugriff verweigert</h1><p>Ihre Anfrage wurde aus Sicherheitsgründen blockiert. Vorfallnummer 71-2294.</p>"),
    ("challenge", "fr", "Accès temporairement restreint", "<h1>Accès temporairement restreint</h1><p>Nous avons détecté une activité inhabituelle sur votre réseau. Faites glisser vers la droite pour compléter le puzzle.</p>"),
    ("challenge", "it", "Solo un momento", "<p>Verifica di non essere un robot per proseguire.</p><div class='h-captcha'></div>"),
    ("gone", "en", "Kurier", NAV + "<h1>Well, this is awkward</h1><p>We couldn't find that page. Error code: 404</p>" + TEASERS + FOOT),
    ("gone", "en", "Whoops", "<h1>Whoops!</h1><p>The article you requested has expired and is no longer on our servers.</p><a href='/'>Home</a>"),
    ("gone", "de", "Hoppla", NAV + "<h1>Hoppla, da ist etwas schiefgelaufen</h1><p>Der aufgerufene Beitrag ist leider nicht mehr abrufbar.</p>" + TEASERS),
    ("gone", "nb", "Beklager", "<h1>Beklager, vi finner ikke siden</h1><p>Artikkelen finnes ikke lenger.</p>"),
    ("gone", "hu", "404", NAV + "<h1>Az oldal nem található</h1><p>A keresett cikk nem létezik.</p>" + FOOT),
    ("shell", "en", "Kurier", "<div id='app-root' class='skeleton'></div><noscript><p>Our site works best with JavaScript turned on.</p></noscript><script src='/b.js'></script>"),
]  # fmt: skip

_BRIEF = "The council of the northern district voted 14 to 9 on Monday for the new bridge, which is to open in 2028 and cost 31 million."
_HONEST = [
    ("en", "How to reject cookies: a guide", f"<h1>How to reject cookies: a guide</h1>{_LONG}<p>If you do not want your data to be shared with partners, look for the second button. You can accept only what is necessary, and withdraw your consent in the settings of your browser.</p><p>We tried it on forty pages. On eleven of them the choice came back after a day, and on three of them there was none at all.</p>"),
    ("en", "What subscribers pay for", f"<h1>What subscribers pay for</h1><p>You have read your last free article, says the box. Who wants to continue reading must pay, and more and more do: 61,000 in the district alone, the association reports.</p>{_LONG}"),
    ("en", "Council votes for bridge", f"<h1>Council votes for bridge</h1><p>{_BRIEF}</p><footer>We use cookies. <button>Accept</button> <button>Manage choices</button><p>Subscribe to unlock all articles of the archive.</p></footer>"),
    ("en", "Council votes for bridge", f"<h1>Council votes for bridge</h1><p>{_BRIEF}</p><p>Read more: the page of the project is no longer available.</p>"),
    ("de", "Rat stimmt für Brücke", f"{NAV}<h1>Rat stimmt für Brücke</h1><p>Der Rat des nördlichen Bezirks stimmte am Montag mit 14 zu 9 für die neue Brücke, die 2028 öffnen und 31 Millionen kosten soll.</p><aside>Jetzt Newsletter abonnieren und nichts verpassen.</aside>{FOOT}"),
    ("de", "Wenn die Seite nicht gefunden wird", "<h1>Wenn die Seite nicht gefunden wird</h1><p>Jeder zweite Verweis in alten Gerichtsakten führt inzwischen ins Leere, hat eine Bibliothek in einer Stichprobe von 5.000 Adressen gezählt.</p><p>Die Archivarin rät, wichtige Dokumente auf Papier zu sichern. Ein Verein sammelt seit 2009 Kopien, finanziert wird er von Spenden.</p>"),
    ("fr", "Le conseil vote pour le pont", f"{NAV}<h1>Le conseil vote pour le pont</h1><p>Le conseil du district nord a voté lundi, par 14 voix contre 9, pour le nouveau pont, qui doit ouvrir en 2028 et coûter 31 millions.</p><div class='cookie'>Nous utilisons des cookies. <button>Accepter</button><button>Refuser</button></div>{FOOT}"),
    ("en", "Bot or not? The quiz", f"<h1>Bot or not? The quiz</h1><p>Can you tell a program from a person? Our quiz with twelve short dialogues shows how hard it has become.</p>{_LONG}<div class='g-recaptcha'></div>"),
    ("en", "Gallery: the orchard", f"{NAV}<h1>The orchard in pictures</h1>" + "<figure><img src='a.jpg'><figcaption>An apple that was thought to be lost.</figcaption></figure>" * 6 + f"<p>{_BRIEF}</p>"),
    ("en", "Storm: live", f"{NAV}<h1>Storm: live</h1>" + "".join(f"<h3>1{i}:00</h3><p>Bus line {i} stops at the station because of a fallen tree; nobody was hurt, the fire brigade says.</p>" for i in range(6))),
    ("es", "El consejo aprueba el puente", f"{NAV}<h1>El consejo aprueba el puente</h1><p>El consejo del distrito norte aprobó el lunes por 14 votos contra 9 el nuevo puente, que debe abrir en 2028 y costará 31 millones.</p><div>Usamos cookies propias. <button>Aceptar</button></div><p>Suscríbete a nuestro boletín.</p>"),
    ("en", "Login data of 9,000 stolen", "<h1>Login data of 9,000 stolen</h1><p>Somebody took names and passwords of 9,000 members of a sports club from a server that had stood open for months, the police said on Friday.</p><form><input type='password' name='p'><button>Log in</button></form>"),
]  # fmt: skip


def notices_in_prose() -> list[GatePage]:
    walls = [
        GatePage(f"last-{wanted}-{2 * n + 1}", wanted, f"{SITE}/last/{n}", page(body, title=title, lang=lang))
        for n, (wanted, lang, title, body) in enumerate(_WALLS)
    ]
    honest = [
        GatePage(f"last-open-{2 * n + 1}", "open", f"{SITE}/true/{n}", page(body, title=title, lang=lang, head=article_head(title) if n % 2 else ""))
        for n, (lang, title, body) in enumerate(_HONEST)
    ]  # fmt: skip
    return walls + honest
