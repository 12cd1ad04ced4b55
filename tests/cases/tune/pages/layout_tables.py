"""Paragraphs made of line breaks, and quotes, in tables that lay out the page."""
# ruff: noqa: E501

from cases.rows import Page
from cases.tune.stories import (
    BRIDGE,
    BRIDGE_TITLE,
    ES,
    ES_TITLE,
    FERRY,
    FERRY_TITLE,
    HARVEST,
    HARVEST_TITLE,
    SCHOOL,
    SCHOOL_TITLE,
)

_QUOTE = "“We counted the days on the kitchen wall,” said Mairi Flett, who runs the shop at the pier.".replace(
    "“", "&ldquo;"
).replace("”", "&rdquo;")
_QUOTE_READ = "“We counted the days on the kitchen wall,” said Mairi Flett, who runs the shop at the pier."


def _old(title: str, cell: str, lang: str = "en") -> str:
    return f"""<HTML lang="{lang}"><HEAD><TITLE>{title}</TITLE></HEAD><BODY><TABLE border=0 width="100%"><TR><TD colspan=3><IMG src="/top.gif" alt="Harbour Post"></TD></TR>
<TR><TD width=120><FONT size=1><A href="/">Front page</A><BR><A href="/archive">Archive</A><BR><A href="/ads">Small ads</A></FONT></TD>
<TD><FONT size=5><B>{title}</B></FONT><BR><BR>{cell}</TD><TD width=100><FONT size=1>Weather<BR>12 degrees</FONT></TD></TR></TABLE></BODY></HTML>"""


CASES = {
    "breaks_and_quotes_in_tables": {
        "breaks": Page(_old(FERRY_TITLE, "<BR><BR>".join(FERRY)), alone=FERRY, lacks=("Small ads", "12 degrees")),
        "breaks_with_space_between": Page(_old(SCHOOL_TITLE, "<br>&nbsp;<br>\n".join(SCHOOL)), alone=SCHOOL),
        "quote_between_breaks": Page(
            _old(
                FERRY_TITLE,
                f"{FERRY[0]}<br><br>{FERRY[1]}<blockquote>{_QUOTE}</blockquote>{FERRY[2]}<br><br>{FERRY[3]}",
            ),
            alone=(*FERRY, _QUOTE_READ),
        ),
        "all_in_a_quote_element": Page(
            _old(ES_TITLE, "<BLOCKQUOTE>" + "<BR><BR>".join(ES) + "</BLOCKQUOTE>", lang="es"),
            alone=ES,
            lacks=("Archive",),
        ),
        "table_in_a_table": Page(
            _old(
                HARVEST_TITLE,
                f"<table cellpadding=4><tr><td><font face=Arial>{'<br /><br />'.join(HARVEST)}</font></td></tr></table>",
            ),
            alone=HARVEST,
        ),
        "a_row_for_each_paragraph": Page(
            _old(BRIDGE_TITLE, "<table>" + "".join(f"<tr><td>{part}</td></tr>" for part in BRIDGE) + "</table>"),
            alone=BRIDGE,
        ),
    }
}
