"""Every fixed Dutch line of the publications on the screen."""

NAME = "publicaties"
"""Of this part in the address."""
TITLE = "Publicaties"
INTRO = (
    "Hier staat waar de antwoorden uit komen. Een bestand dat u toevoegt blijft op deze computer. "
    "Het doet mee in de antwoorden zodra de index is bijgewerkt; dat gaat vanzelf."
)
READ_ONLY = "Toevoegen en verwijderen doet hier de beheerder."

ADD = "Publicaties toevoegen"
DROP = "Sleep bestanden hierheen, of kies ze zelf."
CHOOSE = "Kies bestanden"
ALLOWED = "Kan: {suffixes}. Hoogstens {megabytes} MB per bestand."
UPLOADS = "Uw bestanden"

OWN = "Uw eigen publicaties"
NO_OWN = "U hebt nog geen eigen publicaties toegevoegd."
STARTCORPUS = "Meegeleverde teksten"
STARTCORPUS_WHAT = "Korte teksten over de Denktank die bij dit programma horen."
MISSING = "Nog niet in uw bibliotheek"
MISSING_WHAT = "Deze publicaties van en over de Denktank zijn bekend, maar u hebt ze nog niet toegevoegd."
NOTHING_MISSING = "Alle bekende publicaties van en over de Denktank staan in uw bibliotheek."
OPEN_SITE = "Haal op bij {host}"
NEW_TAB = "(opent in een nieuw tabblad)"
BRINGS = {
    "handreiking": "Dit voegt toe: de tien wegwijzers, en de routekaart in dit venster.",
    "rapport": "Dit voegt toe: de lessen, en de plekken waar de routekaart naar verwijst.",
}
"""What adding a publication of the catalogue gives, by its id."""

ADDED_ON = "toegevoegd op {date}"
UNREAD = "Zonder leesbare tekst: {pages}. Antwoorden gebruiken die bladzijden niet."
LOCKED_BEFORE = (
    "Gelezen door een eerdere versie van dit programma, en beveiligd met een wachtwoord. "
    "Voeg het opnieuw toe met: denktank corpus add --password"
)
REMOVE = "Verwijder"
REMOVE_LABEL = "Verwijder {title}"
REMOVE_QUESTION = "Deze publicatie verwijderen?"
REMOVE_WHAT = (
    "Het bestand gaat uit de bibliotheek van dit programma, en antwoorden gebruiken het dan niet meer. "
    "Uw eigen exemplaar blijft staan waar het staat."
)
KEEP = "Laat staan"
REMOVED = (
    "‘{title}’ is verwijderd. Wilt u het toch houden? Voeg het bestand dan opnieuw toe: {file}. "
    "Tot de index is bijgewerkt kan het nog in antwoorden staan."
)
GONE = "Deze publicatie staat niet meer in de bibliotheek. De lijst is bijgewerkt."
REMOVE_SAME = "Verwijder dan de oude in de lijst hieronder."

WAITING = "Wacht op zijn beurt"
READING = "Wordt gelezen"
READING_PAGES = "Wordt gelezen: bladzijde {done} van {total}"
INDEX_WAITING = "De index wordt zo bijgewerkt."
INDEX_BUILDING = "De index wordt bijgewerkt. U kunt intussen gewoon vragen stellen."
INDEX_BUSY = "{line} Daarna gaat het hier vanzelf verder."
INDEX_FAILED = "De index is niet bijgewerkt. {line} Tot dan gelden de antwoorden van daarvoor."
INDEX_DONE = "Klaar: de lijst en de antwoorden zijn weer gelijk."
INDEX_DONE_ONE = "Klaar: de nieuwe publicatie is te bevragen."
INDEX_DONE_MORE = "Klaar: de nieuwe publicaties zijn te bevragen."
INDEX_STALE = "De lijst is veranderd na het bijwerken van de index. Antwoorden weten daar nog niet van."
INDEX_NONE = "Er is nog geen index; zonder kan het programma geen antwoord geven."
BUILD = "Werk de index bij"

NO_NAME = "Dit bestand heeft geen naam. Geef het een naam en voeg het opnieuw toe."
TOO_MANY = "Er wachten al {count} bestanden. Wacht tot er een paar gelezen zijn en voeg dit bestand dan toe."
LOCKED = (
    "{name}: dit bestand is beveiligd met een wachtwoord. Bewaar het zonder wachtwoord en voeg dat toe, of "
    "gebruik: denktank corpus add --password"
)
REFUSED = "{name}: niet toegevoegd. {line}"
UNEXPECTED = "Er ging iets mis dat niet had mogen gebeuren. De details staan bij de beheerder in een bestand."
NO_LIST = "De lijst kan niet getoond worden."
