"""A keyword index of which the compounds are taken apart."""

from pathlib import Path

import pytest

from index.keywords import KeywordIndex

TEXTS = (
    "De ontwerpbegroting en de begroting van de gemeente. Het ontwerp van de raad.",
    "De milieustraat, het milieu en de straat. Het huisvuil, het huis en het vuil.",
)


@pytest.fixture(scope="session")
def keywords(tmp_path_factory: pytest.TempPathFactory) -> KeywordIndex:
    folder: Path = tmp_path_factory.mktemp("keywords")
    KeywordIndex.build(TEXTS, folder)
    return KeywordIndex.open(folder, len(TEXTS))
