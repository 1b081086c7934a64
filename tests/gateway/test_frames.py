from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.ports import Entry, Role
from bot.gateway import frames


class TestParse:
    def test_reads_hello(self) -> None:
        """Everything but the type may be left out of a first hello."""
        assert frames.Hello(token="", after=0, epoch="", language="nl", page={}) == frames.parse('{"type": "hello"}')

    def test_reads_say(self) -> None:
        """Unknown fields are ignored, so that older servers serve newer widgets."""
        raw = json.dumps({"type": "say", "id": "a", "text": "hoi", "language": "en", "mood": "great"})

        assert frames.Say(id="a", text="hoi", language="en") == frames.parse(raw)

    @pytest.mark.parametrize(
        "raw",
        [
            "",
            "hoi",
            "[]",
            '{"type": "shout"}',
            '{"type": "say", "text": "no id"}',
            '{"type": "say", "id": "", "text": "x"}',
            '{"type": "say", "id": "a"}',
            '{"type": "say", "id": "a", "text": 3}',
            '{"type": "say", "id": "a", "text": "x", "language": "fr"}',
            '{"type": "hello", "after": -1}',
            '{"type": "hello", "after": true}',
            '{"type": "hello", "page": "home"}',
            '{"type": "choose", "id": "a"}',
        ],
    )
    def test_refuses_what_the_protocol_does_not_know(self, raw: str) -> None:
        """The error says what was given and what is allowed."""
        with pytest.raises(frames.BadFrame, match="; allowed: "):
            frames.parse(raw)

    def test_a_refused_message_is_named(self) -> None:
        """A client can tell which of its messages was refused."""
        with pytest.raises(frames.BadFrame) as caught:
            frames.parse('{"type": "say", "id": "m1", "text": null}')

        assert caught.value.client_id == "m1"

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda x: (
                st.lists(x)
                | st.dictionaries(
                    st.sampled_from(["type", "id", "text", "after", "page", "language", "chip", "token"]), x
                )
            ),
        )
    )
    def test_no_json_breaks_it(self, given_: Any) -> None:
        """Whatever JSON comes in, the answer is a frame or a refusal."""
        frame: object = None
        with suppress(frames.BadFrame):
            frame = frames.parse(json.dumps(given_))

        assert frame is None or isinstance(frame, frames.Hello | frames.Say | frames.Choose)


class TestMessage:
    def test_payloads_stay_on_the_server(self) -> None:
        """A chip goes out as id and label; what it does stays in the log."""
        body = {
            "text": "Kies",
            "chips": [{"label": "Goedkoper", "payload": "/refine_choice"}],
            "response": "utter_x",
        }

        shown = frames.message(Entry(7, Role.BOT, body, 1000, re=6))

        assert shown["chips"] == [{"id": "7.0", "label": "Goedkoper"}]
        assert "payload" not in json.dumps(shown)
        assert shown["re"] == 6

    def test_the_shoppers_own_message_carries_its_client_id(self) -> None:
        """So that the widget can tell which of its messages arrived."""
        assert frames.message(Entry(1, Role.SHOPPER, {"text": "hoi"}, 1000, client_id="m1"))["id"] == "m1"


class TestChipPlace:
    def test_reads_its_own_ids(self) -> None:
        """The id of a chip names the message and the chip in it."""
        assert frames.chip_place("7.0") == (7, 0)

    @given(st.text(max_size=30))
    def test_other_texts_are_no_chip(self, text: str) -> None:
        """Anything else is None, never an exception."""
        place = frames.chip_place(text)

        assert place is None or f"{place[0]}.{place[1]}".isprintable()
