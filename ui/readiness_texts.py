"""Every fixed Dutch line about a chat that is not ready, or cannot become so."""

BUILDING_TITLE = "De bibliotheek wordt klaargemaakt"
READING = "Het programma leest de publicaties in. Dat gebeurt maar één keer."
ENCODING = "Het programma maakt de teksten doorzoekbaar. Dat gebeurt maar één keer."
FINISHING = "Alle teksten zijn gelezen; het programma rondt de index af."
COUNT = "{done} van {total} stukken tekst"
WAIT = "U hoeft niets te doen. Zodra het klaar is, kunt u hier uw vraag stellen."

LOADING_TITLE = "De assistent start op"
LOADING = "Het programma laadt wat het nodig heeft om te zoeken. Dat duurt meestal een paar tellen."

EMPTY_TITLE = "De bibliotheek is nog leeg"
EMPTY = "De assistent antwoordt alleen met wat in publicaties staat, en er is er nog geen."
EMPTY_REMEDY = (
    "Voeg een publicatie toe: typ in een opdrachtvenster «denktank corpus add bestand.pdf». Of zet het "
    "meegeleverde startcorpus aan: haal DENKTANK_STARTCORPUS=false weg en start het programma opnieuw."
)
ADD = "Voeg een publicatie toe"

NO_EMBEDDING_TITLE = "Het zoekmodel ontbreekt of is niet te gebruiken"
NO_EMBEDDING = "Zonder dit model kan de assistent niets opzoeken."
NO_EMBEDDING_REMEDY = (
    "Los dit op en start het programma opnieuw. Welk model er staat ingesteld, ziet u met «denktank status»; "
    "u stelt het in met DENKTANK_EMBEDDING_MODEL."
)

NO_CHAT_MODEL_TITLE = "Het taalmodel is niet te gebruiken"
NO_CHAT_MODEL = "De instellingen van het taalmodel kloppen niet, of er ontbreekt iets."
NO_CHAT_MODEL_REMEDY = (
    "Los dit op en start het programma opnieuw. U kunt ook zonder taalmodel werken: haal DENKTANK_CHAT_MODEL "
    "weg. De antwoorden zijn dan zinnen uit de bronnen zelf."
)
NOTHING_LEAVES = "Er wordt nu niets beantwoord; uw tekst blijft op deze computer."

WRONG_SETTING_TITLE = "Een instelling van de assistent klopt niet"
WRONG_SETTING = "De assistent kan daarom nog geen vragen beantwoorden."
WRONG_SETTING_REMEDY = "Los dit op en start het programma opnieuw."

FAILED_TITLE = "De bibliotheek kon niet worden klaargemaakt"
FAILED = "De assistent kan daarom nog geen vragen beantwoorden."
FAILED_REMEDY = (
    "Los dit op en start het programma opnieuw, of draai in een opdrachtvenster «denktank index build». "
    "Is dat gelukt, dan gaat deze pagina vanzelf verder."
)
UNEXPECTED = (
    "Er ging iets mis dat niet had mogen gebeuren. De details staan in het venster van het programma."
)

ASKED_TOO_EARLY = "Ik ben nog niet klaar: {title}. Wacht even en kies dan 'Stel deze vraag opnieuw'."
CANNOT_ANSWER = "Ik kan nog geen vragen beantwoorden. {title}: {detail}"

NOW_READY = "De assistent is klaar. U kunt uw vraag stellen."

LIBRARY = "In de bibliotheek: {parts}."
STARTCORPUS = "het startcorpus met {count} korte teksten"
OWN_ONE = "1 publicatie die is toegevoegd: {titles}"
OWN_MANY = "{count} publicaties die zijn toegevoegd: {titles}"
AND_MORE = "{titles} en nog {count}"

OPEN_ONLY = (
    "Het chatvenster is te openen op {url} (stoppen met Ctrl+C), maar de assistent kan nog niet antwoorden. "
    "{problem}"
)
OPEN = "Het chatvenster is te openen op {url} (stoppen met Ctrl+C). De assistent is nog niet klaar."
