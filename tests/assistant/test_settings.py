"""Settings from the environment."""

import pytest

from assistant.settings import load_settings
from corpus.errors import DenktankError


def test_an_empty_variable_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENKTANK_HOME", "")
    monkeypatch.setenv("DENKTANK_PORT", "")
    settings = load_settings()
    assert settings.home.is_absolute()
    assert settings.port == 7860


def test_only_the_default_contact_has_a_year_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (load_settings().contact, load_settings().contact_year) == ("denktank@vng.nl", "2017")
    monkeypatch.setenv("DENKTANK_CONTACT", "griffie@gemeente.nl")
    assert load_settings().contact_year == ""
    monkeypatch.setenv("DENKTANK_CONTACT_DATE", "2026")
    assert load_settings().contact_year == "2026"


def test_an_impossible_value_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DENKTANK_MAX_SENTENCES", "nul")
    with pytest.raises(DenktankError, match="DENKTANK_MAX_SENTENCES"):
        load_settings()
