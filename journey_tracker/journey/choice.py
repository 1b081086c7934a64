"""What became of choosing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journey_tracker.events import (
    Event,
    NeedTold,
    ProductChosen,
    ProductsLost,
    QuestionAnswered,
    QuestionAsked,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of choosing within a touchpoint: why, and why not."""

    need: str = ""
    """What brought the shopper, as was told last: `latent`, `explicit` or `impulse`; empty when nobody knows."""
    asked: int = 0
    """How many questions were put."""
    answered: int = 0
    """How many of them got an answer that says something."""
    chosen: str = ""
    """Id of the product that was chosen last; empty when none was."""
    chosen_for: str = ""
    """What spoke for it: attribute keys parted by a space, those that count most first."""
    lost_for: str = ""
    """What spoke against others: reasons parted by a space, each once, in the order in which they came up."""

    def after(self, event: Event) -> Choice:
        """The same after one more event."""
        match event:
            case NeedTold():
                return replace(self, need=event.kind)
            case QuestionAsked():
                return replace(self, asked=self.asked + 1)
            case QuestionAnswered(how="option" | "other"):
                return replace(self, answered=self.answered + 1)
            case ProductChosen():
                return replace(self, chosen=event.product, chosen_for=" ".join(event.reasons))
            case ProductsLost():
                return replace(self, lost_for=" ".join(dict.fromkeys((*self.lost_for.split(), event.reason))))
        return self


NO_CHOICE = Choice()
