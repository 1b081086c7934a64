from __future__ import annotations

from itertools import islice

from bench import dialogues

BURST = 10
"""Messages that the gateway takes from one visitor at once."""


class TestScript:
    def test_shoppers_speak_both_languages(self) -> None:
        """The product is for both."""
        assert {dialogue.language for dialogue in dialogues.read().mix} == {"nl", "en"}

    def test_every_line_is_text(self) -> None:
        """YAML takes a bare no for a boolean; a shopper says it."""
        script = dialogues.read()
        lines = [line for dialogue in script.mix for line in dialogue.lines] + [
            script.long.greeting,
            *script.long.lines,
        ]

        assert {type(line) for line in lines} == {str}

    def test_no_conversation_is_longer_than_one_visitor_may_talk_at_once(self) -> None:
        """Else the load would wait for the limit instead of for the bot."""
        assert max(len(dialogue.lines) for dialogue in dialogues.read().mix) <= BURST

    def test_a_thousand_conversations_differ(self) -> None:
        """A sentence that was heard before may be answered faster."""
        said = list(islice(dialogues.read().endless(), 1000))

        assert len(set(said)) == 1000
        assert not any("{n}" in line for dialogue in said for line in dialogue.lines)

    def test_both_sides_hear_the_same(self) -> None:
        """Each takes a mix of its own, in the same order."""
        script = dialogues.read()

        assert list(islice(script.endless(), 20)) == list(islice(script.endless(), 20))
