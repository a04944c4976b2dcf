"""Every fixed Dutch line of the mails on the screen; what only a script says stands in that script."""

from assistant.mail.values import MailKind

NAME = "mail"
"""Of this part in the address."""
TITLE = "Mail"
INTRO = (
    "Plak hier een mail. U krijgt een concept voor het antwoord, met bij elke zin de bron. "
    "U leest het na, past aan wat u wilt en verstuurt het zelf."
)
STAYS = (
    "Deze pagina verstuurt geen mail. De mail en het concept worden nergens bewaard: "
    "ze verdwijnen als u deze pagina sluit of herlaadt."
)
START = "Nieuwe mail"
TEXT = "Plak hier de mail"
TEXT_WHY = "Liefst met de regels Van, Aan en Onderwerp erboven. Dan staat er meteen een adres in het concept."
OPEN = (
    "Of kies een bestand: .eml, .msg of .txt. U kunt het ook hierheen slepen. Bijlagen worden niet gelezen."
)
CHOOSE = "Kies een bestand"
MAKE = "Maak een concept"
BUSY = "De mail wordt gelezen en het concept wordt gemaakt. Dat kan even duren."
STOP = "Stop"

DRAFT = "Het concept"
UNDO = "Maak ongedaan"
TAKE = "Gebruik het concept"
COPY = "Kopieer de tekst"
SAVE = "Bewaar als concept (.eml)"
SAVE_WHAT = (
    "Het .eml-bestand opent u in uw mailprogramma. Daar leest u het na en verstuurt u het. "
    "De mail die u beantwoordt, staat eronder."
)
NEW = "Begin met een andere mail"
DISCARD = "Dit concept verdwijnt"
DISCARD_WHAT = "U kunt het daarna niet meer terughalen. Wilt u het houden? Bewaar het dan eerst."
SURE = "Ja, het mag weg"
LEAVE = "Laat staan"

KINDS = {
    MailKind.NO_QUESTION: (
        "In deze mail is geen vraag gevonden. Voeg zelf een vraag toe, of gebruik het korte antwoord."
    ),
    MailKind.THANKS: "Dit is een bedankje. Een antwoord hoeft niet; hieronder staat een kort antwoord.",
    MailKind.AUTOMATIC: "Deze mail komt van een machine. Daar past geen antwoord op.",
}
"""What is said above a mail of a kind of which the reply itself has no note."""

NOTHING_SENT = "Plak eerst een mail, of kies een bestand."
NO_REPLY = "Bij deze mail past geen antwoord. Er is dus niets om te bewaren."
DROP_SOURCE = "Of haal de bron weg uit dit antwoord, onderaan bij ‘Bronnen’."
