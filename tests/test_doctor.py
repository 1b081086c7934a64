from __future__ import annotations

import resource
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from bot import doctor
from bot.doctor import Finding, Probes, Trouble
from bot.settings import Settings, read
from tests.servers import Server


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that need nothing of this machine: any port, a folder of the test."""
    return read({"KOOPWIJZER_DATA": str(tmp_path), "PUBLIC_PORT": "0", "STAFF_PORT": "0", "METRICS_PORT": "0"})


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    listener = socket.create_server(("127.0.0.1", 0))
    with listener:
        yield listener.getsockname()[1]


class TestExamine:
    def test_every_question_is_answered_whatever_goes_wrong(self, settings: Settings, tmp_path: Path) -> None:
        """In a folder without any file of the project nothing raises, and each failure has its remedy."""
        findings = list(doctor.examine(settings, probes=Probes(encode=lambda: 1 / 0), root=tmp_path))
        failed = [finding for finding in findings if not finding.ok]

        assert [f.name for f in failed] == ["uv.lock", "Packages", "Components", "Encoder"]
        assert all(f.detail and f.remedy for f in failed)

    def test_what_is_well_has_no_remedy(self, settings: Settings) -> None:
        """A good finding says what was found and asks nothing."""
        first = next(doctor.examine(settings))

        assert first == Finding("Python", ok=True, detail=doctor.python_version())

    def test_a_setting_to_change_is_named(self, tmp_path: Path, taken: int) -> None:
        """Who has a taken port learns which setting moves it."""
        settings = read({"KOOPWIJZER_DATA": str(tmp_path), "PUBLIC_PORT": str(taken), "STAFF_PORT": "0"})
        finding = next(f for f in doctor.examine(settings, root=tmp_path) if f.name == "Public port")

        assert not finding.ok
        assert str(taken) in finding.detail
        assert "PUBLIC_PORT" in finding.remedy


class TestPython:
    @pytest.mark.parametrize("version", [(3, 11), (3, 13)])
    def test_what_the_lock_was_made_for_is_well(self, version: tuple[int, int]) -> None:
        """The first and the last supported version pass."""
        assert doctor.python_version(version) == f"3.{version[1]}"

    @pytest.mark.parametrize("version", [(3, 10), (3, 14)])
    def test_another_is_trouble(self, version: tuple[int, int]) -> None:
        """The versions beside them do not."""
        with pytest.raises(Trouble, match=rf"3\.{version[1]}"):
            doctor.python_version(version)


class TestMachine:
    def test_a_folder_that_is_still_to_be_made_is_judged_by_its_parent(self, tmp_path: Path) -> None:
        """The doctor makes no folder; it looks where one would be made."""
        wanted = tmp_path / "shop" / "data"

        assert doctor.writable(wanted) == str(wanted)
        assert not wanted.exists()

    def test_few_open_files_are_trouble(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A hard limit below what a busy shop needs is told with both numbers."""
        monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 1024))

        with pytest.raises(Trouble, match=f"at most 1024.*{doctor.FILES_WANTED}"):
            doctor.open_files()

    def test_a_redis_that_does_not_answer_is_a_finding(self, tmp_path: Path) -> None:
        """A wrong REDIS_URL is told and named, and costs seconds at most."""
        settings = read({"KOOPWIJZER_DATA": str(tmp_path), "REDIS_URL": "redis://127.0.0.1:1"})
        finding = next(f for f in doctor.examine(settings, root=tmp_path) if f.name == "Log server")

        assert not finding.ok
        assert "REDIS_URL" in finding.remedy

    def test_without_a_redis_the_one_of_the_wheel_is_found(self) -> None:
        """There is a server to start on any machine that did the set-up."""
        assert Path(doctor.log_server("")).is_file()

    @pytest.mark.server
    def test_a_redis_that_may_forget_is_trouble(self, tmp_path: Path) -> None:
        """A server that answers before it wrote is refused by name; the embedded one writes first."""
        server = Server(tmp_path)
        server.start()
        try:
            assert "writes before" in doctor.log_server(server.url)
            with Redis.from_url(server.url) as client:
                client.config_set("appendfsync", "everysec")
            with pytest.raises(Trouble, match=r"everysec.*appendfsync always"):
                doctor.log_server(server.url)
        finally:
            server.stop()


class TestModel:
    def test_none_is_trouble(self, tmp_path: Path) -> None:
        """Before the first training there is no model."""
        with pytest.raises(Trouble, match="none in"):
            doctor.model(tmp_path / "models", lambda: True)

    @pytest.mark.parametrize("current", [True, False])
    def test_one_is_well_when_it_was_trained_on_the_data_of_now(self, tmp_path: Path, current: bool) -> None:
        """A model that is behind its data is trouble."""
        tmp_path.joinpath("koopwijzer.tar.gz").touch()

        if current:
            assert str(tmp_path) in doctor.model(tmp_path, lambda: True)
        else:
            with pytest.raises(Trouble, match="older"):
                doctor.model(tmp_path, lambda: False)
