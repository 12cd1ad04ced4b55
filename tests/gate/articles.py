"""Honest pages for the gate: articles, many of them about what walls are made of, under banners and beside offers."""

# ruff: noqa: E501 - a table of pages is read by its lines

from collections.abc import Iterator

from gate.pages import CONSENT, FOOT, NAV, SITE, TEASERS, VENDORS, GatePage, article_head, page

# (language, title, paragraphs): about cookies, paywalls, robots, errors, and about anything
ARTICLES = [
    ("en", "Court limits cookie banners", ["A regional court ruled on Tuesday that websites may not hide the button to reject all cookies behind a second screen. The publisher had argued that its visitors were free to leave.", "“Accept all must not be the only easy answer,” the presiding judge said, adding that consent to the use of cookies has to be given freely. The ruling is open to appeal.", "Consumer groups had sued after counting 142 partners in one dialog. The company said that it would change its privacy settings by June."]),
    ("en", "Why newspapers put up paywalls", ["Ten years ago almost everything was free to read. Now two thirds of the region's titles ask readers to subscribe to continue reading after a few articles, a survey by the journalists' school shows.", "The editor of one weekly said that 3,100 people had registered in the first month. Others found that their readers left when they had reached their limit of free articles.", "The survey asked 48 publishers. Eleven had given up their paywall again within two years, mostly because advertising fell faster than subscriptions grew."]),
    ("en", "Are you a robot? The captcha turns 25", ["It began with crooked letters that no machine could read. A quarter of a century later the machines solve the puzzle faster than we do, researchers at the technical university report.", "In their test of 1,400 people a human needed 9.8 seconds to select all squares with a traffic light. A program took less than one, and was right more often.", "Companies therefore look at how the mouse moves before anybody is asked to verify that they are human. Data protection officers are not happy about it."]),
    ("en", "404: the page that became a joke", ["Nobody planned the most famous error of the web to be funny. The number stood for a page not found on a server, and for years it came with grey letters on white.", "Then designers discovered it. Today there are contests for the best error pages, and an agency in the harbour district has drawn more than two hundred of them.", "Their favourite shows a fisherman with an empty net. The customer, a fish shop, says that visitors stay longer on the error page than on its price list."]),
    ("en", "Access denied: hikers meet a locked gate", ["Hikers on the ridge path found a locked gate on Sunday. The owner of the forest says that too many visitors left litter, and that the way stays closed until autumn.", "The alpine club disagrees. The path has been public since 1911, its chairwoman said, and nobody had been asked before the lock went up.", "A meeting with the district is planned for Thursday at seven in the inn at the pass."]),
    ("de", "Gericht rügt Cookie-Dialog eines Verlags", ["Das Landgericht hat am Dienstag entschieden, dass ein Verlag seinen Besuchern das Ablehnen nicht erschweren darf. Die Schaltfläche war erst auf der zweiten Seite zu finden.", "Die Richterin sagte, eine Einwilligung sei nur freiwillig, wenn beide Wege gleich lang seien. Der Verlag will Berufung einlegen und verweist auf seine 142 Partner.", "Die Verbraucherzentrale hatte im vergangenen Jahr 900 Seiten geprüft. Auf jeder dritten fehlte eine gleichwertige Auswahl."]),
    ("de", "Warum Zeitungen Geld verlangen", ["Vor zehn Jahren war fast alles frei zu lesen. Heute steht bei zwei Dritteln der Blätter ein Hinweis, dass der Artikel nur für Abonnenten ist, zeigt eine Umfrage der Journalistenschule.", "Ein Chefredakteur berichtet von 3100 neuen Abos im ersten Monat. Andere verloren die Hälfte ihrer Leser und öffneten ihre Seiten wieder.", "Befragt wurden 48 Verlage. Elf haben ihre Schranke nach spätestens zwei Jahren wieder abgebaut."]),
    ("fr", "La Cnil sanctionne un bandeau de cookies", ["L'autorité a infligé mardi une amende à un éditeur dont le bandeau rendait le refus plus difficile que l'acceptation. Le bouton pour refuser ne figurait que sur un second écran.", "Selon la décision, le consentement n'est libre que si les deux choix sont aussi simples. L'éditeur, qui comptait 142 partenaires, a annoncé un recours.", "Une association avait examiné neuf cents sites l'an dernier. Un tiers ne proposait aucun choix équivalent."]),
    ("es", "Un juez limita los avisos de cookies", ["Un tribunal decidió el martes que una editorial no puede esconder el botón de rechazar en una segunda pantalla. La empresa alegó que sus visitantes eran libres de marcharse.", "Según la sentencia, el consentimiento solo es libre si ambos caminos son igual de cortos. La editorial trabajaba con 142 socios y anunció un recurso.", "Una asociación de consumidores revisó novecientas páginas el año pasado. Una de cada tres no ofrecía una opción equivalente."]),
    ("it", "Il garante ferma un avviso sui cookie", ["L'autorità ha deciso martedì che un editore non può nascondere il tasto per rifiutare in una seconda schermata. L'azienda sosteneva che i visitatori fossero liberi di andarsene.", "Secondo la decisione il consenso è libero soltanto se le due strade sono ugualmente brevi. L'editore collaborava con 142 aziende e ha annunciato ricorso.", "Un'associazione aveva esaminato novecento siti lo scorso anno. Uno su tre non offriva una scelta equivalente."]),
    ("nl", "Rechter beperkt cookiemeldingen", ["De rechtbank oordeelde dinsdag dat een uitgever de knop om te weigeren niet op een tweede scherm mag verstoppen. Het bedrijf vond dat bezoekers vrij waren om te vertrekken.", "Volgens het vonnis is toestemming alleen vrij als beide wegen even kort zijn. De uitgever werkte met 142 partners en gaat in beroep.", "Een consumentenbond bekeek vorig jaar negenhonderd sites. Op één van de drie ontbrak een gelijke keuze."]),
    ("pl", "Sąd ogranicza komunikaty o ciasteczkach", ["Sąd orzekł we wtorek, że wydawca nie może ukrywać przycisku odmowy na drugim ekranie. Firma twierdziła, że odwiedzający mogą po prostu odejść.", "Według wyroku zgoda jest dobrowolna tylko wtedy, gdy obie drogi są równie krótkie. Wydawca współpracował ze 142 firmami i zapowiedział apelację.", "Organizacja konsumencka sprawdziła w zeszłym roku dziewięćset stron. Na co trzeciej brakowało równorzędnego wyboru."]),
    ("sv", "Domstol begränsar kakrutor", ["Domstolen beslutade i tisdags att ett förlag inte får gömma knappen för att neka på en andra skärm. Företaget menade att besökarna var fria att gå.", "Enligt domen är samtycket frivilligt bara om båda vägarna är lika korta. Förlaget arbetade med 142 företag och tänker överklaga.", "En konsumentorganisation granskade niohundra sidor i fjol. På var tredje saknades ett likvärdigt val."]),
    ("ru", "Суд ограничил окна о файлах cookie", ["Суд во вторник постановил, что издатель не вправе прятать кнопку отказа на втором экране. Компания утверждала, что посетители свободны уйти с сайта в любой момент.", "По решению суда согласие добровольно лишь тогда, когда оба пути одинаково коротки. Издатель работал со 142 компаниями и подаст апелляцию.", "Общество потребителей проверило в прошлом году девятьсот сайтов. На каждом третьем не было равноценного выбора."]),
    ("en", "Ferry to sail half as often", ["The ferry company will cut its winter timetable by half, according to a letter to the island's council. Passengers learnt of it from a notice on the quay on Monday morning.", "“We were not asked,” said the head of the school, where forty children come by boat. The company points to fuel prices and to empty decks in January.", "The council meets on Wednesday. Last winter the ferry carried 61,000 people, nine per cent fewer than the year before."]),
]  # fmt: skip

OFFERS = [
    "<aside><h4>Newsletter</h4><p>Sign up for our morning newsletter and get the five most important stories.</p><button>Sign up</button></aside>",
    "<div class='promo'><p>Subscribe to Kurier and support local reporting.</p><a href='/abo'>Subscribe</a> <a href='/login'>Log in</a></div>",
    "<section id='comments'><h4>Comments</h4><p>Log in to comment.</p><form><input name='u'><input type='password' name='p'></form></section>",
    "<div class='player'><p>This video is not available in your region.</p></div>",
    "<div hidden class='paywall'><h3>Subscribe to continue reading</h3><a>Already a subscriber? Log in</a></div>",
    "<div style='display: none' id='px-captcha'>Press and hold</div><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
    "",
]


def banner(n: int) -> str:
    _, heading, text, buttons = CONSENT[n % len(CONSENT)]
    return VENDORS[n % len(VENDORS)].format(
        f"<h2>{heading}</h2><p>{text}</p>" + "".join(f"<button>{b}</button>" for b in buttons)
    )


def honest_pages() -> list[GatePage]:
    return [*_articles(), *_briefs(), *_others()]


def _articles() -> Iterator[GatePage]:
    for n, (lang, title, paragraphs) in enumerate(ARTICLES):
        body = "".join(f"<p>{p}</p>" for p in paragraphs)
        told = article_head(title)
        yield GatePage(
            f"article-bare-{n}", "open", f"{SITE}/x/{n}", page(f"<h1>{title}</h1>{body}", title=title, lang=lang)
        )
        under = banner(n) + NAV + f"<article><h1>{title}</h1>{body}</article>" + FOOT
        yield GatePage(f"article-banner-{n}", "open", f"{SITE}/y/{n}", page(under, title=title, head=told, lang=lang))
        beside = (
            NAV
            + f"<main><h1>{title}</h1><time>4 March 2025</time>{body}</main>{OFFERS[n % len(OFFERS)]}{TEASERS}{banner(n + 3)}"
        )
        yield GatePage(
            f"article-beside-{n}", "open", f"{SITE}/z/{n}", page(beside, title=f"{title} | Kurier", lang=lang)
        )
        offers = (
            NAV
            + f"<article><h1>{title}</h1>{body}{body.replace('Tuesday', 'Wednesday')}</article>"
            + "".join(OFFERS)
            + FOOT
        )
        yield GatePage(f"article-offers-{n}", "open", f"{SITE}/w/{n}", page(offers, title=title, head=told, lang=lang))


def _briefs() -> Iterator[GatePage]:
    """A few sentences are an article, too."""
    for n, (lang, title, paragraphs) in enumerate(ARTICLES):
        body = f"<p>{paragraphs[0]}</p>"
        brief = (
            NAV
            + f"<article><h1>{title}</h1>{body}</article>{OFFERS[(n + 1) % len(OFFERS)]}"
            + (banner(n) if n % 2 else "")
            + FOOT
        )
        yield GatePage(
            f"brief-{n}", "open", f"{SITE}/b/{n}", page(brief, title=title, head=article_head(title), lang=lang)
        )
        plain = f"<h1>{title}</h1><p>{paragraphs[2]}</p><p>{paragraphs[1]}</p>" + FOOT
        yield GatePage(f"short-{n}", "open", f"{SITE}/k/{n}", page(plain, title=title, lang=lang))


def _others() -> Iterator[GatePage]:
    for n, (lang, title, paragraphs) in enumerate(ARTICLES[:6]):
        updates = "".join(f"<div><h3>{9 + i}:15</h3><p>{p}</p></div>" for i, p in enumerate(paragraphs * 2))
        live = NAV + f"<h1>Live: {title}</h1>{updates}{banner(n)}"
        yield GatePage(
            f"live-{n}",
            "open",
            f"{SITE}/live/{n}",
            page(live, title=title, head=article_head(title, kind="LiveBlogPosting"), lang=lang),
        )
        pictures = "".join(
            f"<figure><img src='/{i}.jpg'><figcaption>{p[:90]}</figcaption></figure>"
            for i, p in enumerate(paragraphs * 3)
        )
        gallery = NAV + f"<h1>{title}</h1><p>{paragraphs[0]}</p>{pictures}{OFFERS[n % 4]}{FOOT}"
        yield GatePage(f"gallery-{n}", "open", f"{SITE}/gallery/{n}", page(gallery, title=title, lang=lang))
        video = NAV + f"<h1>{title}</h1><video src='/v.mp4'></video><p>{paragraphs[1]}</p>{banner(n)}{FOOT}"
        yield GatePage(
            f"video-{n}",
            "open",
            f"{SITE}/video/{n}",
            page(video, title=title, head="<meta property='og:type' content='video.other'>", lang=lang),
        )
