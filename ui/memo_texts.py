"""Every fixed Dutch line of the memos on the screen; what only a script says stands in that script."""

from corpus.kinds import Role

NAME = "memo"
"""Of this part in the address."""
TITLE = "Memo"
INTRO = (
    "Hier maakt u een memo met bij elke zin de bron. U kunt alles nog aanpassen voordat u het ophaalt. "
    "Uw memo staat alleen in deze browser, op deze computer."
)
START = "Nieuw memo"
ABOUT = "Waar gaat het memo over?"
FROM_TOPIC = "Over een onderwerp"
FROM_ANSWERS = "Uit een gesprek"
ANSWERS = "Kies de antwoorden"
NO_ANSWERS = "Er zijn nog geen antwoorden. Stel eerst een vraag in het gesprek."
SUBJECT = "Onderwerp"
SUBJECT_WHY = "Verplicht, bijvoorbeeld: de raad betrekken bij de regio."
ROLE = "Rol"
NO_ROLE = "geen"
TO = "Aan"
SENDER = "Van"
DATE = "Datum"
MAKE = "Maak het memo"
STOP = "Stop"
BUSY = "Het memo wordt gemaakt. Dat kan even duren."

OPEN = "Verder met een bewaard memo"
OPEN_WHAT = "Sleep het bestand hierheen, of kies het zelf. Het eindigt op .json."
CHOOSE = "Kies een bestand"

NEW = "Begin een nieuw memo"
UNDO = "Maak ongedaan"
DOWNLOAD = "Haal het memo op"
FORMATS = (
    ("docx", "Word (.docx)"),
    ("odt", "LibreOffice (.odt)"),
    ("md", "Markdown (.md)"),
    ("html", "Webpagina (.html)"),
)
"""The suffix of each format, and its button."""
QUOTES = "Zet het citaat in de noot"
KEEP = "Bewaar als bestand om later verder te gaan"

DISCARD = "Uw memo verdwijnt"
DISCARD_WHAT = (
    "Deze browser bewaart één memo. Het memo dat er nu is, kunt u daarna niet meer terughalen. "
    "Wilt u het houden? Bewaar het dan eerst als bestand."
)
SURE = "Ja, het mag weg"
LEAVE = "Laat staan"
KEEP_FIRST = "Bewaar als bestand"

ROLES = {
    Role.MAYOR: "Voor de burgemeester",
    Role.ALDERMAN: "Voor de wethouder",
    Role.COUNCILLOR: "Voor raadsleden",
    Role.OFFICIAL: "Voor ambtenaren",
}
"""The heading above advice for each."""

NO_SUBJECT = "Vul een onderwerp in. Zonder onderwerp kan er geen memo komen."
TOO_LONG = "{label}: dit is te lang. Hoogstens {most} tekens."
NOTHING_CHOSEN = "Kies minstens één antwoord voor het memo."
ANSWER_UNREADABLE = (
    "Een gekozen antwoord kan niet meer gelezen worden. Stel die vraag opnieuw, of kies het antwoord niet."
)
NOT_ANSWERED = "De vraag ‘{question}’ is niet beantwoord en kan dus niet in een memo. Kies die vraag niet."
DROP_SOURCE = "Of haal de bron weg uit dit memo, onderaan bij ‘Bronnen’."
NO_FORMAT = "Deze soort bestand kan niet. Kies Word, LibreOffice, Markdown of een webpagina."
