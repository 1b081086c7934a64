from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import cli
from bench.bench import Bench, Options
from bench.cli import BENCHES, main
from bench.ports import NotAnswered
from bench.progress import Bar
from bench.result import Figure, Measured

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "benches.md").read_text(encoding="utf-8")


async def measuring(options: Options, bar: Bar) -> Measured:
    """A bench that is done at once."""
    return Measured({"p95_ms_1": Figure(20, "ms", "lower")}, [f"workers {options.workers}"])


async def failing(options: Options, bar: Bar) -> Measured:
    """A bench whose subject does not answer."""
    raise NotAnswered("Koopwijzer", "hoi", "the socket was closed with 1011")


@pytest.fixture(autouse=True)
def benches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two benches of the test's own, beside the real ones."""
    more = {"done": Bench("Done.", measuring), "failed": Bench("Failed.", failing)}
    monkeypatch.setattr(cli, "BENCHES", {**BENCHES, **more})


class TestMain:
    def test_without_a_name_it_lists_the_benches(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Nobody has to guess."""
        assert main([]) == 0
        said = capsys.readouterr().out
        assert all(f"  {name} " in said for name in (*BENCHES, "peers"))

    def test_an_unknown_bench_is_refused_with_those_there_are(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What was given, and what is allowed."""
        assert main(["replay"]) == 2
        assert capsys.readouterr().err.startswith(
            "Unknown bench 'replay'. There are: heads, reply, selection, start, touchpoints, train, views, "
        )

    def test_json_is_one_object(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing else is on stdout."""
        assert main(["done", "--json", "--workers", "3"]) == 0
        printed = json.loads(capsys.readouterr().out)
        assert list(printed) == ["bench", "commit", "date", "machine", "figures", "notes"]
        assert printed["figures"] == {"p95_ms_1": {"value": 20, "unit": "ms", "better": "lower", "peer": None}}
        assert printed["notes"] == ["workers 3"]

    def test_without_json_people_can_read_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The figures, the machine and the notes."""
        assert main(["done"]) == 0
        said = capsys.readouterr().out
        assert "p95_ms_1" in said
        assert "cores" in said
        assert "· workers None" in said

    def test_a_bench_that_fails_says_why_in_a_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        """No traceback for what can happen."""
        assert main(["failed"]) == 1
        assert capsys.readouterr().err == (
            "bench failed: Koopwijzer did not answer 'hoi': the socket was closed with 1011\n"
        )


class TestDocumentation:
    @pytest.mark.parametrize("name", sorted(BENCHES))
    def test_every_bench_is_explained(self, name: str) -> None:
        """docs/benches.md has a heading for each."""
        assert f"\n## `{name}`\n" in DOCUMENTED
