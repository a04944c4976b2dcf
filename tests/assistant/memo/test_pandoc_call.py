"""Running pandoc: what is said when it is missing or refuses, and that nothing stays behind."""

import tempfile
from pathlib import Path

import pypandoc
import pytest

from assistant.memo.files import MemoFormat, memo_file
from assistant.memo.pandoc_call import convert
from corpus.errors import DenktankError
from tests.assistant.memo.made_memos import full_memo


def test_without_pandoc_one_line_tells_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise OSError("No pandoc was found")

    monkeypatch.setattr(pypandoc, "get_pandoc_version", missing)
    with pytest.raises(DenktankError, match=r"is er niet\. Installeer het met: pip install pypandoc_binary"):
        memo_file(full_memo(), MemoFormat.MARKDOWN)


def test_a_pandoc_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pypandoc, "get_pandoc_version", lambda: "2.19.2")
    with pytest.raises(DenktankError, match=r"is te oud: 2\.19\.2"):
        memo_file(full_memo(), MemoFormat.MARKDOWN)


def test_what_pandoc_refuses_is_one_line() -> None:
    with pytest.raises(DenktankError) as error:
        convert({"meta": {}, "blocks": "geen lijst"}, "html5")
    assert "\n" not in str(error.value)


def test_nothing_stays_behind_and_the_users_own_templates_have_no_influence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "pandoc" / "templates"
    templates.mkdir(parents=True)
    (templates / "default.html5").write_text("van de gebruiker", encoding="utf-8")
    (templates / "default.commonmark").write_text("van de gebruiker", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for form in MemoFormat:
        assert b"van de gebruiker" not in memo_file(full_memo(), form)
    assert not list(folder.iterdir())
