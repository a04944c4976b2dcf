"""Words broken at a line end: which hyphens go, which stay and which are followed by a space.

``hyphens.tsv`` has breaks in words from municipal texts, written for this test; ``expected`` follows
the Woordenlijst Nederlandse Taal, or what is usually printed where that has no such word.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus.pdf.hyphenation import Hyphenation, HyphenKind, Joint, document_words

LABELLED = Path(__file__).with_name("hyphens.tsv")
BETWEEN = {HyphenKind.JOIN: "", HyphenKind.KEEP: "-", HyphenKind.SUSPENDED: "- "}
NO_WORDS: Counter[str] = Counter()


def mended(head: str, tail: str, before: str = "", after: str = "", words: Counter[str] = NO_WORDS) -> str:
    joint = Hyphenation(words).joint(head, tail, before, after)
    assert len(joint.tail) == len(tail)
    return head + BETWEEN[joint.kind] + joint.tail


def labelled() -> list[dict[str, str]]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def kind_of(row: dict[str, str]) -> HyphenKind:
    rest = row["expected"].removeprefix(row["head"])
    if rest.startswith("- "):
        return HyphenKind.SUSPENDED
    return HyphenKind.KEEP if rest.startswith("-") else HyphenKind.JOIN


@pytest.mark.parametrize("kind", HyphenKind)
def test_most_breaks_are_mended_without_any_help_of_the_document(kind: HyphenKind) -> None:
    rows = [row for row in labelled() if kind_of(row) is kind]
    wrong = [
        f"{row['head']}-/{row['tail']} -> {got}"
        for row in rows
        if (got := mended(row["head"], row["tail"], row["before"], row["after"])) != row["expected"]
    ]
    assert len(rows) >= 50
    assert 1 - len(wrong) / len(rows) >= 0.95, wrong


def test_at_least_97_in_a_hundred_breaks_are_mended() -> None:
    rows = labelled()
    right = sum(
        mended(row["head"], row["tail"], row["before"], row["after"]) == row["expected"] for row in rows
    )
    assert len(rows) >= 600
    assert right / len(rows) >= 0.97


@pytest.mark.parametrize(
    ("written", "head", "tail", "expected"),
    [
        ("De jaarrekening en het jaarverslag.", "jaar", "rekening", "jaarrekening"),
        ("De jaar-rekening en het jaarverslag.", "jaar", "rekening", "jaar-rekening"),
        ("Hoog-risico-AI is aan regels gebonden.", "hoog", "risico", "hoog-risico"),
        ("De datagedreven gemeente.", "data", "gedreven", "datagedreven"),
        ("Een reele en een reële begroting, reële cijfers.", "re", "ele", "reele"),
        ("Een blorfïst.", "Blorf", "ist.", "Blorfïst."),
        ("Een taart met ﬁjnbak.", "taart-ﬁjn", "bak", "taart-ﬁjnbak"),
        ("Werk- en leerbedrijf, 2x web-site en website.", "web", "site", "website"),
    ],
)
def test_what_the_document_writes_itself_goes_before_the_word_list(
    written: str, head: str, tail: str, expected: str
) -> None:
    assert mended(head, tail, words=document_words([written])) == expected


def test_the_most_frequent_spelling_of_the_document_wins() -> None:
    words = document_words(["de web-site", "een website", "die web-site."])
    assert words == {"de": 1, "web-site": 2, "een": 1, "website": 1, "die": 1}
    assert mended("web", "site", words=words) == "web-site"


@pytest.mark.parametrize(
    ("head", "tail", "after", "expected"),
    [
        ("idee", "en", "van bewoners", "ideeën"),
        ("idee", "en", "planvorming", "idee- en"),
        ("idee", "en,", "planvorming", "ideeën,"),
        ("partij", "en", "", "partijen"),
        ("partij", "en", "fractieleden", "partij- en"),
        ("partij", "en/of", "fractieleden", "partij- en/of"),
        ("land", "en", "tuinbouw", "land- en"),
        ("ambte", "naar", "van het jaar", "ambtenaar"),
        ("(sub)", "en", "hoofddoelen", "(sub)- en"),
        ("", "en dan", "", "- en dan"),
    ],
)
def test_a_conjunction_is_told_from_the_end_of_a_word(
    head: str, tail: str, after: str, expected: str
) -> None:
    assert mended(head, tail, after=after) == expected


def test_a_name_within_a_sentence_keeps_its_hyphen() -> None:
    assert mended("Zonnix", "omgeving", before="werken in de") == "Zonnix-omgeving"
    assert mended("Zonnix", "lantum", before="werken in") == "Zonnixlantum"


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("a" * 100_000, "b" * 100_000),
        ("a'" * 50_000, "b"),
        ("www." * 25_000, "nl"),
        ("arbeidsmarkt" * 20, "arbeidsmarkt" * 20),
        ("x\ud800", "\x00y"),
        ("x", ""),
        ("ge\u0301", "\u0308ind"),
        ("😀", "😀"),
        ("50%", "50%"),
    ],
)
def test_what_is_no_word_is_left_as_it_is(head: str, tail: str) -> None:
    assert Hyphenation(NO_WORDS).joint(head, tail) == Joint(HyphenKind.KEEP, tail)


@pytest.mark.parametrize("letters", ["bestuurİ", "café’s", "ﬁnancieel", "ĳsvrij", "straße", "’s", "ᾼ"])
def test_letters_of_every_kind_are_looked_up_without_harm(letters: str) -> None:
    for at in range(1, len(letters)):
        assert letters in mended(letters[:at], letters[at:]).replace("-", "")


ONCE = """
import sys, threading
from collections import Counter
from corpus.pdf.hyphenation import Hyphenation
mend = Hyphenation(Counter({"samenwerking": 2})).joint
mend("samenwer", "king"), mend("AI", "systeem"), mend("in", "en", after="uitstroom")
assert "hunspell" not in sys.modules, "loaded for nothing"
import hunspell
real, loaded = hunspell.Hunspell, []
hunspell.Hunspell = lambda name, **kw: loaded.append(name) or real(name, **kw)
threads = [threading.Thread(target=mend, args=("Blor", f"fen{chr(97 + n)}")) for n in range(16)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
print(*sorted(loaded))
"""


def test_word_lists_are_loaded_once_and_only_when_needed() -> None:
    done = subprocess.run([sys.executable, "-c", ONCE], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["en_US", "nl-nl"], "")


def lines_without_broken_words(path: Path) -> Iterator[str]:
    for page in pdfium.PdfDocument(path):
        for line in page.get_textpage().get_text_range().splitlines():
            yield re.sub(r"\S*\ufffe\S*|\S+-\s*$", "", line)


@pytest.mark.parametrize("helped", [True, False], ids=["with document words", "without"])
def test_line_end_hyphens_of_real_documents(testdata: Path, helped: bool) -> None:
    labels = next(testdata.rglob("koppeltekens.json"), None)
    if labels is None:
        pytest.skip("koppeltekens.json staat niet in DENKTANK_TESTDATA: niet gedraaid")
    rows = json.loads(labels.read_text(encoding="utf-8"))
    hyphenations = {
        name: Hyphenation(
            document_words(lines_without_broken_words(labels.with_name(name))) if helped else NO_WORDS
        )
        for name in {row["file"] for row in rows}
    }
    wrong = [
        f"{row['voor']}-/{row['na']}"
        for row in rows
        if not row["goed"].startswith(hyphenations[row["file"]].joint(row["voor"], row["na"]).kind)
    ]
    assert 1 - len(wrong) / len(rows) >= 0.96, wrong
