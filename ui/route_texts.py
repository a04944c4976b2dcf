"""Every fixed Dutch line of the routekaart, in one place."""

TITLE = "Routekaart"
LOADING = "De routekaart wordt gelezen…"

FROM = "Uit:"
INTRO = "Kies een wegwijzer om te lezen wat de bron erover zegt."
STOPS = "De wegwijzers in volgorde"
AS_LIST = "Toon als lijst"
AS_MAP = "Toon als kaart"
GUIDE = "Handreiking"
REPORT = "Met “het rapport” bedoelt de handreiking"
NO_REPORT = "niet gekozen"
USED_MARK = "in het laatste antwoord gebruikt"
REMARKS = "Wat opvalt in de bron"
NOT_INDEXED = (
    "Deze handreiking zit nog niet in de index, of is daarna veranderd. De assistent kan er nog niet uit "
    "antwoorden en de links naar de bron kunnen weigeren. Maak de index bij met: denktank index build"
)

STOP = "Wegwijzer"
NO_TITLE = "zonder titel"
POSITION = "{position} van {total} op de route"
ABOUT = "Wat de wegwijzer zegt"
STORY = "Verhaal uit de praktijk"
DILEMMAS = "Dilemma"
ADVICE = "Advies voor {roles}"
ADVICE_YOURS = "Advies voor u als {role}"
ADVICE_TO_ALL = "Advies aan iedereen"
NO_ADVICE = "Voor u als {role} is bij deze wegwijzer geen apart advies gevonden."
UNDERLYING = "Waar de wegwijzer naar verwijst"
NOTHING = "Onder deze kop is in de bron geen tekst gevonden."
PAGE = "blz. {page}"
READ_ON = "lees verder op blz. {page}"
READ_ON_ELSEWHERE = "lees verder in de bron"
IN_SOURCE = "in de bron"
MORE = "Nog {count} stukken tekst."
MORE_ONE = "Nog één stuk tekst."
MORE_TARGETS = "En nog {count} plaatsen."

ASK = "Vraag hierover"
ASK_INTRO = "Kies een vraag; de assistent antwoordt in het gesprek."
NO_QUESTIONS = "Over deze wegwijzer staat geen vraag klaar. Typ uw eigen vraag in het gesprek."
OTHERS = "Andere wegwijzers"
PREVIOUS = "Vorige"
NEXT = "Volgende"
TO_MAP = "Terug naar de kaart"

NO_GUIDE = "De handreiking met de wegwijzers staat nog niet in de bibliotheek"
NO_GUIDE_INTRO = (
    "De wegwijzers staan in de handreiking zelf. Zonder die tekst laten wij geen wegwijzers zien: "
    "wij verzinnen ze niet."
)
KNOWN = "Wat wel bekend is"
KNOWN_FROM = "Uit de meegeleverde teksten, die over 2017 en 2018 gaan."
HOW_TO_ADD = "Zo voegt u de handreiking toe"
FIND = "Zoek de handreiking:"
ADD_HERE = "Voeg het bestand toe bij Publicaties"
ADD_THERE = "Of op de opdrachtregel:"
ADD_COMMANDS = ("denktank corpus add handreiking.pdf", "denktank index build")
THEN = "Daarna staat hier de kaart met alle wegwijzers uit uw bestand."

NO_SUCH_STOP = "Deze wegwijzer staat niet op de routekaart. Kies er een op de kaart."
UNEXPECTED = (
    "Er ging iets mis bij het lezen van de routekaart. Laad de pagina opnieuw en probeer het nog eens."
)
