"""The screen benchmark: which questions it asks, and the table of its figures."""

from eval.bench_browser import TabMemory
from eval.bench_screen import (
    DIFFERENT_QUESTIONS,
    GUIDE,
    Conversation,
    Held,
    Visits,
    questions_about,
    rows_of,
)

HELD = (Held(1, 300.4, TabMemory(6.04, 1500)), Held(200, 310.0, TabMemory(7.0, 9000)))


def test_the_questions_differ_and_also_ask_about_the_guide() -> None:
    asked = questions_about([GUIDE])
    assert len(set(asked)) == len(asked) == DIFFERENT_QUESTIONS
    assert set(asked) != set(questions_about([]))


def test_the_table_tells_the_first_round_of_questions_from_the_last() -> None:
    slow, fast = (400.0,) * DIFFERENT_QUESTIONS, (100.0,) * DIFFERENT_QUESTIONS
    sizes = (5_000,) * DIFFERENT_QUESTIONS + (5_000,) * (DIFFERENT_QUESTIONS - 1) + (90_000,)
    asked = Conversation(fast + slow, slow + fast, sizes, (90.0, 110.0), (30.0,), HELD)
    rows = {row.what: row.figure for row in rows_of(Visits(1200, 900, 600, 426_000, 165_000), asked)}
    assert rows["scherm: ontvangen bij een eerste bezoek"] == "426 kB"
    assert rows["scherm: Enter tot eerste tekst, begin (mediaan, hoogste)"] == "100 / 100 ms"
    assert rows["scherm: Enter tot eerste tekst, eind (mediaan, hoogste)"] == "400 / 400 ms"
    assert rows["scherm: ontvangen per vraag, uitgepakt, begin (mediaan, hoogste)"] == "5 / 5 kB"
    assert rows["scherm: ontvangen per vraag, uitgepakt, eind (mediaan, hoogste)"] == "5 / 90 kB"
    assert rows["scherm: klik tot bladzijde, nieuw getekend (mediaan, p95)"].startswith("100 / ")
    assert rows["scherm: klik tot bladzijde, nog een keer (mediaan, p95)"] == "te weinig gemeten"
    assert rows["scherm: geheugen na 1 vraag: server, tabblad, DOM"] == "300 MB, 6.0 MB, 1500"
    assert rows["scherm: geheugen na 200 vragen: server, tabblad, DOM"] == "310 MB, 7.0 MB, 9000"
