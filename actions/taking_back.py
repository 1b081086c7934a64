"""Taking back: wishes and needs that count no more, named, answered away, or simply the last one."""

from __future__ import annotations

from dataclasses import replace

from actions.about_shown import PRICE, AboutShown
from actions.reply import Reply
from actions.rerouting import TAKEN
from actions.wording import wished
from bot.language.requests import does_not_matter
from bot.selection.answering import any_price, needs_denied, needs_said, undoes
from bot.selection.cards import spoken
from bot.selection.phrases import asks, is_taken_back, leaves_open
from bot.selection.state import State
from bot.selection.wishes import wishes


class TakenBack(AboutShown):
    """A message that takes something back."""

    __slots__ = ()

    def reply(self) -> Reply | None:
        """The choice without it; None when nothing is taken back."""
        return self._undone() or self._left_open() or self._needless()

    def _undone(self) -> Reply | None:
        """A "nee, toch niet" takes back what was wished last, when that is what was just answered."""
        state, language = self.shopper.selection, self.shopper.language
        if not undoes(self.shopper.text) or not any(said.startswith(TAKEN) for said in self.shopper.answered):
            return None
        last = max((c.turn for c in state.constraints), default=0)
        # What was told before that is not what was just answered: a need has no turn of its own.
        gone = tuple(c for c in state.constraints if c.turn == last >= state.turn - 1)
        needs = () if gone else state.needs[-1:]
        if not gone and not needs:
            return None
        kept = tuple(c for c in state.constraints if c not in gone)
        before = replace(state, constraints=kept, needs=tuple(k for k in state.needs if k not in needs))
        said = {"label": wished(self.category, State(constraints=gone, needs=needs), language)}
        return self.action.offer(self.shopper, self.category, before, "utter_left_open", said)

    def _left_open(self) -> Reply | None:
        """What is left open ("de prijs maakt niet uit") is no wish any more."""
        keys = self._let_go()
        state = self.shopper.selection
        for key in keys:
            state = state.without(key)
        state = replace(state, waved=tuple(dict.fromkeys((*state.waved, *keys))))
        if any_price(self.shopper.text) and keys == [PRICE]:
            return self.action.offer(self.shopper, self.category, state, "utter_price_open")
        said = {"label": ", ".join(spoken(self.category, key, self.shopper.language) for key in keys)}
        if not asks("withdrawn", self.shopper.text):
            said_too = wishes(self.wished_entities(), self.category)
            # Naming a feature is by itself a wish for it: not here.
            state = state.with_wishes(c for c in said_too if c.attribute not in keys)
        return self.action.offer(self.shopper, self.category, state, "utter_left_open", said) if keys else None

    def _let_go(self) -> list[str]:
        """Keys of what does not count (any more): named, taken back with its value, or what it may cost when asked."""
        text, named = self.shopper.text, [a.key for a in self.named(features=True)]
        if any_price(text):
            return [PRICE]
        if asks("withdrawn", text):
            return list(dict.fromkeys([*named, *(c.attribute for c in wishes(self.wished_entities(), self.category))]))
        if back := [a.key for w in self.critiques() if is_taken_back(text, w.start) and (a := self.meant(w))]:
            return back
        return named if does_not_matter(text) or leaves_open(text) else []

    def _needless(self) -> Reply | None:
        """What it is for after all not ("toch niet voor school") counts no more."""
        state, language = self.shopper.selection, self.shopper.language
        text = self.shopper.text
        named = needs_said(text, self.category) if asks("withdrawn", text) else needs_denied(text, self.category)
        denied = [key for key in named if key in state.needs]
        if not denied:
            return None
        kept = replace(state, needs=tuple(key for key in state.needs if key not in denied))
        said = {"label": wished(self.category, State(needs=tuple(denied)), language)}
        return self.action.offer(
            self.shopper, self.category, self.with_new(self.new_wishes(), kept), "utter_left_open", said
        )
