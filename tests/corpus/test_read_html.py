"""Web pages: all of the main part, in order and with its structure, and nothing of what is around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFileError
from corpus.read import parse
from tests.corpus.contents import blocks, marks, paths, texts

TEXT = """
<h1>Samenwerken in de regio</h1><p>28 juni 2018</p>
<h2>Waarom?</h2><p>De arbeidsmarkt stopt niet bij de grens.<sup><a href="#fn1" id="r1">1</a></sup> Kort.</p>
<ul><li>eerste punt<ul><li>dieper punt</li></ul></li><li><p>tweede punt</p><p>vervolg</p></li></ul>
<ol start="3"><li>derde stap</li><li value="7">zevende</li></ol>
<ol type="a" reversed><li>b</li><li>a</li></ol>
<h3>Cijfers</h3><table><caption>Tabel 1. Banen</caption><tr><th>Jaar</th><th>Banen</th></tr>
<tr><td rowspan="2">2017</td><td>1.250</td></tr><tr><td>980</td></tr></table>
<figure><img src="x.png" alt=""><figcaption>Figuur 1: de routekaart</figcaption></figure>
<dl><dt>Regio</dt><dd>Een gebied.</dd></dl>
<details><summary>Wie doet mee?</summary><p>De provincie.</p></details>
<h2><button aria-controls="p">Wat kost het?</button></h2><div id="p" hidden><p>Vijf euro.</p></div>
<address>Postbus 1<br>2500 GK Den Haag</address>
<section class="footnotes"><ol><li id="fn1">Zie het rapport. <a href="#r1">↩</a></li></ol></section>
"""
BLOCKS = [
    ("kop", "", "Samenwerken in de regio"), ("alinea", "", "28 juni 2018"),
    ("kop", "", "Waarom?"), ("alinea", "", "De arbeidsmarkt stopt niet bij de grens. Kort."),
    ("lijstitem", "•", "eerste punt"), ("lijstitem", "•", "dieper punt"), ("lijstitem", "•", "tweede punt"),
    ("alinea", "", "vervolg"),
    ("lijstitem", "3.", "derde stap"), ("lijstitem", "7.", "zevende"),
    ("lijstitem", "b.", "b"), ("lijstitem", "a.", "a"), ("noot", "1", "Zie het rapport."),
    ("kop", "", "Cijfers"), ("bijschrift", "", "Tabel 1. Banen"),
    ("tabelrij", "", "Jaar | Banen"), ("tabelrij", "", "2017 | 1.250"), ("tabelrij", "", " | 980"),
    ("bijschrift", "", "Figuur 1: de routekaart"),
    ("alinea", "", "Regio"), ("alinea", "", "Een gebied."),
    ("alinea", "", "Wie doet mee?"), ("alinea", "", "De provincie."),
    ("kop", "", "Wat kost het?"), ("alinea", "", "Vijf euro."),
    ("alinea", "", "Postbus 1 2500 GK Den Haag"),
]  # fmt: skip
NAV = "<nav><ul><li><a href=/>Beginpunt</a></li><li><a href=/c>Contactpagina</a></li></ul></nav>"
CRUMBS = "<ol class='breadCrumbs'><li><a>Beginpunt</a></li></ol>"
SHARE = "<div class='block-share'><h2>Delen</h2><a href=x>Deel op een netwerk</a></div>"
RELATED = "<div class='related-links'><h2>Verwant</h2><ul><li><a href=1>Een ander bericht</a></ul></div>"
COOKIES = "<div id='cookiemelding'><p>Deze website gebruikt cookies.</p></div>"
FEEDBACK = "<div class='feedback'><p>Was dit nuttig?</p><label>Ja</label></div>"
SKIP = "<a class='skip-link' href='#main'>Naar de inhoud</a>"
TOP = f"<header>{NAV}</header>"
FOOT = "<footer><p>Alle rechten voorbehouden</p></footer>"
PAGES = {
    "main": f"{SKIP}{COOKIES}{TOP}<main>{CRUMBS}{TEXT}{SHARE}{FEEDBACK}</main>{RELATED}{FOOT}",
    "artikel": f"{COOKIES}{TOP}<div><article>{TEXT}{SHARE}</article></div><aside>Zie</aside>",
    "rol": f"<div role=banner>Logo</div>{CRUMBS}<div role=main>{TEXT}</div><div role=contentinfo>Voet</div>",
    "naam": f"<div id=navBar>{NAV[5:-6]}</div><div id=content>{TEXT}{RELATED}</div><div id=footer>Voet",
    "kaal": f"{SKIP}{TEXT}",
    "tabel": f"<table><tr><td><a href=/>Beginpunt</a></td><td>{TEXT}</td></tr></table>",
    "kop": f"<header><h1>Samenwerken in de regio</h1></header>{TEXT.split('</h1>')[1]}",
}


@pytest.mark.parametrize("page", PAGES)
def test_the_main_part_is_read_whole_and_alone(page: str) -> None:
    html = f"<html><head><title>Venster</title></head><body>{PAGES[page]}</body></html>"
    content = parse(html.encode(), "pagina.html")
    assert blocks(content) == BLOCKS
    assert marks(content) == [("1", "grens.")]
    assert content.title == "Samenwerken in de regio"


@pytest.mark.parametrize(
    "note",
    [
        "<p id=fn1><a href='#r1'>[1]</a> Een noot.</p>",
        "<div><a name=fn1 href='#r1'>[1]</a> Een noot.</div>",
        "<div role=doc-endnote id=fn1>Een noot. <a role=doc-backlink href='#r1'>↑</a></div>",
    ],
)
def test_notes_are_known_however_they_are_written(note: str) -> None:
    content = parse(f"<p>Een zin<a id=r1 href='#fn1'>[1]</a>.</p><h2>Noten</h2>{note}".encode(), "a.html")
    assert blocks(content)[:2] == [("alinea", "", "Een zin."), ("noot", "1", "Een noot.")]
    assert marks(content) == [("1", "zin")]


def test_a_link_within_the_page_is_no_note() -> None:
    html = "<p>Zie deel <a href='#deel2'>2</a>.</p><div id=deel2><p>Deel twee.</p></div>"
    assert texts(parse(html.encode(), "a.html")) == ["Zie deel 2.", "Deel twee."]


def test_names_of_noise_take_no_text_away() -> None:
    html = (
        "<main class='has-sidebar'><h1>Kop</h1><div class='social-domain'><p>Over het domein.</p></div>"
        "<div class='menu'><p>Wij koken " + "elke dag " * 60 + "voor u.</p></div></main>"
    )
    assert len(texts(parse(html.encode(), "a.html"))) == 3


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<article><p>Een.</p></article><article><p>Twee.</p></article>", ["Een.", "Twee."]),
        ("<main></main><p>Toch tekst.</p>", ["Toch tekst."]),
        ("<form><h1>Kop</h1><p>In een formulier.</p><input value='x'></form>", ["Kop", "In een formulier."]),
        ("<p>Buiten.</p><article><p>Binnen.</p></article>", ["Binnen."]),
        ("<p>Een <b>vette</b> zin.<br>Nog een.</p>los", ["Een vette zin. Nog een.", "los"]),
        ("Alinea een.<br> <br>Alinea twee.", ["Alinea een.", "Alinea twee."]),
        ("<ul><li>punt<li><p>tweede</p></ul>", ["punt", "tweede"]),
        ("<p>samen&shy;werken</p><script>x</script><template><p>y</p></template>", ["samenwerken"]),
        ("<h1><p>" + "lang " * 90 + "</p><p>kort</p></h1>", [("lang " * 90).strip(), "kort"]),
    ],
)
def test_no_text_is_lost(html: str, expected: list[str]) -> None:
    assert texts(parse(html.encode(), "a.html")) == expected


def test_headings_make_paths_and_the_page_tells_its_date() -> None:
    head = "<meta property='article:published_time' content='2018-06-27T10:00'>"
    content = parse(f"<head>{head}</head><main><h1>Kop</h1>x<h2>Onder</h2>y</main>".encode(), "a.html")
    assert paths(content) == [("Kop",), ("Kop", "Onder")]
    assert content.date == "2018-06-27"


@pytest.mark.parametrize("tag", ["div", "b", "onbekend"])
def test_a_page_nested_beyond_measure_is_refused_at_once(tag: str) -> None:
    with pytest.raises(UnreadableFileError, match="te diep genest"):
        parse(f"<{tag}>".encode() * 500_000 + b"tekst", "a.html")


@pytest.mark.parametrize(
    "html",
    [
        "<table>" * 1900 + "<tr><td>tekst",
        "<div class=share>" * 1900 + "tekst " * 100_000,
        "<h1>" * 1900 + "tekst " * 100_000,
        "<sup><a href='#fn1'>1</a></sup>" * 20_000 + "<p id=fn1>tekst",
        "<p>tekst " * 50_000,
        "tekst " * 1_700_000,
        "<svg><path d='x'/></svg>" * 3000 + "tekst",
    ],
)
def test_a_hostile_page_is_read(html: str) -> None:
    assert "tekst" in texts(parse(html.encode(), "a.html"))[-1]


_TAGS = st.sampled_from(["p", "div", "ul", "ol", "li", "table", "tr", "td", "h2", "a", "sup", "br", "main"])


@given(st.lists(st.tuples(st.booleans(), _TAGS, st.text(max_size=8)), max_size=40))
def test_no_soup_of_tags_breaks_the_reader(soup: list[tuple[bool, str, str]]) -> None:
    html = "".join(f"<{'/' if closing else ''}{tag} id=fn1 href='#fn1'>{text}" for closing, tag, text in soup)
    try:
        content = parse(html.encode("utf-8", "surrogatepass"), "a.html")
    except UnreadableFileError as error:
        assert "kan niet gelezen worden (" not in str(error), "no reader may end in an unforeseen exception"
    else:
        assert all(text.strip() for text in texts(content))
