from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WIDGET = ROOT / "bot" / "web" / "widget"
DEMO = ROOT / "bot" / "web" / "demo"
LOOK = ROOT / "journey_tracker" / "web" / "static" / "look.css"
BEFORE_OPENING = (WIDGET / "launcher.js", WIDGET / "launcher.css", LOOK)
LANGUAGES = ("nl", "en")
SVG_NAMESPACE = "http://www.w3.org/2000/svg"


def compressed(*files: Path) -> int:
    """Bytes over the line, each file gzipped by itself."""
    return sum(len(gzip.compress(file.read_bytes(), compresslevel=9)) for file in files)


def sources() -> list[Path]:
    """Code and styles of the widget."""
    return sorted(file for file in WIDGET.iterdir() if file.suffix in (".js", ".css"))


def strings(folder: Path, language: str) -> dict[str, str]:
    """The texts of a folder in one language, by key; the launcher has its own few."""
    files = [folder / f"{name}.{language}.json" for name in ("launcher", "strings")]
    tables = [json.loads(file.read_text(encoding="utf-8")) for file in files if file.exists()]
    return {key: text for table in tables for key, text in table.items()}


class TestWeight:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_page_loads_at_most_6_kb_before_the_chat_is_opened(self, language: str) -> None:
        """The launcher with its styles and texts weighs at most 6 kB gzipped."""
        loaded = compressed(*BEFORE_OPENING, WIDGET / f"launcher.{language}.json")

        assert loaded <= 6 * 1024

    def test_the_whole_widget_is_at_most_35_kb(self) -> None:
        """All that a shopper can ever load of the widget, in both languages, is at most 35 kB gzipped."""
        assert compressed(LOOK, *WIDGET.iterdir()) <= 35 * 1024


class TestSafety:
    @pytest.mark.parametrize("file", sources(), ids=lambda file: file.name)
    def test_nothing_said_can_become_markup_or_code(self, file: Path) -> None:
        """No source parses markup, evaluates text or needs an inline style, so a strict CSP suffices."""
        forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|style="

        assert not re.search(forbidden, file.read_text(encoding="utf-8"))

    @pytest.mark.parametrize("file", sources(), ids=lambda file: file.name)
    def test_nothing_is_loaded_from_elsewhere(self, file: Path) -> None:
        """No source names an address outside the server it came from."""
        text = file.read_text(encoding="utf-8").replace(SVG_NAMESPACE, "")

        assert not re.search(r"https?://|wss?://|['\"(]//", text)


class TestStrings:
    @pytest.mark.parametrize("folder", [WIDGET, DEMO], ids=lambda folder: folder.name)
    def test_both_languages_say_the_same_things(self, folder: Path) -> None:
        """Dutch and English have the same keys, in the same order, with the same places to fill."""
        dutch, english = strings(folder, "nl"), strings(folder, "en")
        places = {key: [re.findall(r"\{\w+\}", table[key]) for table in (dutch, english)] for key in dutch}

        assert list(dutch) == list(english)
        assert all(in_dutch == in_english for in_dutch, in_english in places.values())

    def test_every_text_the_widget_asks_for_exists(self) -> None:
        """A key named in the code is in the strings files."""
        code = "".join(file.read_text(encoding="utf-8") for file in sources())
        asked = r'"data-(?:text|label|hint)": "(\w+)"|(?:say|complain)\("(\w+)"|(?:element|named)\("\w+", "(\w+)"'
        named = {key for keys in re.findall(asked, code) for key in keys if key}

        assert len(named) > 20
        assert named <= set(strings(WIDGET, "nl"))

    def test_every_error_code_of_the_protocol_has_a_text(self) -> None:
        """Each code in the table of docs/protocol.md has its sentence, and no sentence is left over."""
        table = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8").partition("## Error codes")[2]
        codes = re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)
        texts = [key.removeprefix("error_") for key in strings(WIDGET, "nl") if key.startswith("error_")]

        assert sorted(codes) == sorted(texts)

    def test_the_first_line_is_honest(self) -> None:
        """It says that it is a computer, that mood is estimated, and that a person can be reached."""
        dutch, english = strings(WIDGET, "nl")["intro"], strings(WIDGET, "en")["intro"]

        assert all(word in dutch for word in ("computer", "digitale assistent", "stemming", "mens"))
        assert all(word in english for word in ("computer", "digital assistant", "mood", "person"))
