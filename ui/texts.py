"""Every fixed Dutch line of the chat window, in one place."""

from assistant.answer import MAX_QUESTION_LENGTH
from corpus.kinds import Role

TITLE = "Denktank-assistent"
DESCRIPTION = "Stel vragen over de 4e VNG Denktank en zie bij elke zin de bron."

INTRO_TITLE = "Stel uw vraag over de 4e VNG Denktank"
INTRO = (
    "Dit is een computerprogramma: u praat met een machine, niet met een mens. "
    "Het antwoordt alleen met wat in zijn bronnen staat."
)
INTRO_AGE = (
    "De meegeleverde teksten gaan over 2017 en 2018; wat er daarna is gebeurd, staat er niet in. "
    "Namen, functies en adressen kunnen dus veranderd zijn."
)
INTRO_SOURCES = "Klik op een nummer als [1] om de zin in de bron zelf te lezen."
INTRO_MARK = "Staat er AI achter een zin, dan schreef een taalmodel hem en is hij met die bron gecontroleerd."
EXAMPLES_TITLE = "Kies een vraag, of typ hieronder uw eigen vraag"
EXAMPLES = (
    (Role.COUNCILLOR, "Hoe betrek ik de raad bij regionale samenwerking?"),
    (Role.ALDERMAN, "Wat moet er over de regio in het coalitieakkoord?"),
    (Role.ALDERMAN, "Hoe maak je samen een regionale agenda?"),
    (Role.MAYOR, "Wie nodig je uit aan de regionale tafel?"),
    (Role.OFFICIAL, "Hoe betrek je ondernemers en onderwijs?"),
    (Role.OFFICIAL, "Wat is het verschil tussen rapport en handreiking?"),
)
"""For whom an example is, and the question; who chooses one also chooses that role."""

INPUT_LABEL = "Uw vraag"
INPUT_PLACEHOLDER = "Typ hier uw vraag"
SEND = "Verstuur"
STOP = "Stop"
NEW_CONVERSATION = "Nieuw gesprek"
COPY = "Kopieer antwoord"
RETRY = "Stel deze vraag opnieuw"
EDIT = "Pas de vraag aan"
MEMO = "Maak hier een memo van"

CHOICES = "Hoe u het antwoord wilt"
ROLE = "Rol"
NO_ROLE = "geen"
LENGTH = "Lengte"
PLAIN = "Eenvoudige taal"

YOUR_QUESTION = "Uw vraag: "
SEARCHING = "Ik zoek in de bronnen…"
CONTINUING = "Ik ben nog bezig…"
STOPPED = "U hebt dit antwoord gestopt."
DONE = "Het antwoord is klaar."
SOURCES = "Bronnen"
PARTIAL = "Gedeeltelijk antwoord"
NEXT_QUESTIONS = "U kunt verder vragen"
EMPTY_ANSWER = "Hier heb ik geen antwoord op. Stel uw vraag eens met andere woorden."

INTERRUPTED = "Dit antwoord is onderbroken voordat het klaar was."
UNREADABLE_TURNS = (
    "{count} van de vragen in dit gesprek kan ik niet meer lezen. Die staan er daarom niet bij."
)
UNREADABLE = "Dit gesprek kan ik niet meer lezen. Stel uw vraag gerust opnieuw."
RESTORED = "Uw gesprek staat er weer."
RESTORED_ASK_AGAIN = (
    "Het programma kende dit gesprek niet meer. Het staat er weer; verstuur uw vraag nog een keer."
)

CONVERSATIONS = "Gesprekken"
CONVERSATIONS_KEPT = (
    "Uw gesprekken staan alleen in deze browser, op deze computer. Wie deze browser gebruikt, kan ze lezen."
)
SEARCH_CONVERSATIONS = "Zoek in titels en tekst"
DELETE_ALL = "Verwijder alle gesprekken"
CLOSE = "Sluit"

OPINION = "Wat vindt u van dit antwoord?"
GOOD = "Goed"
BAD = "Niet goed"
REASON = "Waarom? (hoeft niet)"
KEEP_REASON = "Bewaar"
OPINION_KEPT = "Bedankt. Uw mening staat in een bestand op deze computer."
REASON_KEPT = "Bedankt. Uw uitleg staat erbij."

UNEXPECTED = "Er ging iets mis bij het beantwoorden. Dat ligt niet aan uw vraag."
UNEXPECTED_SOURCE = "Er ging iets mis bij het openen van deze bron. Sluit hem en probeer het opnieuw."
UNKNOWN_TURN = "Die vraag ken ik niet meer. Typ hem opnieuw."
TOO_LONG = (
    f"Uw vraag is langer dan {MAX_QUESTION_LENGTH:,} tekens. Maak hem korter; uw tekst staat er nog.".replace(
        ",", "."
    )
)
STILL_BUSY = "Ik ben nog bezig met uw vorige vraag. Wacht even, of kies Stop."

CHAT_VIEW = "Gesprek"
VIEWS = "Onderdelen"
SKIP = "Naar de inhoud"
THEME = "Licht of donker"
THEME_OF_SYSTEM = "automatisch"
THEME_LIGHT = "licht"
THEME_DARK = "donker"

NO_SUCH_SOURCE = "Dit adres wijst geen bron aan. Open de bron vanuit een antwoord."
SOURCE_REGION = "Bron"
BACK = "Terug"
ONLINE = "Op internet"

NO_SCRIPT = "Zet JavaScript aan in uw browser om deze pagina te gebruiken."

NOT_HERE = "Deze pagina bestaat niet."
WRONG_HOST = "Dit programma antwoordt alleen op het adres van deze computer zelf, zoals http://127.0.0.1."
WRONG_ORIGIN = "Dit verzoek komt van een andere website en wordt daarom niet uitgevoerd."
TOO_LARGE = "Dit verzoek is te groot."

READY = "De chatassistent staat klaar op {url} (stoppen met Ctrl+C)"
NOT_LOOPBACK = (
    "Het adres {host} kan niet: dan kan iedereen op het netwerk erbij. Er is nog geen toegangscontrole, "
    "dus alleen 127.0.0.1, ::1 of localhost mag. Laat --host weg."
)
PORT_TAKEN = "Poort {port} is al in gebruik. Sluit het andere programma, of kies een andere poort met --port."
CANNOT_LISTEN = (
    "Poort {port} op {host} kan niet worden gebruikt. Kies met --port een getal van 1024 tot 65535."
)
