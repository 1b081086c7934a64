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
            '{"type": "page", "page": 7}',
            '{"type": "page", "page": {"basket": "p1"}}',
            '{"type": "page", "page": {"basket": [7]}}',
            '{"type": "page", "page": {"basket": [{"product": "p1"}]}}',
            '{"type": "page", "page": {"basket": [{"product": "", "quantity": 1}]}}',
            '{"type": "page", "page": {"basket": [{"product": "p1", "quantity": 0}]}}',
            '{"type": "page", "page": {"basket": [{"product": "p1", "quantity": true}]}}',
            '{"type": "page", "page": {"basket": [{"product": "p1", "quantity": 1000}]}}',
            json.dumps({"type": "hello", "page": {"basket": [{"product": "p", "quantity": 1}] * 21}}),
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

        assert frame is None or isinstance(frame, frames.Hello | frames.Moved | frames.Say | frames.Choose)


class TestPage:
    def test_a_page_may_be_told_anew(self) -> None:
        """A shop that changes page without a reload says where the shopper is now."""
        lines = [{"product": "p7", "quantity": 2}] * 20
        raw = json.dumps({"type": "page", "page": {"product": "p1", "basket": [{**lines[0], "price": 3}, *lines[1:]]}})

        assert frames.Moved({"product": "p1", "basket": lines}) == frames.parse(raw)

    def test_no_page_is_an_empty_one(self) -> None:
        """Left out, the shopper is nowhere in particular."""
        assert frames.parse('{"type": "page"}') == frames.Moved({})

    def test_only_what_can_be_stored_is_kept(self) -> None:
        """Other fields, texts that are none and halves of emoji go; what is long is cut."""
        told = frames.page({"page": {"product": "a\ud83d", "category": 3, "url": "u" * 400, "colour": "red"}})

        assert told == {"product": "a", "url": "u" * 300}


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

    def test_blocks_and_names_are_passed_on_and_nothing_else(self) -> None:
        """Cards, table, order, who of staff speaks and what happened reach the shopper as they are."""
        blocks = {"cards": [{"id": "p1"}], "table": {"rows": []}, "order": {"number": "1"}}
        body = {"text": "", "name": "Sanne", "event": "agent_joined", "payload": "/x", **blocks}

        shown = frames.message(Entry(3, Role.SYSTEM, body, 1000))

        assert shown.keys() - {"type", "seq", "role", "at", "text"} == {"name", "event", *blocks}
        assert {name: shown[name] for name in blocks} == blocks

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
