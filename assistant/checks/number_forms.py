"""How Dutch texts write numbers, dates and times: words, units and expressions, in folded text."""

import re
from fractions import Fraction

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"), ("februari", "febr", "feb"), ("maart", "mrt"), ("april", "apr"), ("mei",),
            ("juni", "jun"), ("juli", "jul"), ("augustus", "aug"), ("september", "sept", "sep"),
            ("oktober", "okt"), ("november", "nov"), ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
FULL_MONTHS = frozenset(name for name in MONTHS if len(name) > 4 or name in ("mei", "juni", "juli"))
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

UNITS = {
    "euro": ("euro", "euro's", "€", "eur"),
    "cent": ("cent", "centen"),
    "procent": ("procent", "%", "pct", "procenten"),
    "procentpunt": ("procentpunt", "procentpunten"),
    "jaar": ("jaar", "jaren", "jarige", "jarig"),
    "maand": ("maand", "maanden"),
    "week": ("week", "weken"),
    "dag": ("dag", "dagen", "etmaal", "etmalen"),
    "uur": ("uur", "uren"),
    "minuut": ("minuut", "minuten"),
    "seconde": ("seconde", "seconden"),
    "km": ("km", "kilometer", "kilometers"),
    "m": ("m", "meter", "meters"),
    "m2": ("m2", "m²", "vierkante meter"),
    "m3": ("m3", "m³", "kubieke meter"),
    "ha": ("ha", "hectare", "hectaren"),
    "kg": ("kg", "kilo", "kilogram"),
    "ton": ("ton",),
    "fte": ("fte", "fte's"),
    "keer": ("keer", "maal"),
}
UNIT_OF = {form: unit for unit, forms in UNITS.items() for form in forms}
UNIT_AFTER = re.compile(rf"\s*-?({'|'.join(map(re.escape, sorted(UNIT_OF, key=len, reverse=True)))})(?![\w])")
EURO_BEFORE = re.compile(r"(?:€|eur)\s*\Z")

ORDINALS = {
    "eerste": 1, "derde": 3, "achtste": 8, "dertiende": 13, "veertiende": 14, "vijftiende": 15,
    "zestiende": 16, "zeventiende": 17, "achttiende": 18, "negentiende": 19,
}  # fmt: skip
"""Those that are no number with -de or -ste after it, or might be read wrongly."""
SPECIAL = {
    "anderhalf": Fraction(3, 2), "anderhalve": Fraction(3, 2), "dozijn": Fraction(12),
    "helft": Fraction(1, 2), "half": Fraction(1, 2), "halve": Fraction(1, 2), "kwart": Fraction(1, 4),
    "driekwart": Fraction(3, 4), "tweederde": Fraction(2, 3), "eenderde": Fraction(1, 3),
    "halfjaar": Fraction(1, 2),
}  # fmt: skip
IMPLIED = {
    "beide": 2, "beiden": 2, "allebei": 2, "dubbel": 2, "dubbele": 2, "verdubbeld": 2, "verdubbelt": 2,
    "verdubbelde": 2, "verdubbeling": 2, "verdrievoudigd": 3, "duo": 2, "trio": 3, "eerst": 1, "een": 1,
    "enige": 1, "enkele": 1, "enkel": 1, "verdubbelen": 2, "verdrievoudigen": 3, "verviervoudigen": 4,
    "kwartaal": 4, "halfjaarlijks": 2, "halfjaarlijkse": 2, "maandelijks": 12, "maandelijkse": 12,
    "tweewekelijks": 2, "halveren": 2, "wekelijks": 1, "jaarlijks": 1,
}  # fmt: skip
"""A number where a source says them; a sentence may use them without the source doing so."""
MULTIPLIERS = {"duizend": 10**3, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9}
MULTIPLIER = re.compile(rf"\s*\b(?:({'|'.join(MULTIPLIERS)})\b)(?:(?<=ml[nd])\.)?")
SUFFIX = re.compile(
    r"(?:maal|voudig|jarig|jaarlijks|daags|delig|tal|persoons|uurs|wekelijks|ledig|koppig)(?:en?|s)?\Z"
)
SUFFIX_UNITS = {"maal": "keer", "jari": "jaar", "jaar": "jaar", "daag": "dag", "uurs": "uur", "weke": "week"}
DIAERESIS = re.compile(r"(twee|drie)en(?=twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)")
MAYBE_NUMBER = re.compile(
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|twintig|dertig|veertig"
    r"|tachtig|honderd|duizend|miljoen|miljard)"
)

DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:e|ste|de)?\s+(?:van\s+)?(?P<m1>{MONTH})\b(?:\.?\s+(?P<y1>\d{{4}})\b)?"
    r"|(?P<y2>\d{4})-(?P<m2>\d{1,2})-(?P<d2>\d{1,2})\b"
    r"|(?P<d3>\d{1,2})(?P<sign>[-/.])(?P<m3>\d{1,2})(?P=sign)(?P<y3>\d{4})\b"
    rf"|(?P<m4>{MONTH})\b(?:\.?\s+(?:van\s+)?(?P<y4>\d{{4}})\b)?)"
)
TIME = re.compile(
    r"\b(?P<h1>[01]?\d|2[0-4])[.:](?P<n1>[0-5]\d)\s*(?:uur|u|h)\b|\b(?P<h2>[01]?\d|2[0-4]):(?P<n2>[0-5]\d)\b"
    r"|\b(?P<part>half|kwart voor|kwart over)\s+(?P<word>[a-z]+|\d{1,2})\b"
)
PARTS = {"half": (-1, 30), "kwart voor": (-1, 45), "kwart over": (0, 15)}
DIGITS = re.compile(
    r"(?<![\w.,])(?:\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?P<half>½)?"
    r"(?:(?:e|ste|de)\b)?(?![\w]|[.,]\d)"
)
CODE = re.compile(r"(?<![\w/])(?:\d+(?:\.\d+){2,}|(?=[\w/]*\d)(?=[\w/]*[a-z])\w[\w/]*\w)(?![\w])")
NO_CODE = re.compile(r"\d+(?:e|ste|de|km|m|ha|kg|x|euro|procent|uur)|m[23]|\d{1,3}(?:\.\d{3})+")
FRACTION = re.compile(
    r"\b(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)\s+op\s+de\s+(?:twee|drie|vier|vijf|tien)(?!\w)"
    r"|(?:twee|drie|vier|vijf|zes|zeven|acht|negen)\s+(?:derde|kwart|vierde|vijfde|zesde|achtste|tiende)"
    r"|(?:(?<=bijna )|(?<=ruim )|(?<=dan )|(?<=ongeveer )|(?<=circa ))een\s+"
    r"(?:derde|kwart|vierde|vijfde|tiende)"
    r"|een\s+(?:derde|kwart|vierde|vijfde|zesde|achtste|tiende)(?=\s+(?:van|deel)\b|\s*[,.;)]))(?!\w)"
)
OF = {
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "tien": 10,
    "derde": 3,
    "kwart": 4,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "achtste": 8,
    "tiende": 10,
}
FIRST_AS_WORD = re.compile(r"\s+(?:instantie|plaats|aanleg|keer|oogopslag)\b")
WORD = re.compile(r"[a-z]+")
YEARS = range(1500, 2100)
