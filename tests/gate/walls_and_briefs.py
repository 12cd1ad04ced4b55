"""Walls, and honest briefs about doors, checks and closures: written after the reworded walls, scored as they are."""

# ruff: noqa: E501 - a table of pages is read by its lines

from gate.pages import FOOT, NAV, SITE, TEASERS, GatePage, article_head, page

_EN = "<p>Two brothers bought the last printing press of the valley for the price of a used car, and moved it across the river in eleven parts.</p>"
_EN2 = "<p>It prints 900 sheets an hour. The older brother says that this is slow enough to read along.</p>"

_WALLS = [
    ("consent", "en", "Cookies on Kurier", "<h1>Cookies on Kurier</h1><p>Some of them make the site work. Others, from advertising firms, need you to say yes.</p><button>Yes to all</button><button>Only what is needed</button>"),
    ("consent", "en", "Welcome back", NAV + "<div class='modal'><p>We have changed how we handle personal information. Review and agree to go to the page.</p><button>Review</button><button>Agree</button></div>"),
    ("consent", "de", "Hinweis zum Datenschutz", "<p>Unsere Seite finanziert sich durch Anzeigen. Dafür speichern wir und unsere Werbepartner Cookies auf Ihrem Gerät.</p><button>Verstanden</button><button>Nur technisch notwendige</button>"),
    ("consent", "fr", "Bienvenue", NAV + "<div><p>Nous et nos 31 partenaires souhaitons lire des informations de votre téléphone afin de vous montrer de la publicité adaptée.</p><a>Tout refuser</a><a>D'accord</a></div>" + FOOT),
    ("consent", "es", "Cookies", "<p>Este periódico usa cookies de análisis y de publicidad. ¿Las aceptas?</p><button>Acepto todas</button><button>Solo las necesarias</button>"),
    ("consent", "it", "Un attimo", "<p>Prima di proseguire: possiamo usare i cookie per misurare le visite e mostrarti annunci su misura?</p><button>Va bene</button><button>No, grazie</button>"),
    ("consent", "sv", "Samtycke", "<p>Får vi och våra annonsörer spara kakor i din webbläsare?</p><button>Ja</button><button>Nej</button>"),
    ("consent", "da", "Cookies", NAV + "<p>Vi gemmer cookies for at vise dig annoncer, der passer til dig. Giver du dit samtykke?</p><button>Ja tak</button>" + FOOT),
    ("consent", "hu", "Hozzájárulás", "<p>A hirdetésekhez a hozzájárulását kérjük: partnereinkkel sütiket tárolunk az eszközén.</p><button>Hozzájárulok</button>"),
    ("consent", "zh", "隐私设置", "<p>我们和合作伙伴使用 Cookie 展示广告。您是否同意？</p><button>同意</button><button>拒绝</button>"),
    ("paywall", "en", "The press", NAV + f"<h1>The press</h1>{_EN}<div><h3>There's more to this story</h3><p>Sign up for a free account to see it.</p><button>Sign up</button></div>" + FOOT),
    ("paywall", "en", "The press", f"<h1>The press</h1>{_EN}{_EN2}<div class='fade'></div><p>The remaining 640 words are open to paying readers. <a>Choose a subscription</a></p>" + TEASERS),
    ("paywall", "en", "The press", NAV + f"<h1>The press</h1>{_EN}<section><h2>Read without limits</h2><p>$2 per month for the first half year</p><a>Subscribe</a></section>" + FOOT),
    ("paywall", "de", "Die Presse", NAV + "<h1>Die Presse</h1><p>Zwei Brüder haben die letzte Druckmaschine des Tals gekauft und in elf Teilen über den Fluss gebracht.</p><div><h3>Sie wollen wissen, wie es weitergeht?</h3><a>Abo wählen</a><a>Ich habe schon ein Abo</a></div>" + FOOT),
    ("paywall", "de", "Die Presse", "<h1>Die Presse</h1><p>Zwei Brüder haben die letzte Druckmaschine des Tals gekauft.</p><p>PLUS-Artikel. <a>Alle Vorteile für 2,99 € im Monat sichern</a></p>"),
    ("paywall", "fr", "La presse", "<h1>La presse</h1><p>Deux frères ont acheté la dernière presse de la vallée.</p><div>Lecture réservée aux abonnés. <a>Découvrir les offres</a></div>" + FOOT),
    ("paywall", "es", "La prensa", NAV + "<h1>La prensa</h1><p>Dos hermanos compraron la última imprenta del valle.</p><div><h3>Sigue leyendo</h3><p>Hazte socio por 4 euros al mes</p></div>" + FOOT),
    ("paywall", "it", "Il torchio", "<h1>Il torchio</h1><p>Due fratelli hanno comprato l'ultimo torchio della valle.</p><p>Articolo riservato a chi è abbonato</p><a>Abbonati ora</a>"),
    ("paywall", "sv", "Pressen", NAV + "<h1>Pressen</h1><p>Två bröder köpte dalens sista tryckpress.</p><div><h3>Det här är en låst artikel</h3><p>Bli prenumerant från 1 kr i månaden.</p></div>" + FOOT),
    ("paywall", "ru", "Станок", "<h1>Станок</h1><p>Два брата купили последний печатный станок в долине.</p><p>Чтобы дочитать статью, оформите подписку.</p>"),
    ("challenge", "en", "Wait", "<p>Our system thinks that your visits come from a program. Type the letters below to go on.</p><img src='l.png'><input>"),
    ("challenge", "en", "Forbidden", "<h1>403 Forbidden</h1><p>Access from your network is not allowed.</p>"),
    ("challenge", "en", "Browser check", "<p>kurier.example is checking your browser. You will be taken to the page in 5 seconds.</p>"),
    ("challenge", "de", "Einen Augenblick", "<p>Ihr Browser wird geprüft, das dauert höchstens fünf Sekunden.</p>"),
    ("challenge", "nl", "Controle", "<p>We controleren of u geen robot bent.</p>"),
    ("challenge", "fr", "Accès refusé", "<p>Votre adresse IP a été bloquée pour des raisons de sécurité.</p>"),
    ("challenge", "zh", "请稍候", "<p>正在检查您的浏览器，请完成验证。</p>"),
    ("gone", "en", "Kurier", NAV + "<h1>This link has expired</h1><p>The article was only on line for 30 days.</p>" + TEASERS + FOOT),
    ("gone", "en", "Sorry", "<h1>Sorry</h1><p>There is no page with this address.</p>"),
    ("gone", "de", "Kurier", NAV + "<h1>Diese Meldung wurde gelöscht</h1><p>Zurück zur Startseite</p>" + FOOT),
    ("gone", "fr", "Kurier", NAV + "<h1>Oups</h1><p>Nous ne trouvons pas la page demandée.</p>" + TEASERS),
    ("gone", "es", "404", "<h1>¡Ups!</h1><p>No encontramos lo que buscas.</p>" + FOOT),
    ("gone", "cs", "Kurier", NAV + "<h1>Chyba 404</h1><p>Tento článek byl smazán nebo přesunut.</p>"),
    ("gone", "el", "Σφάλμα", "<h1>Η σελίδα δεν βρέθηκε</h1>"),
    ("shell", "fr", "Kurier", "<div id='root'></div><noscript>Activez JavaScript, s'il vous plaît.</noscript><script src='/x.js'></script>"),
]  # fmt: skip

_HONEST = [
    ("en", NAV + f"<h1>The press</h1>{_EN}{_EN2}" + FOOT),
    ("en", f"<h1>The press</h1>{_EN}<p>A ticket for the museum costs £4, and members of the society pay £10 a year.</p>" + FOOT),
    ("en", NAV + f"<h1>The press</h1>{_EN}{_EN2}<div>Enjoyed this? <a>Support us</a> from £2 a month.</div>" + TEASERS + FOOT),
    ("en", "<h1>Streaming service puts up its price</h1><p>Customers will pay $3 more a month from June. Those who subscribe for a year keep the old price, the company told them in a letter.</p>"),
    ("en", "<h1>Watchdog wants simpler consent forms</h1><p>Cookie notices should fit on one screen, the data protection office said. It tested 70 of them, and 44 hid the button to reject.</p>" + FOOT),
    ("en", NAV + "<h1>Police check 400 cars</h1><p>Officers stopped drivers at three bridges to verify their papers. Eleven were not allowed to drive on, and one car had been stolen in 2019.</p>" + FOOT),
    ("en", "<h1>Shop closes after 90 years</h1><p>The shop is no longer open. Its owner removed the sign on Saturday, and found a newspaper of 1936 behind it.</p>" + FOOT),
    ("de", NAV + "<h1>Die Presse</h1><p>Zwei Brüder haben die letzte Druckmaschine des Tals gekauft und in elf Teilen über den Fluss gebracht. Sie druckt 900 Bogen in der Stunde.</p><p>Newsletter: jeden Morgen das Wichtigste.</p>" + FOOT),
    ("de", "<h1>Wer darf in die Bibliothek?</h1><p>Wer ein Konto hat, kann sich künftig auch nachts anmelden. Die Karte kostet 20 Euro im Jahr, teilte die Stadt mit.</p>"),
    ("fr", "<h1>La presse</h1><p>Deux frères ont acheté la dernière presse de la vallée, pour le prix d'une voiture d'occasion, et l'ont déplacée en onze morceaux.</p>" + FOOT),
    ("es", "<h1>La prensa</h1><p>Dos hermanos compraron la última imprenta del valle y la llevaron en once partes al otro lado del río. La página web del museo ya no existe.</p>"),
    ("it", NAV + "<h1>Il torchio</h1><p>Due fratelli hanno comprato l'ultimo torchio della valle e lo hanno portato in undici pezzi oltre il fiume.</p><div>Usiamo i cookie. <button>Accetta</button></div>" + FOOT),
    ("ru", "<h1>Станок</h1><p>Два брата купили последний печатный станок в долине и перевезли его через реку в одиннадцати частях.</p>" + FOOT),
    ("zh", "<h1>印刷机</h1><p>两兄弟买下了山谷里最后一台印刷机，分十一部分运过了河。它每小时印九百张。</p>" + FOOT),
    ("en", NAV + f"<h1>The press</h1>{_EN}<p>You can see it on Sundays.</p><p>We are looking for more machines: please write to us.</p>" + FOOT),
]  # fmt: skip


def walls_and_briefs() -> list[GatePage]:
    """Bad pages and honest ones; the names end in an odd number: held out."""
    walls = [
        GatePage(f"third-{wanted}-{2 * n + 1}", wanted, f"{SITE}/third/{n}", page(body, title=title, lang=lang))
        for n, (wanted, lang, title, body) in enumerate(_WALLS)
    ]
    honest = []
    for n, (lang, body) in enumerate(_HONEST):
        title = body.split("<h1>")[1].split("</h1>")[0]
        head = article_head(title) if n % 3 == 0 else ""
        honest.append(
            GatePage(
                f"third-open-{2 * n + 1}", "open", f"{SITE}/text/{n}", page(body, title=title, lang=lang, head=head)
            )
        )
    return walls + honest
