from __future__ import annotations

from bot.selection.search import TextIndex

INDEX = TextIndex.build(
    [{"title": "Laptophoes vilt"}, {"title": "Hoes"}, {"title": "Hondenmand"}, {"title": "Headphones"}]
)


def ways(query: str) -> list[tuple[str, int, str]]:
    """Each word, in how many ways it is had, and what it was taken for."""
    return [(word.said, len(word.ways), word.meant) for word in INDEX.read(query)]


class TestRead:
    """A query as one catalogue understands it."""

    def test_unknown_words_are_kept(self) -> None:
        """What nothing has is told, with no way to have it."""
        assert ways("stofzuiger hoes") == [("stofzuiger", 0, ""), ("hoes", 1, "")]

    def test_a_word_known_only_in_a_compound_is_had_beside_the_other(self) -> None:
        """The word "laptop" stands in no title by itself; beside "hoes" it means the "laptophoes"."""
        assert [w.ways != () for w in INDEX.read("hoes voor een laptop")] == [True, True]
        assert INDEX.search("hoes voor een laptop")[0][0] == 0

    def test_two_words_may_be_one(self) -> None:
        """What the catalogue writes as one word is found apart."""
        assert ways("head phones") == [("head", 1, ""), ("phones", 1, "")]

    def test_misspelt_words_are_corrected_on_request_only(self) -> None:
        """With the word that was meant; as it stands without `correct`."""
        assert ways("hodnenmand")[0][2] == "hondenmand"
        assert INDEX.read("hodnenmand", correct=False)[0].ways == ()

    def test_repeats_count_once(self) -> None:
        """Saying it twice says it once."""
        assert ways("hoes hoes hoes") == [("hoes", 1, "")]
