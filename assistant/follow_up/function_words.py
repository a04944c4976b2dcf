"""The closed word classes of Dutch that the rules for follow-ups go by, all folded."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEADS = _words("en maar of dus oke ok ja nee nou hm hmm ah oh goed prima top mooi helder duidelijk jammer")
"""What a follow-up begins with and what says nothing by itself."""

FILLERS = _words(
    "dan nu nou eigenlijk precies ook eens even nog wel toch maar al dus weer trouwens allemaal zelf echt "
    "juist vooral misschien verder hier daar er zo steeds ooit soms alsjeblieft alstublieft aub svp graag "
    "hoor he ongeveer meestal altijd nooit niet ineens opeens zoal overigens"
)
"""Adverbs and words of politeness, which can stand anywhere and carry no subject."""

DETERMINERS = _words(
    "de het een die dat deze dit mijn jouw uw ons onze hun haar elk elke ieder iedere alle geen veel meer "
    "sommige enkele welk welke beide zulke zo'n"
)
PREPOSITIONS = _words(
    "aan achter bij binnen boven buiten dankzij door gedurende in langs met na naar naast namens om onder "
    "ondanks op over per rond rondom sinds tegen tegenover tijdens tot tussen uit van vanaf vanuit "
    "vanwege via volgens voor wegens zonder als"
)
"""``als`` is among them: a role (als bewoner) stands like a prepositional phrase."""

PLACES = _words("in op bij binnen te")
"""Prepositions of place, of which one may take the place of another (op het werk, in het onderwijs)."""

PARTICLES = _words("aan af bij door in mee na om op over samen terug toe uit vast voor weg")
"""What a separable verb leaves at the end of a main clause."""

SUBJECTS = _words("ik je jij u we wij jullie men er zich me mij")
"""Pronouns that point at who is talking, or at nobody."""

QUESTION_NOUNS = _words("welk welke hoeveel")
QUESTION_WORDS = QUESTION_NOUNS | _words(
    "hoe waarom hoezo wanneer waar wie wat wiens waarmee waarvoor waarover waarin waarop waaraan waarbij "
    "waardoor waarvan waaruit waartoe waarheen"
)
ADVERBIAL_QUESTIONS = _words(
    "hoe waarom hoezo wanneer waar waarmee waarvoor waarin waarop waarbij waardoor waartoe"
)
"""Question words of which one may take the place of another."""

DEGREES = _words("vroeg lang vaak laat groot ver snel goed hoog oud duur zwaar breed diep erg sterk ernstig")
"""What ``hoe`` can be put before: hoe vroeg moet de raad …"""

AUXILIARIES = _words(
    "is zijn was waren ben bent wordt word worden werd werden heeft heb hebt hebben had hadden kan kun "
    "kunt kunnen kon konden moet moeten moest moesten mag mogen mocht mochten wil wilt willen wilde "
    "wilden zal zult zullen zou zouden hoef hoeft hoeven lijkt blijft blijven gaat ga gaan"
)
COPULAS = _words("is zijn was waren ben bent wordt word worden werd werden lijkt blijft blijven heet heten")
PREDICATING = COPULAS | _words("moet moeten mag mogen kan kunnen zou zouden hoeft")
"""Verbs after which ``dat`` and one word more say that something is so: is dat verplicht?"""

CONJUNCTIONS = _words(
    "en maar want dus als omdat terwijl dat of zodat zodra hoewel indien toen doordat om voordat nadat "
    "totdat tenzij mits"
)
"""Words at which another clause can begin."""

LIGHT_VERBS = _words(
    "doen doe doet gebeuren gebeurt weten weet zeggen zegt werken werkt gaan gaat komen komt"
)
"""Verbs that only say something together with what they are about."""

RELATIONAL = _words(
    "kosten kostprijs prijs opbrengst opbrengsten voordeel voordelen nadeel nadelen risico risico's "
    "gevolg gevolgen voorwaarde voorwaarden doel doelen bedoeling kans kansen valkuil valkuilen "
    "uitzondering uitzonderingen eis eisen reden redenen oorzaak oorzaken effect effecten resultaat "
    "resultaten planning looptijd betekenis nut alternatief alternatieven kenmerken herkomst duur"
)
"""Nouns that are always of something: who asks for the costs means those of what was spoken of."""
