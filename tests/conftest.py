"""What all tests share: no network, no state of the user's, and `--accept` for the samples."""

import socket
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--accept`: write the samples' present outputs as the accepted ones."""
    parser.addoption("--accept", action="store_true", help="take the present outputs of samples/ as the accepted ones")


@pytest.fixture(autouse=True)
def _own_state(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep configuration and state of whoever runs the tests out of them."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    steps = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE")
    for name in ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", *steps):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if self.family != socket.AF_UNIX and host not in {"127.0.0.1", "::1", "localhost"}:
            pytest.fail(f"a test wanted to reach {host}")
        connect(self, address)  # type: ignore[arg-type]  # as the caller gave it

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def samples() -> Path:
    """Folder of the product's samples."""
    return Path(__file__).parent.parent / "samples"
