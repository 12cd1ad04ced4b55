"""Briefs beside offers and cookie lines, more honest than not: about cookies, bots, errors. Scored as they are."""

# ruff: noqa: E501 - a table of pages is read by its lines

from gate.pages import FOOT, NAV, SITE, TEASERS, GatePage, article_head, page

_EN = "<p>The lighthouse keeper's cottage was sold on Friday for 212,000 pounds, nearly twice what the council had hoped for.</p>"
_EN2 = "<p>Four families bid for it by telephone. The buyer, a retired tuner of organs, wants to open a room for visitors.</p>"
_DE = "<p>Das Haus des Leuchtturmwärters ist am Freitag für 212.000 Euro verkauft worden, fast doppelt so viel wie erhofft.</p>"

_WALLS = [
    ("consent", "en", "Kurier", "<div class='overlay'><h2>This page runs on advertising</h2><p>Let us and the companies we work with recognise your device by cookies, or buy the ad-free pass.</p><button>Let's go</button><button>Buy the pass</button></div>"),
    ("consent", "en", "Privacy centre", NAV + "<p>Before you see the article, tell us whether we may personalise adverts.</p><button>You may</button><button>You may not</button>" + FOOT),
    ("consent", "de", "Kurier", "<h1>Ihre Wahl</h1><p>Kostenlos mit Werbe-Cookies oder für 3 Euro im Monat ohne: Entscheiden Sie, wie Sie unsere Seiten lesen.</p><button>Kostenlos lesen</button><button>Abo</button>"),
    ("consent", "fr", "Cookies", "<p>Pour continuer gratuitement, autorisez les cookies. Sinon, soutenez-nous avec un abonnement.</p><button>Autoriser</button><button>S'abonner</button>"),
    ("consent", "es", "Tu elección", NAV + "<p>Nuestros anunciantes quieren guardar cookies en tu dispositivo. Puedes permitirlo o no.</p><button>Permitir</button><button>No permitir</button>" + FOOT),
    ("consent", "nl", "Cookies", "<p>Met cookies laten wij je advertenties zien die bij je passen. Mag dat?</p><button>Ja</button><button>Nee</button>"),
    ("consent", "cs", "Souhlas", "<p>K zobrazení stránky potřebujeme váš souhlas s ukládáním cookies.</p><button>Souhlasím</button>"),
    ("consent", "ko", "동의", "<p>맞춤 광고를 위해 쿠키를 사용합니다. 동의하십니까?</p><button>동의</button>"),
    ("paywall", "en", "Cottage sold", NAV + f"<h1>Cottage sold</h1>{_EN}<div>To read the remainder, sign in or subscribe.</div>" + FOOT),
    ("paywall", "en", "Cottage sold", f"<h1>Cottage sold</h1>{_EN}<div class='paywall-overlay'><p>Premium article</p><a>Get access</a></div>"),
    ("paywall", "de", "Haus verkauft", NAV + f"<h1>Haus verkauft</h1>{_DE}<div>Weiterlesen können Sie mit einem Abo.</div>" + FOOT),
    ("paywall", "fr", "Maison vendue", "<h1>Maison vendue</h1><p>La maison du gardien a été vendue vendredi 212 000 euros.</p><div>Pour lire la suite, identifiez-vous.</div>"),
    ("paywall", "es", "Casa vendida", NAV + "<h1>Casa vendida</h1><p>La casa del farero se vendió el viernes por 212.000 euros.</p><div>Contenido solo para socios. <a>Hazte socio</a></div>" + FOOT),
    ("paywall", "it", "Casa venduta", "<h1>Casa venduta</h1><p>La casa del guardiano è stata venduta venerdì per 212.000 euro.</p><div>Per leggere il resto dell'articolo abbonati o accedi</div>"),
    ("paywall", "pl", "Dom sprzedany", "<h1>Dom sprzedany</h1><p>Dom latarnika sprzedano w piątek za 212 tysięcy.</p><div>Pełny tekst dostępny dla prenumeratorów. Zaloguj się.</div>"),
    ("challenge", "en", "One more step", "<h1>One more step</h1><p>Please complete the security check to access kurier.example.</p>"),
    ("challenge", "en", "Denied", "<p>Your request looks automated and was turned away. Ref: 9a-77.</p>"),
    ("challenge", "es", "Acceso bloqueado", "<p>Su dirección IP ha sido bloqueada por actividad sospechosa.</p>"),
    ("challenge", "ru", "Проверка", "<p>Мы проверяем ваш браузер. Подождите несколько секунд.</p>"),
    ("gone", "en", "Kurier", NAV + "<h1>We've looked everywhere</h1><p>But we can't find the page you want.</p>" + TEASERS + FOOT),
    ("gone", "en", "Removed", "<h1>Article withdrawn</h1><p>This article has been withdrawn by the editors.</p>"),
    ("gone", "de", "Kurier", NAV + "<h1>Hier ist nichts</h1><p>Die Seite wurde gelöscht oder der Link ist falsch.</p>" + FOOT),
    ("gone", "it", "Kurier", "<h1>Errore 404</h1><p>La pagina è stata spostata oppure non esiste più.</p>" + TEASERS),
    ("shell", "es", "Kurier", "<div id='app'></div><noscript>Este sitio necesita JavaScript.</noscript><script src='/m.js'></script>"),
]  # fmt: skip

_HONEST = [
    ("en", NAV + f"<h1>Cottage sold</h1>{_EN}{_EN2}" + FOOT),
    ("en", f"<h1>Cottage sold</h1>{_EN}" + FOOT),
    ("en", NAV + f"<article><h1>Cottage sold</h1>{_EN}{_EN2}</article><div class='newsletter'>Like what you read? Get our letter by e-mail. <a>Join</a></div>" + TEASERS + FOOT),
    ("en", NAV + f"<h1>Cottage sold</h1>{_EN}<p>Read the full story of the auction in Saturday's paper.</p>" + FOOT),
    ("en", f"<h1>Cottage sold</h1>{_EN}{_EN2}<section><h3>Comments</h3><p>You must be logged in to comment.</p><a>Log in</a><a>Register</a></section>"),
    ("en", "<div role='dialog'><p>We and our partners use cookies.</p><button>OK</button><button>Settings</button></div>" + NAV + f"<h1>Cottage sold</h1>{_EN}{_EN2}"),
    ("en", "<h1>Gym members told to register anew</h1><p>Members of the town's three gyms must create an account to keep their cards, the operator said on Monday. Some 4,000 have done so.</p>" + FOOT),
    ("en", "<h1>Bots bought half of the tickets</h1><p>Programs bought 6,100 of 12,000 tickets within a minute, the organiser said. It will check every order by hand and block those that look suspicious.</p>" + FOOT),
    ("en", NAV + "<h1>Error in tax letters</h1><p>Because of an error in 404 letters, the tax office asked for too much. The letters could not be withdrawn, it said, and nobody has to pay before June.</p>" + FOOT),
    ("en", "<h1>Painting is gone</h1><p>The painting that was missing from the hall of the castle has not been found. Guards noticed on Sunday that it was no longer there.</p>" + FOOT),
    ("en", "<h1>Your data, your doctor</h1><p>Patients may now decide who sees their data. They can agree or refuse in the practice, and change their mind at any time, the health office announced.</p><p>A test with 900 people starts in May.</p>"),
    ("de", f"<h1>Haus verkauft</h1>{_DE}" + FOOT),
    ("de", NAV + f"<h1>Haus verkauft</h1>{_DE}<p>Mehr zum Thema: Leuchtturm wird saniert</p><div>Jetzt den Kurier-Newsletter abonnieren</div>" + FOOT),
    ("de", "<h1>Bäder werden teurer</h1><p>Ein Abo für alle Bäder kostet ab Juni 31 Euro im Monat. Wer sich vor dem 1. Mai anmeldet, zahlt ein Jahr lang den alten Preis, teilte die Stadt mit.</p>" + FOOT),
    ("fr", "<h1>Maison vendue</h1><p>La maison du gardien du phare a été vendue vendredi pour 212 000 euros, presque le double de ce que la commune espérait.</p>" + FOOT),
    ("fr", NAV + "<h1>Des cookies au tribunal</h1><p>Un boulanger et une ville se disputent la recette d'un biscuit. Le juge a demandé à goûter les deux, et rendra sa décision en mars.</p>" + FOOT),
    ("es", "<h1>Casa vendida</h1><p>La casa del farero se vendió el viernes por 212.000 euros, casi el doble de lo que esperaba el ayuntamiento.</p>" + FOOT),
    ("it", NAV + "<h1>Casa venduta</h1><p>La casa del guardiano del faro è stata venduta venerdì per 212.000 euro. La stanza per i visitatori aprirà in maggio.</p>" + FOOT),
    ("nl", "<h1>Huis verkocht</h1><p>Het huis van de vuurtorenwachter is vrijdag verkocht voor 212.000 euro, bijna twee keer zoveel als gehoopt.</p>" + FOOT),
    ("pl", NAV + "<h1>Dom sprzedany</h1><p>Dom latarnika sprzedano w piątek za 212 tysięcy, prawie dwa razy więcej, niż liczyła gmina.</p>" + FOOT),
    ("ja", "<h1>灯台守の家が売れる</h1><p>灯台守の家が金曜日に二千百万円で売れた。町が見込んだ額のほぼ倍である。登録した入札者は四組だった。</p>" + FOOT),
    ("en", NAV + f"<h1>Cottage sold</h1>{_EN}{_EN2}<div class='ad'>Subscribe and save 50%</div>" + TEASERS + FOOT),
    ("en", f"<h1>Cottage sold</h1>{_EN}<p>This story was updated at 14:20 to give the right price.</p><p>If you know more, write to our desk.</p>"),
    ("en", "<h1>Library extends its hours</h1><p>Who has a card can enter until midnight. You need to sign in at the door, and unlock the lift with the card, the library says.</p>"),
]  # fmt: skip


def briefs_beside_offers() -> list[GatePage]:
    """Bad pages and honest ones; the names end in an odd number: held out."""
    walls = [
        GatePage(f"fourth-{wanted}-{2 * n + 1}", wanted, f"{SITE}/fourth/{n}", page(body, title=title, lang=lang))
        for n, (wanted, lang, title, body) in enumerate(_WALLS)
    ]
    honest = []
    for n, (lang, body) in enumerate(_HONEST):
        title = body.split("<h1>")[1].split("</h1>")[0]
        head = article_head(title) if n % 3 == 0 else ""
        honest.append(
            GatePage(
                f"fourth-open-{2 * n + 1}", "open", f"{SITE}/note/{n}", page(body, title=title, lang=lang, head=head)
            )
        )
    return walls + honest
