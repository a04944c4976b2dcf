"""The fixed Dutch lines about statements and their sources, in memos and in mails."""

from assistant.memo.values import Standing

STANDINGS = {
    Standing.QUOTED: "Citaat",
    Standing.CONFIRMED: "Bevestigd door de bron",
    Standing.UNCONFIRMED: "Niet bevestigd door de bron: {why}",
    Standing.OWN: "Eigen tekst, zonder bron",
    Standing.NOTICE: "Mededeling van het programma",
}
"""What the mark of a statement says."""
SILENT = " · bron {n} zegt dit niet zelf"

NOT_READ = "Dit verzoek kan niet gelezen worden. Herlaad de pagina en probeer het opnieuw."
NO_WORDS = "Typ eerst een of meer woorden om op te zoeken."
UNEXPECTED = "Er ging iets mis dat niet had mogen gebeuren. De details staan bij de beheerder in een bestand."
