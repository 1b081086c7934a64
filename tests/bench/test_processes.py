from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from bench.processes import PROC, Failed, cpu_seconds, environment, family, finished, rss_mb, running

SLEEPER = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
COMPUTER = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass\n"

on_linux = pytest.mark.skipif(
    not PROC.exists(), reason="CPU time and memory of processes are read from /proc: Linux only"
)


def python(code: str) -> list[str]:
    """A command that runs `code`."""
    return [sys.executable, "-c", code]


def wait_for(count: int, pid: int) -> list[int]:
    """The family of `pid` once it has so many members."""
    deadline = time.monotonic() + 20
    while len(found := family([pid])) < count and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def gone(pids: list[int]) -> bool:
    """Whether all of them end within seconds; what was killed may be there for a moment."""
    deadline = time.monotonic() + 20
    while any(runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(runs(pid) for pid in pids)


def runs(pid: int) -> bool:
    """Whether a process is there and does not only wait to be forgotten."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@on_linux
class TestRunning:
    def test_children_belong_to_it_and_end_with_it(self, tmp_path: Path) -> None:
        """Nothing of a measurement is left behind."""
        with running(python(SLEEPER), folder=tmp_path, env=environment(), log=tmp_path / "log") as process:
            members = wait_for(2, process.pid)

        assert len(members) == 2
        assert gone(members)

    def test_memory_of_children_counts(self, tmp_path: Path) -> None:
        """Two Pythons take more than one."""
        with running(python(SLEEPER), folder=tmp_path, env=environment(), log=tmp_path / "log") as process:
            members = wait_for(2, process.pid)

            assert rss_mb([process.pid]) > rss_mb(members[1:]) > 3

    def test_cpu_time_is_told_while_it_runs(self, tmp_path: Path) -> None:
        """What was computed so far."""
        code = COMPUTER + "time.sleep(60)"
        with running(python(code), folder=tmp_path, env=environment(), log=tmp_path / "log") as process:
            deadline = time.monotonic() + 20
            while cpu_seconds([process.pid]) < 0.25 and time.monotonic() < deadline:
                time.sleep(0.05)

            assert 0.25 <= cpu_seconds([process.pid]) < 5


class TestFinished:
    def test_it_tells_what_was_used(self, tmp_path: Path) -> None:
        """CPU time with that of its children, and peak memory."""
        code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {COMPUTER!r}])"
        used = finished(python(code), folder=tmp_path, env=environment(), log=tmp_path / "log")

        assert 0.3 <= used.cpu_seconds < 10
        assert used.peak_mb > 1

    def test_a_failure_is_raised(self, tmp_path: Path) -> None:
        """No figure is made of a training that failed."""
        with pytest.raises(Failed, match=r"ended with 1\. It said:\nno such line"):
            finished(
                python("raise SystemExit('no such line')"), folder=tmp_path, env=environment(), log=tmp_path / "log"
            )


class TestEnvironment:
    def test_what_is_named_is_left_out_and_the_rest_is_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A peer does not get what is meant for us."""
        monkeypatch.setenv("OURS", "1")
        monkeypatch.setenv("KEPT", "2")
        given = environment(without=["OURS"], MORE="3")

        assert "OURS" not in given
        assert (given["KEPT"], given["MORE"]) == ("2", "3")
