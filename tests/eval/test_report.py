"""The report of runs made by hand: what it says, what it counts and that it stands on its own."""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.answer import Outcome
from eval import metrics
from eval.report import write_html
from eval.report_questions import Direction, changes, shared, tallies
from eval.run_record import FoundPlace, Ranked, RecordedAnswer, RecordedClaim, RecordedQuestion, Run

PLACES = tuple(FoundPlace("a.md", None, at * 10, at * 10 + 9) for at in range(10))
HOSTILE = '<script>alert("x")</script> $\\frac{ & http://buiten.example/x.js'


def asked(
    key: str,
    rank: int | None = None,
    nuggets: tuple[bool, ...] = (),
    outcome: Outcome = Outcome.ANSWERED,
    peer: int | None = None,
    tag: str = "kort",
    confidence: float = 0.8,
    text: str = "",
) -> RecordedQuestion:
    """A question, in scope where it has nuggets."""
    claims = (
        (RecordedClaim(f"Zin over {key}.", "a.md", 3, 0, 9, True),) if outcome != "niet_in_bronnen" else ()
    )
    answer = RecordedAnswer(outcome, confidence, claims, nuggets, nuggets, {"zoeken": 4.0, "totaal": 10.0})
    return RecordedQuestion(
        id=key,
        question=text or f"Wat is {key}?",
        in_scope=bool(nuggets),
        tag=tag,
        role=None,
        half="rapporteren",
        answer=answer,
        ours=Ranked(PLACES, rank, rank),
        peer=Ranked(PLACES, peer, peer),
    )


def made(questions: Sequence[RecordedQuestion], label: str = "nieuw", **fields: object) -> Run:
    run = Run(
        made="2026-11-22T10:00:00+00:00",
        label=label,
        half="rapporteren",
        model="model",
        library={"a": "f" * 64},
        questions=tuple(questions),
        figures=metrics.figures(questions) if questions else {},
    )
    return replace(run, **fields)


REFUSED = Outcome.NOT_IN_SOURCES
NOW = [
    asked("hoger", 1, (True,), peer=3),
    asked("lager", 4, (True,), peer=2),
    asked("kwijt", None, (False,), REFUSED, peer=1, confidence=0.3),
    asked("wisselend", 1, (True, False), peer=1, tag="lang"),
    asked("gelijk", 2, (True,), peer=2, tag="lang"),
    asked("buiten", outcome=REFUSED, tag="onzin", confidence=0.1),
    asked("buiten2", outcome=Outcome.PARTIAL, tag="onzin", confidence=0.4),
]
THEN = [
    asked("hoger", 3, (True,)),
    asked("lager", 2, (True,)),
    asked("kwijt", 1, (True,)),
    asked("wisselend", 2, (True, True), tag="lang"),
    asked("gelijk", 2, (True,), tag="lang"),
    asked("buiten", tag="onzin"),
    asked("buiten2", tag="onzin"),
    asked("alleen toen", 1, (True,)),
]


def page(path: Path, *runs: Run) -> LexborHTMLParser:
    write_html(runs, path / "verslag.html")
    return LexborHTMLParser((path / "verslag.html").read_text(encoding="utf-8"))


def one(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = node.css(selector)
    assert len(found) == 1, selector
    return found[0]


def said(node: LexborHTMLParser | LexborNode) -> str:
    text = node.body.text() if isinstance(node, LexborHTMLParser) and node.body else node.text()
    return " ".join((text or "").split())


def rows(table: LexborNode) -> dict[str, list[str]]:
    """The rows of a table of figures by their first cell."""
    found = {}
    for row in table.css("tbody tr:not(.group)"):
        head = one(row, "th")
        name = said(head).removesuffix(" ".join(said(small) for small in head.css("small"))).strip()
        found[name] = [said(cell) for cell in row.css("td")]
    return found


def test_a_report_of_one_run_tells_the_figures_and_every_question(tmp_path: Path) -> None:
    found = page(tmp_path, made(NOW, left_out=2))
    assert one(found, "html").attributes["lang"] == "nl"
    assert "22-11-2026 10:00" in said(one(found, "#gemeten"))
    assert "7, waarvan 5 binnen de bronnen en 2 erbuiten" in said(one(found, "#gemeten"))
    assert "2 vragen, omdat het document niet" in said(one(found, "#gemeten"))
    assert "f" * 64 in said(one(found, "#gemeten"))
    figures = rows(one(found, "#cijfers table"))
    ours, chain, difference, count = figures["recall@5"]
    assert (ours[:5], chain[:5], difference[:6], count) == ("0,800", "1,000", "−0,200", "5")
    assert figures["buiten de bronnen geweigerd"][:3:2] == ["0,500 0,00 tot 1,00", "–"]
    assert list(rows(one(found, "#soorten table"))) == ["kort", "lang", "onzin"]
    listed = one(found, "#vragenlijst").css("tbody tr")
    assert [said(row.css("td")[0]) for row in listed] == [
        "goed", "goed", "ten onrechte geweigerd", "goed", "goed", "goed", "ten onrechte beantwoord",
    ]  # fmt: skip
    assert said(listed[1].css("td")[2]) == "4" and said(listed[1].css("td")[3]) == "2"
    assert said(listed[2].css("td")[2]) == ">10"
    assert [row.attributes["data-kinds"] for row in listed][1:3] == [
        "goed keten-hoger",
        "ten-onrechte-geweigerd fout niet-gevonden keten-hoger",
    ]


def test_nothing_in_a_question_becomes_markup_and_nothing_is_fetched(tmp_path: Path) -> None:
    odd = asked("x", 1, (True,), text=HOSTILE, tag=HOSTILE)
    odd = replace(odd, answer=replace(odd.answer, claims=(RecordedClaim(HOSTILE, HOSTILE, 1, 0, 1, False),)))
    run = made([odd, *NOW[1:]], label=HOSTILE, model=HOSTILE, library={HOSTILE: HOSTILE})
    found = page(tmp_path, run, made([replace(odd, ours=Ranked(PLACES, 2, 2)), *THEN], label=HOSTILE))
    scripts = found.css("script")
    assert len(scripts) == 1 and "alert" not in scripts[0].text()
    assert next(said(node) for node in one(found, "#vragenlijst").css(".ask")) == HOSTILE
    for node in found.css("*"):
        for name, value in node.attributes.items():
            if name in (
                "src",
                "href",
                "xlink:href",
                "action",
                "data",
                "srcset",
                "style",
                "clip-path",
                "fill",
            ):
                assert "//" not in (value or ""), (node.tag, name, value)
            assert not name.startswith("on"), (node.tag, name)
    assert not found.css("link, iframe, object, embed, img, base, image")
    raw = (tmp_path / "verslag.html").read_text(encoding="utf-8")
    assert "<script>alert" not in raw
    own = raw.replace("http://buiten.example/x.js", "")
    assert not re.search(r"https?:|@import|url\((?!#)", own)


def test_the_only_script_that_may_run_is_ours(tmp_path: Path) -> None:
    found = page(tmp_path, made(NOW))
    script = one(found, "script").text()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = one(found, 'meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
    assert "default-src 'none'" in policy and f"script-src 'sha256-{digest}'" in policy


def test_changes_are_counted_and_the_largest_come_first() -> None:
    found = changes(shared(NOW, THEN))
    assert {change.now.id: change.direction for change in found} == {
        "hoger": Direction.BETTER,
        "lager": Direction.WORSE,
        "kwijt": Direction.WORSE,
        "wisselend": Direction.MIXED,
        "gelijk": Direction.SAME,
        "buiten": Direction.BETTER,
        "buiten2": Direction.SAME,
    }
    assert [(change.now.id, round(change.size, 3)) for change in found] == [
        ("kwijt", 3.0), ("buiten", 1.0), ("wisselend", 1.0), ("hoger", 0.667), ("lager", 0.25),
        ("buiten2", 0.0), ("gelijk", 0.0),
    ]  # fmt: skip
    counted = [(tally.better, tally.same, tally.worse) for tally in tallies(found)]
    assert counted == [(2, 1, 2), (0, 3, 2), (1, 5, 1)]


def test_two_runs_are_shown_side_by_side_over_the_questions_they_share(tmp_path: Path) -> None:
    found = page(tmp_path, made(NOW), made(THEN, "oud", library={"a": "0" * 64, "b": "1"}, half="alles"))
    section = one(found, "#vergelijking-1")
    remarks = said(one(section, ".remarks"))
    assert "over 7 vragen" in remarks and "Alleen nu gesteld: 0. Alleen toen gesteld: 1." in remarks
    assert "0 erbij, 1 eruit, 1 veranderd" in remarks and "toen 'alles'" in remarks
    assert [said(tile) for tile in section.css(".tiles li")] == [
        "2 beter", "2 slechter", "1 wisselend", "2 gelijk",
    ]  # fmt: skip
    figures = rows(section.css("table")[1])
    now, then, difference, count = figures["recall@1"]
    assert (now[:5], then[:5], difference[:5], count) == ("0,400", "0,200", "+0,20", "5")
    assert list(rows(section.css("table")[2])) == ["kort", "lang", "onzin"]
    listed = one(section, "#wijziging-1").css("tbody tr")
    assert said(listed[0].css("td")[2]) == "1 → >10"
    assert said(listed[0].css("td")[4]) == "beantwoord → niet in bronnen"
    assert ["veranderd" in (row.attributes["data-kinds"] or "") for row in listed] == [True] * 5 + [False] * 2


def test_a_question_that_was_rewritten_is_not_compared(tmp_path: Path) -> None:
    rewritten = [replace(NOW[0], question="Iets anders?"), *NOW[1:3]]
    pairs = shared(rewritten, THEN[:3])
    assert [question.id for question in pairs.now] == ["lager", "kwijt"] and pairs.altered == 1
    remarks = said(one(page(tmp_path, made(rewritten), made(THEN[:3])), ".remarks"))
    assert "1 vraag is intussen veranderd" in remarks


def test_every_plot_says_in_words_what_it_shows(tmp_path: Path) -> None:
    found = page(tmp_path, made(NOW), made(THEN))
    figures = found.css("figure")
    assert len(figures) == 8
    for figure in figures:
        drawing = one(figure, '[role="img"]')
        assert len(drawing.attributes["aria-label"] or "") > 40
        assert one(drawing, "svg").attributes["aria-hidden"] == "true"
        assert said(one(figure, "figcaption"))
    said_of_recall = found.css('#zoeken [role="img"]')[0].attributes["aria-label"] or ""
    assert "Denktank: 0,40 bij k = 1, 0,60 bij k = 3, 0,80 bij k = 5" in said_of_recall
    ids = [node.attributes["id"] for node in found.css("[id]")]
    assert len(ids) == len(set(ids))
    for table in found.css("table"):
        assert all(head.attributes.get("scope") for head in table.css("th"))


@pytest.mark.parametrize("others", [0, 1])
def test_a_run_without_questions_says_so(others: int, tmp_path: Path) -> None:
    found = page(tmp_path, made([]), *[made(NOW)] * others)
    assert "geen enkele vraag" in said(one(found, "main > .empty"))
    assert not found.css("svg")
    assert ("geen vraag gemeen" in said(found)) is bool(others)


def test_questions_of_one_scope_only(tmp_path: Path) -> None:
    inside = page(tmp_path, made(NOW[:5]), made(THEN[:5]))
    assert "binnen de bronnen" in said(one(inside, "#zekerheid .empty"))
    outside = page(tmp_path, made(NOW[5:]), made(THEN[5:7]))
    assert "Geen van de vragen hoort bij de bronnen" in said(one(outside, "#zoeken .empty"))
    assert "buiten de bronnen" in said(one(outside, "#zekerheid .empty"))
    assert len(one(outside, "#vragenlijst").css("tbody tr")) == 2


def test_without_peer_there_is_no_column_for_it(tmp_path: Path) -> None:
    found = page(tmp_path, made([replace(question, peer=None) for question in NOW]))
    heads = [said(head) for head in one(found, "#cijfers table").css("thead th")]
    assert heads == ["Maat", "Denktank", "Aantal"]
    assert "Keten" not in [said(head) for head in one(found, "#vragenlijst").css("thead th")]
    assert not found.css('option[value="keten-hoger"]')


def test_more_runs_are_each_compared_with_the_first(tmp_path: Path) -> None:
    found = page(tmp_path, made(NOW), made(THEN, "oud"), made(NOW[:2], "ouder"))
    assert "oud " in said(one(found, "#vergelijking-1 h2")) and "ouder" in said(
        one(found, "#vergelijking-2 h2")
    )
    assert len(one(found, "#wijziging-2").css("tbody tr")) == 2


def test_the_same_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("een.html", "twee.html"):
        write_html([made(NOW), made(THEN)], tmp_path / name)
    assert (tmp_path / "een.html").read_bytes() == (tmp_path / "twee.html").read_bytes()
