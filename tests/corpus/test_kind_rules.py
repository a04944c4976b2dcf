from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DenktankError
from corpus.kinds import PassageKind, Role
from corpus.structure.kind_patterns import PatternError, compile_pattern
from corpus.structure.kind_rules import OVERRIDE_NAME, KindRules, default_rules, load_rules
from tests.corpus.kind_examples import EXAMPLES, HEADING, Example

LEAST_RECALL = 0.97


def rules_with(home: Path, text: str | bytes) -> KindRules:
    home.mkdir(exist_ok=True)
    (home / OVERRIDE_NAME).write_bytes(text.encode() if isinstance(text, str) else text)
    return load_rules(home)


def refusal(home: Path, text: str | bytes) -> str:
    with pytest.raises(DenktankError) as caught:
        rules_with(home, text)
    message = str(caught.value)
    assert "\n" not in message
    assert OVERRIDE_NAME in message
    assert "Verbeter het bestand, of haal het weg" in message
    return message


def given_kind(rules: KindRules, example: Example) -> tuple[str, set[str]]:
    look = rules.heading if example.where == HEADING else rules.run_in
    opening = look(example.text, {PassageKind(kind) for kind in example.inside})
    if opening is None or opening.kind is None:
        return "", set()
    return str(opening.kind), set(opening.roles)


def test_kinds_of_headings_and_first_words_are_those_a_reader_gives_them() -> None:
    found = [(example, *given_kind(default_rules(), example)) for example in EXAMPLES]
    wrong = [
        example
        for example, kind, roles in found
        if kind and (kind != example.kind or roles != set(example.roles.split()))
    ]
    missed = [example for example, kind, _ in found if example.kind and not kind]
    wanted = sum(bool(example.kind) for example in EXAMPLES)
    assert not wrong
    assert 1 - len(missed) / wanted >= LEAST_RECALL, missed


@pytest.mark.parametrize(
    "heading",
    ["Wegwijzer 4 - Kies samen", "wegwijzer vier: Kies samen", "WEGWIJZER IV | Kies samen",
     "4e wegwijzer – Kies samen", "De vierde wegwijzer. Kies samen", "Wegwijzer nr. 4 Kies samen",
     "3.1 Wegwijzer 4: Kies samen",
     "Kies samen (wegwijzer 4)"],
)  # fmt: skip
def test_number_and_title_of_a_wegwijzer(heading: str) -> None:
    opening = default_rules().heading(heading)
    assert opening is not None
    assert (opening.kind, opening.number, opening.title) == (PassageKind.SIGNPOST, 4, "Kies samen")


def test_a_numbered_heading_is_a_wegwijzer_only_in_a_part_with_wegwijzers() -> None:
    rules = default_rules()
    assert rules.heading("4. Kies samen") is None
    opening = rules.heading("4. Kies samen", in_part=True)
    assert opening is not None
    assert (opening.kind, opening.number, opening.title) == (PassageKind.SIGNPOST, 4, "Kies samen")
    assert rules.heading("4.2 Kies samen", in_part=True) is None


@pytest.mark.parametrize(
    ("words", "roles"),
    [
        ("de burgemeester", {Role.MAYOR}),
        ("de wethoudster", {Role.ALDERMAN}),
        ("gemeenteraden", {Role.COUNCILLOR}),
        ("uw beleidsmedewerkers", {Role.OFFICIAL}),
        ("bestuurders en raad", {Role.MAYOR, Role.ALDERMAN, Role.COUNCILLOR}),
        ("het college van burgemeester en wethouders", {Role.MAYOR, Role.ALDERMAN}),
        ("raadsleden, ambtenaren en/of wethouders", {Role.COUNCILLOR, Role.OFFICIAL, Role.ALDERMAN}),
        ("college- en raadsleden", {Role.MAYOR, Role.ALDERMAN, Role.COUNCILLOR}),
        ("B&W", {Role.MAYOR, Role.ALDERMAN}),
        ("de minister", set()),
    ],
)
def test_whom_advice_is_for(words: str, roles: set[Role]) -> None:
    opening = default_rules().heading(f"Advies aan {words}")
    assert opening is not None
    assert opening.kind is PassageKind.ADVICE
    assert set(opening.roles) == roles


def test_without_a_file_of_the_operator_the_shipped_rules_hold(tmp_path: Path) -> None:
    assert load_rules(tmp_path).identity == default_rules().identity


def test_an_operator_replaces_a_list_and_keeps_the_others(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, '[dilemma]\nkoppen = ["Lastige keuze", "Lastige keuze: {titel}"]\n')
    assert rules.heading("Dilemma") is None
    chosen = rules.heading("Lastige keuze: snel of samen")
    assert chosen is not None
    assert (chosen.kind, chosen.title) == (PassageKind.DILEMMA, "snel of samen")
    assert rules.heading("Wegwijzer 3") is not None
    assert rules.identity != default_rules().identity


def test_an_operator_adds_a_word_for_a_role_and_a_group(tmp_path: Path) -> None:
    rules = rules_with(
        tmp_path,
        '[rollen]\nambtenaar = ["griffier"]\n[groepen]\n"driehoek" = ["burgemeester", "ambtenaar"]\n',
    )
    clerk, triangle = rules.heading("Advies aan de griffier"), rules.heading("Advies voor de driehoek")
    assert clerk is not None and clerk.roles == (Role.OFFICIAL,)
    assert triangle is not None and set(triangle.roles) == {Role.MAYOR, Role.OFFICIAL}


def test_a_pattern_inside_a_kind_counts_nowhere_else(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, '[dilemma]\nbinnen_praktijkverhaal = ["De keuze"]\n')
    assert rules.heading("De keuze") is None
    inside = rules.heading("De keuze", {PassageKind.STORY})
    assert inside is not None and inside.kind is PassageKind.DILEMMA


def test_a_file_saved_by_windows_is_read(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, b'\xef\xbb\xbf[les]\r\nkoppen = ["Inzicht {nummer}"]\r\n')
    assert rules.heading("Inzicht 2") is not None


def test_other_rules_have_another_identity_and_the_same_rules_the_same(tmp_path: Path) -> None:
    first = rules_with(tmp_path, '[les]\nkoppen = ["Inzicht {nummer}"]\n').identity
    again = rules_with(tmp_path, '# uitleg\n[les]\nkoppen = [ "Inzicht {nummer}" ]\n').identity
    other = rules_with(tmp_path, '[les]\nkoppen = ["Inzicht {nummer}", "Inzicht"]\n').identity
    assert first == again != other


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ('[les]\nkoppen = ["Les {nummer}"\n', 3, "geen geldige TOML"),
        ('[les]\nkoppen = ["Les"]\n\n[lessen]\nkoppen = []\n', 4, "[lessen] bestaat niet"),
        ('[les]\nkop = ["Les"]\n', 2, "'kop' bestaat niet onder [les]"),
        ('[les]\ndelen = ["Lessen"]\n', 2, "'delen' bestaat niet onder [les]"),
        ('[les]\nbinnen_verhaal = ["Les"]\n', 2, "'binnen_verhaal' bestaat niet"),
        ('[les]\nkoppen = "Les {nummer}"\n', 2, "moet een lijst"),
        ("[les]\nkoppen = [3]\n", 2, "moet een lijst"),
        ('les = ["Les"]\n', 1, "schrijf les als kop"),
        ('[les]\nkoppen = [\n  "Les",\n  "Les {getal}",\n]\n', 4, "{getal} bestaat niet"),
        ('[les]\nkoppen = ["{titel}"]\n', 2, "naast {titel}"),
        ('[les]\nkoppen = ["Les {titel} van {titel}"]\n', 2, "één keer"),
        ('[les]\nkoppen = ["... les"]\n', 2, "alleen aan het eind"),
        ('[les]\nkoppen = [""]\n', 2, "1 tot 120 tekens"),
        ('[groepen]\nkabinet = ["minister"]\n', 2, "een groep bestaat uit rollen"),
        ('[rollen]\nminister = ["minister"]\n', 2, "'minister' bestaat niet"),
        ('[rollen]\nwethouder = [" "]\n', 2, "leeg woord"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, cause: str
) -> None:
    message = refusal(tmp_path, text)
    assert f"regel {line}:" in message
    assert cause in message


@pytest.mark.parametrize("data", [b"\xff\xfe[\x00", b"\x00" * 300_000])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    refusal(tmp_path, data)


def test_a_folder_of_that_name_is_a_dutch_error(tmp_path: Path) -> None:
    (tmp_path / OVERRIDE_NAME).mkdir()
    with pytest.raises(DenktankError, match="Lezen of schrijven"):
        load_rules(tmp_path)


@given(st.text(alphabet="Les {}[]()nummertitelrol.:*+?\\|'é ", max_size=60), st.text(max_size=200))
def test_any_phrase_is_a_pattern_or_is_refused(phrase: str, text: str) -> None:
    try:
        pattern = compile_pattern(phrase, "(?:raadslid)")
    except PatternError:
        return
    for found in (pattern.heading(text), pattern.run_in(text)):
        assert found is None or 0 <= found.rest <= len(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), max_size=200))
def test_any_heading_gets_a_kind_or_none(text: str) -> None:
    rules = default_rules()
    everywhere = set(PassageKind)
    for opening in (rules.heading(text, everywhere, in_part=True), rules.run_in(text, everywhere)):
        assert opening is None or opening.kind in (*PassageKind, None)
