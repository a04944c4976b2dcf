"""Where the mailbox is, from the settings; the password never shows."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.mail.place import mailbox_place
from assistant.settings import load_settings
from corpus.errors import DenktankError

PASSWORD = "heel geheim wachtwoord"


def test_the_settings_say_where(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"HOST": "imap.oosterwal.example", "USER": "denktank", "PASSWORD": PASSWORD, "PORT": "1993"}
    for name, value in (values | {"FOLDER": "Vragen", "DRAFTS": "Concepten"}).items():
        monkeypatch.setenv(f"DENKTANK_MAIL_{name}", value)
    place = mailbox_place(load_settings())
    assert (place.host, place.port, place.user) == ("imap.oosterwal.example", 1993, "denktank")
    assert (place.folder, place.drafts) == ("Vragen", "Concepten")
    assert place.password.get_secret_value() == PASSWORD
    assert PASSWORD not in repr(place)


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "wachtwoord"
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    place = mailbox_place(load_settings(mail_host="h", mail_user="u", mail_password_file=file))
    assert place.password.get_secret_value() == PASSWORD


@pytest.mark.parametrize(
    ("missing", "named"),
    [("mail_host", "HOST"), ("mail_user", "USER"), ("mail_password", "PASSWORD")],
)
def test_what_is_missing_is_named(missing: str, named: str) -> None:
    given = {"mail_host": "h", "mail_user": "u", "mail_password": SecretStr(PASSWORD)}
    del given[missing]
    with pytest.raises(DenktankError, match=f"DENKTANK_MAIL_{named}"):
        mailbox_place(load_settings(**given))


@pytest.mark.parametrize("content", [b"", b"een\ntwee", b"\xff\xfe", b"x" * 20_000])
def test_a_file_without_a_password_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "wachtwoord"
    file.write_bytes(content)
    with pytest.raises(DenktankError, match="wachtwoord"):
        mailbox_place(load_settings(mail_host="h", mail_user="u", mail_password_file=file))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DenktankError, match="DENKTANK_MAIL_PASSWORD_FILE"):
        mailbox_place(load_settings(mail_host="h", mail_user="u", mail_password_file=tmp_path / "weg"))
