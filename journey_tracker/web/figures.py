"""How figures are written in a language: a thousand, a share, euros, how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journey_tracker.journey import DAY_MS
from journey_tracker.ports import Value
from journey_tracker.reports import Kind
from journey_tracker.web.labels import Labels

MINUS, NARROW, HARD = "−", "\u202f", "\u00a0"
_HOUR_MS, _MINUTE_MS, _SECOND_MS = 3_600_000, 60_000, 1_000


@dataclass(frozen=True, slots=True)
class Figures:
    """Writes the values of columns in one language."""

    say: Labels

    def __call__(self, kind: Kind, value: Value) -> str:
        """A value of a kind; empty for None. Texts and keys of phases are given back as they are."""
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return self._written(kind)(value)

    def _written(self, kind: Kind) -> Callable[[float], str]:
        writers: dict[Kind, Callable[[float], str]] = {
            Kind.SHARE: self.share,
            Kind.CENTS: self.euros,
            Kind.MS: self.took,
            Kind.SCORE: self.sentiment,
            Kind.POINTS: self.points,
            Kind.DAY: lambda day: self.day(int(day)),
            Kind.MONTH: lambda month: self.month(int(month)),
            Kind.TIME: lambda ms: self.say.time(int(ms)),
        }
        return writers.get(kind, self.count)

    def count(self, value: float) -> str:
        """A whole number with its thousands apart."""
        return self._number(value, 0)

    def share(self, value: float) -> str:
        """A share of 0..1 in percent; one decimal below ten."""
        shown = self._number(value * 100, 0 if abs(value) >= 0.0995 or not value else 1)
        return f"{shown}{HARD}%"

    def percentage_points(self, value: float) -> str:
        """A difference of two shares, with its sign."""
        return f"{self._signed(value * 100, 1)}{HARD}{self.say('points')}"

    def points(self, value: float) -> str:
        """A mean on the scale of a survey."""
        return self._number(value, 1)

    def nps(self, value: float) -> str:
        """A net promoter score, -100..100, with its sign."""
        return self._signed(value, 0)

    def minutes(self, ms: float) -> str:
        """How long people talked, in minutes."""
        return self._unit(round(ms / _MINUTE_MS), "min")

    def euros(self, cents: float) -> str:
        """Cents as euros; without the cents above a hundred."""
        return f"€{HARD}{self._number(cents / 100, 0 if abs(cents) >= 10_000 or cents % 100 == 0 else 2)}"

    def sentiment(self, value: float) -> str:
        """A sentiment of -1..1 with its sign."""
        return self._signed(value, 2)

    def signed(self, kind: Kind, value: float) -> str:
        """A difference of two values of a kind, with its sign."""
        if kind is Kind.SHARE:
            return self.percentage_points(value)
        if kind in (Kind.SCORE, Kind.POINTS):
            return self._signed(value, 2 if kind is Kind.SCORE else 1)
        return f"{MINUS if value < 0 else '+'}{self(kind, abs(value))}"

    def took(self, ms: float) -> str:
        """How long, in the one or two units that matter."""
        for unit, size, smaller, part in (
            ("d", DAY_MS, "h", _HOUR_MS),
            ("h", _HOUR_MS, "min", _MINUTE_MS),
            ("min", _MINUTE_MS, "s", _SECOND_MS),
        ):
            if ms >= size:
                whole, rest = divmod(round(ms / part), size // part)
                few = whole < 10 and rest and unit != "min"
                return self._unit(whole, unit) + (f" {self._unit(rest, smaller)}" if few else "")
        return self._unit(round(ms / _SECOND_MS), "s")

    def day(self, day: int) -> str:
        """YYYYMMDD as a date."""
        return f"{day % 100}{HARD}{self.say.of('months', str(day // 100 % 100))}{HARD}{day // 10_000}"

    def month(self, month: int) -> str:
        """YYYYMM as a month."""
        return f"{self.say.of('months', str(month % 100))}{HARD}{month // 100}"

    def _unit(self, n: float, unit: str) -> str:
        return f"{self.count(n)}{HARD}{self.say.of('units', unit)}"

    def _signed(self, value: float, decimals: int) -> str:
        shown = self._number(abs(value), decimals)
        if not any(digit in shown for digit in "123456789"):
            return shown
        return f"{MINUS if value < 0 else '+'}{shown}"

    def _number(self, value: float, decimals: int) -> str:
        shown = f"{value:,.{decimals}f}".replace("-", MINUS)
        return shown.translate(str.maketrans(",.", self.say("thousands") + self.say("decimal")))
