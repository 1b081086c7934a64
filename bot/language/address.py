"""A Dutch text that says "je" said with "u": pronouns and their verbs by rules, words in `lexicon/address.yml`.

The grammar is that of the Algemene Nederlandse Spraakkunst: "u" takes the verb of the third person, also behind it
("zoek je" is "zoekt u"), and what belongs to the one addressed is "uw".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.conjugation import is_finite, is_form, pasts, stems, with_u
from bot.language.lexicon import read, word_set

FORMS = ("je", "u")
"""How a shopper may be addressed."""
_QUOTED = r"“[^”]*”"
_FIELD = r"\{\w*\}"
_WORD = rf"{_QUOTED}|{_FIELD}|[’']s\b|[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+"
_KNOWN = frozenset({"je", "jij", "jou", "jouw", "jouwe", "jezelf"})
_PLAIN = {"jij": "u", "jou": "u", "jouw": "uw", "jouwe": "uwe", "jezelf": "uzelf"}
_PARTS = re.compile(r"[.!?;:,()\n]")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'")


def all_addressed(texts: Mapping[str, str], form: str) -> Mapping[str, str]:
    """Dutch texts by name, each in `form`."""
    return {name: addressed(text, form) for name, text in texts.items()}


def speaks_to_shopper(text: str) -> bool:
    """Whether a text has a word that "u" changes: only then need a name be kept from it."""
    return any(word in _KNOWN for word in re.findall(r"\w+", text.lower()))


def addressed(text: str, form: str, kept: Sequence[str] = ()) -> str:
    """A Dutch text in `form`, `je` (as it is written) or `u`; what is quoted (“so”) or in `kept` stays as it is."""
    return formal(text, tuple(kept)) if form == "u" else text


def formal(text: str, kept: tuple[str, ...] = ()) -> str:
    """The text with "u"."""
    said = _phrases(kept).sub(_phrase, text)
    words = [_Word(m.start(), m.end(), m.group()) for m in re.finditer(_pattern(kept), said)]
    changes: dict[int, str] = {}
    for at, word in enumerate(words):
        if word.low in _KNOWN and word.text not in (word.text.upper(), *kept) and not _in_address(said, word):
            changes |= _Place(said, words, at).changes()
    pieces, end = [], 0
    for at, new in sorted(changes.items()):
        pieces += [said[end : words[at].start], _as_begun(words[at].text, new)]
        end = words[at].end
    return "".join((*pieces, said[end:]))


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that addresses the shopper, among the other words of the text."""

    text: str
    words: Sequence[_Word]
    at: int

    def changes(self) -> dict[int, str]:
        """New words by their place."""
        low = self.words[self.at].low
        if low in ("jou", "jouw", "jouwe", "jezelf"):
            return {self.at: _PLAIN[low]}
        if low == "je" and self._is_owner():
            return {self.at: "uw"}
        if low == "je" and self._beside(-1) in ("je", "jij"):
            return {self.at: "zich"}
        return {self.at: "u", **self._verb()}

    def _is_owner(self) -> bool:
        """Whether "je" tells whose the next word is."""
        following, before = self._beside(1), self._beside(-1)
        if not re.match(r"[^\W\d_]|\{", following) or following in word_set("address", "function") | _KNOWN:
            return False
        if before in word_set("address", "subject") and not self._says_ik():
            return False
        if following not in word_set("address", "nouns") and self._is_verb(following):
            return False
        return not self._is_bare(before, following)

    def _is_verb(self, following: str) -> bool:
        if following in pasts():
            behind = self._beside(2)
            return not behind or behind in word_set("address", "function") or is_form(behind)
        return is_form(following)

    def _is_bare(self, before: str, following: str) -> bool:
        """Whether the next word is what the shopper has to do with: "drink je koffie?", "als je haast hebt"."""
        if before in word_set("address", "links"):
            return following in word_set("address", "bare") and self._ends_in_verb()
        if before not in stems() or self._says_ik() or self._is_thing(-1):
            return False
        rest = self.text[self.words[self.at].end :]
        asked = re.match(r"[^.!\n]*\?", rest) is not None
        bare = following in word_set("address", "bare")
        condition = asked or (self._opens(-1) and re.match(r"[^.!?\n]*,", rest) is not None)
        if before in word_set("address", "orders"):
            return condition and bare and following not in word_set("address", "nouns")
        return condition or bare

    def _ends_in_verb(self) -> bool:
        """Whether a verb for "je" closes this part of the sentence."""
        rest = _PARTS.split(self.text[self.words[self.at].end :], maxsplit=1)[0].split()
        return any(is_finite(word.lower()) for word in rest[1:])

    def _verb(self) -> dict[int, str]:
        """The verb before the shopper, as "u" has it."""
        before = self._beside(-1)
        if before in ("kan", "zal"):
            asks = self._opens(-1) or self._beside(-2) in word_set("address", "asking")
            return {self.at - 1: {"kan": "kunt", "zal": "zult"}[before]} if asks else {}
        if self._says_ik() or self._is_thing(-1) or not (before in stems() or self._may_be_verb(before)):
            return {}
        if before == "was" and self._beside(1) in word_set("address", "was_being"):
            return {}
        if self._opens(-1) and self._is_order(before):
            return {}
        return {self.at - 1: with_u(before)}

    def _may_be_verb(self, before: str) -> bool:
        """Whether an unknown word can only be a verb: nothing else begins a sentence before a subject."""
        return (
            self._opens(-1)
            and re.fullmatch(r"[^\W\d_]{2,}[^aeiout\W\d_]", before) is not None
            and not before.endswith("en")
            and not is_form(before)
            and not any(before in word_set("address", name) for name in ("function", "links", "articles", "asking"))
        )

    def _is_order(self, before: str) -> bool:
        """Whether it is "meld je aan"."""
        rest = _PARTS.split(self.text[self.words[self.at].end :], maxsplit=1)[0]
        return before in word_set("address", "to_oneself") and re.search(r"\b(?:aan|af|in|uit)\b", rest) is not None

    def _beside(self, by: int) -> str:
        """The word `by` places on, when nothing but spaces stands between; else empty."""
        there = self.at + by
        if not 0 <= there < len(self.words):
            return ""
        first, last = sorted((self.at, there))
        gaps = (self.text[self.words[n].end : self.words[n + 1].start] for n in range(first, last))
        return "" if any(gap.strip() for gap in gaps) else self.words[there].low

    def _opens(self, by: int) -> bool:
        """Whether the word `by` places on begins its part of the sentence."""
        return not self._beside(by - 1)

    def _is_thing(self, by: int) -> bool:
        """Whether the word `by` places on is a noun: it has an article."""
        before = self._beside(by - 1)
        if before in word_set("address", "pointers"):
            return self._beside(by) in word_set("address", "things")
        return before in word_set("address", "articles")

    def _says_ik(self) -> bool:
        """Whether "ik" is the subject: what stands between it and "je" is no new sentence."""
        part = _PARTS.split(self.text[: self.words[self.at].start])[-1]
        return re.search(r"\bik\b", part, re.IGNORECASE) is not None


def _in_address(text: str, word: _Word) -> bool:
    """Whether the word is a part of a web or mail address, or of a name with a dash."""
    before, behind = text[: word.start][-1:], text[word.end :]
    return before in ("@", "/", "-", ".") or re.match(r"[@/-]|\.\w", behind) is not None


def _as_begun(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _phrase(found: re.Match[str]) -> str:
    return _as_begun(found.group(), read("address")["said"].get(found.group().lower(), found.group()))


@lru_cache(maxsize=256)
def _phrases(kept: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(re.escape(said) for said in _longest_first(read("address")["said"]))
    return re.compile("|".join((*_apart(kept), _QUOTED, rf"(?<![\w@./-])(?:{either})(?![\w@/-])")), re.IGNORECASE)


def _pattern(kept: tuple[str, ...]) -> str:
    """Words, with each of `kept` as one."""
    return "|".join((*_apart(kept), _WORD))


def _apart(kept: Iterable[str]) -> list[str]:
    return [rf"(?<!\w){re.escape(one)}(?!\w)" for one in _longest_first(kept) if one]


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=len, reverse=True)
