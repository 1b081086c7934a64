from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "bot" / "web" / "demo"
TEMPLATES = sorted(DEMO.glob("*.html"))
CODE = sorted((DEMO.parents[1] / "demo").glob("*.py"))


def strings() -> dict[str, str]:
    """The Dutch texts by key; the English ones have the same keys (tests/web/test_widget_budget.py)."""
    loaded: dict[str, str] = json.loads((DEMO / "strings.nl.json").read_text(encoding="utf-8"))
    return loaded


class TestTemplates:
    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
    def test_nothing_is_inline(self, template: Path) -> None:
        """No style, no handler and no script but the tags of widget and journey: the CSP is strict."""
        text = template.read_text(encoding="utf-8")

        assert not re.search(r"style=|<style|\son\w+=|javascript:", text)
        assert len(re.findall(r"<script(?! src=)", text)) == 0
        assert text.count("<script") == (3 if template.name == "base.html" else 0)

    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
    def test_nothing_of_a_feed_becomes_markup(self, template: Path) -> None:
        """Nothing is marked as safe."""
        assert "| safe" not in template.read_text(encoding="utf-8")
        assert "autoescape false" not in template.read_text(encoding="utf-8")

    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
    def test_says_nothing_itself(self, template: Path) -> None:
        """What is read on a page stands in the strings files."""
        bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", template.read_text(encoding="utf-8"), flags=re.S)
        text = re.sub(r"<[^>]*>|[\w-]+=\"\"", "", bare)

        assert not re.search(r"[A-Za-z]{2,}", text)


class TestStrings:
    def test_every_text_that_is_asked_for_exists_and_no_other(self) -> None:
        """A key named in a template or in the code is in the files, and none is left over."""
        templates = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES)
        code = "".join(file.read_text(encoding="utf-8") for file in CODE)
        named = set(re.findall(r"strings\.(\w+)", templates)) | set(re.findall(r'strings\["(\w+)"\]', code))
        made = re.compile(r"(sort|filter|bound|notice)_\w+|problem_\d+(_help)?")

        assert named <= set(strings())
        assert {key for key in set(strings()) - named if not made.fullmatch(key)} == set()

    def test_no_key_is_a_method_of_a_table(self) -> None:
        """`strings.clear` would be the method, not the text."""
        assert not set(strings()) & set(dir(dict))
