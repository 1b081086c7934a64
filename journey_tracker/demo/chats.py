"""The chats of the demo: what is said, how it was understood and felt, and when a person comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from journey_tracker.demo.diary import Diary
from journey_tracker.demo.handoffs import called_back, handed_over, is_open
from journey_tracker.demo.shelf import Kind, Product
from journey_tracker.demo.speaking import Speaker
from journey_tracker.demo.talks import Turn, talk
from journey_tracker.events import (
    Choosing,
    Identified,
    NeedTold,
    ProductChosen,
    ProductsLost,
    QuestionAnswered,
    QuestionAsked,
    SurveyAnswered,
    SurveyAsked,
)

HANDED_OVER = {"late": 0.8, "feed": 0.22, "warranty": 0.25, "english": 0.12, "return": 0.1, "change": 0.12}
"""In which share of the chats a person is asked for."""
_SELDOM, _HURRIED = 0.07, 0.2
"""The same of all others, and of those before Sinterklaas."""
_UNCLEAR = 0.06
_ASKED, _RATED = 0.45, 0.5
"""In which share of the chats people are asked what they thought of it, and say so."""
_ASKED_ABOUT = {
    "orientation": "orientation",
    "selection": "selection",
    "feed": "selection",
    "terms": "transaction",
    "english": "transaction",
    "status": "delivery",
    "late": "delivery",
    "feedback": "in_between",
    "repurchase": "selection",
}
"""Phase that the survey after a chat asks about; the others are about customer care."""


def chat(diary: Diary, topic: str, at_ms: int, kind: Kind, product: Product, order: str = "") -> int:
    """Take down a chat about a topic; returns when it ended, in epoch milliseconds."""
    writing = _Writing(diary, Speaker(diary, at_ms, kind, product, order))
    said = talk(topic)
    writing.joined(order if said.has_proof else "")
    for turn in said.turns:
        if diary.chance(_UNCLEAR):
            writing.turn(talk("unclear").turns[0])
        if diary.chance(turn.chance):
            writing.turn(turn, said.need)
    others = _HURRIED if diary.holds("sinterklaas", at_ms) else _SELDOM
    if diary.chance(HANDED_OVER.get(topic, others)):
        if is_open(writing.speaker.at_ms):
            handed_over(diary, writing.speaker, topic)
        else:
            called_back(writing.speaker, topic)
    if diary.note(writing.speaker.moments):
        _rated(diary, writing.speaker, topic)
    return writing.speaker.at_ms


@dataclass(slots=True)
class _Writing:
    """Writes one chat with all that a choice teaches."""

    diary: Diary
    speaker: Speaker
    about: str = ""
    """Key of the attribute that the open question is about."""
    asked: set[str] = field(default_factory=set)

    def joined(self, order: str) -> None:
        """It becomes known in which browser the chat is, and after proof whose order it is about."""
        person = self.diary.person
        customer = person.customer if self.diary.is_customer and order else ""
        self.speaker.tell(
            Identified(visitor=person.visitor, conversation=self.speaker.conversation, customer=customer, order=order)
        )

    def turn(self, turn: Turn, need: str = "") -> None:
        """The shopper says something, it teaches what it does, and is answered."""
        self.speaker.shopper(turn)
        if self.about:
            how = self.diary.rng.choice(("option", "option", "other", "waved")) if "answers" in turn.does else "passed"
            self._tell(QuestionAnswered, about=self.about, how=how)
            self.about = ""
        if "need" in turn.does:
            needs = (self.diary.rng.choice(self.speaker.kind.needs),) if need == "explicit" else ()
            self._tell(NeedTold, kind=need, needs=needs)
        if "loses" in turn.does:
            self._tell(ProductsLost, reason=turn.reason, products=(self.speaker.other.id,))
        if "chooses" in turn.does:
            self._choose()
        if "asks" in turn.does:
            self._ask()
        self.speaker.bot(turn, shows="shows" in turn.does)

    def _ask(self) -> None:
        rng, kind = self.diary.rng, self.speaker.kind
        self.about = next((about for about in kind.asks if about not in self.asked), kind.asks[0])
        self.asked.add(self.about)
        gain, claimed = round(rng.uniform(0.8, 1.9), 2), round(rng.uniform(0.25, 0.6), 2)
        self._tell(QuestionAsked, about=self.about, gain=gain, claimed=claimed, options=rng.randrange(3, 6))

    def _choose(self) -> None:
        product, rng = self.speaker.product, self.diary.rng
        self._tell(
            ProductChosen,
            product=product.id,
            price_cents=product.cents,
            reasons=("price", *self.asked)[: rng.randrange(1, 3)],
            rank=rng.choice((1, 1, 1, 2, 2, 3)),
            cheaper_was_enough=rng.random() < 0.2,
        )

    def _tell(self, sort: type[Choosing], /, **told: object) -> None:
        self.speaker.tell(self.speaker.choosing(sort, **told))


def _rated(diary: Diary, speaker: Speaker, topic: str) -> None:
    """Some say what they thought of it."""
    if not diary.chance(_ASKED):
        return
    mood = speaker.last_mood + diary.rng.gauss(0, 0.15)
    score = 1 + sum(mood > edge for edge in (-0.55, -0.25, 0.05, 0.4))
    common = {
        "channel": diary.person.talk,
        "instrument": "csat",
        "phase": _ASKED_ABOUT.get(topic, "customer_care"),
        "category": speaker.kind.key,
    }
    diary.shop(speaker.at_ms + 2_000, SurveyAsked, **common)
    if diary.chance(_RATED):
        diary.shop(speaker.at_ms + diary.pause_ms(0.5), SurveyAnswered, **common, score=score)
