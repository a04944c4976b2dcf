"""Shared by all tests: nothing may leave this machine, and the user's own folders stay untouched."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assemble import Workspace
from assistant.quiet import silence
from assistant.settings import load_settings

silence()


@pytest.fixture(autouse=True, scope="session")
def _no_outside_connections(socket_enabled_for_loopback: None) -> None:
    """See below; autouse so that no test can forget it."""


@pytest.fixture(scope="session")
def socket_enabled_for_loopback() -> Iterator[None]:
    """Connections to other machines fail in every test of this process."""
    from pytest_socket import enable_socket, socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings of whoever runs the tests have no influence; the home folder is a new one."""
    for name in list(os.environ):
        if name.startswith("DENKTANK_") and name not in ("DENKTANK_TESTDATA",):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DENKTANK_HOME", str(tmp_path / "denktank-home"))


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the embedded model is unpacked, once for the whole run."""
    return tmp_path_factory.mktemp("model-cache")


@pytest.fixture(scope="session")
def startcorpus_workspace(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Workspace:
    """A workspace with an index over the startcorpus, made by the real model; only read from."""
    home = tmp_path_factory.mktemp("startcorpus-home")
    workspace = Workspace(load_settings(home=home, cache_dir=model_cache))
    workspace.build_index()
    return workspace


@pytest.fixture(scope="session")
def testdata() -> Path:
    """Real documents to test on, where ``DENKTANK_TESTDATA`` names a folder with them."""
    folder = os.environ.get("DENKTANK_TESTDATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("DENKTANK_TESTDATA wijst geen map met proefdocumenten aan: niet gedraaid")
    return Path(folder)
