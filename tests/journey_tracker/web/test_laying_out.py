from __future__ import annotations

from journey_tracker.ports import Value
from journey_tracker.reports import Column, Kind, Part
from journey_tracker.reports.table import Table, table
from journey_tracker.web.figures import HARD, Figures
from journey_tracker.web.labels import labels
from journey_tracker.web.laying_out import MOST_CELLS, Laid, Layout

COLUMNS = (
    Column("phase", Kind.PHASE),
    Column("n", Kind.COUNT),
    Column("share", Kind.SHARE, n="n", interval=("share_low", "share_high")),
    Column("share_low", Kind.SHARE, n="n"),
    Column("share_high", Kind.SHARE, n="n"),
)


def row(phase: str, n: int, share: float | None) -> dict[str, Value]:
    """One phase."""
    return {"phase": phase, "n": n, "share": share, "share_low": 0.5, "share_high": 0.75}


def lay(laid: Table) -> Laid:
    """Write it in Dutch."""
    layout = Layout(Figures(labels("nl")), lambda c: c.key, lambda c, value: f"<{value}>", frozenset({"selection"}))
    return layout(laid)


class TestLayout:
    def test_says_how_sure_a_figure_is_beside_it(self) -> None:
        """The ends of the interval are no columns of their own."""
        laid = lay(table(COLUMNS, [row("selection", 40, 0.6)], n=40))

        assert [head.name for head in laid.heads] == ["phase", "n", "share"]
        (line,) = laid.lines
        assert [cell.text.replace(HARD, " ") for cell in line.cells] == ["40", "60 %"]
        assert line.cells[1].note.replace(HARD, " ") == "50 % tot 75 %"

    def test_never_shows_too_few_as_nothing(self) -> None:
        """A figure about three is said to be about fewer than five; no figure is a dash."""
        laid = lay(table(COLUMNS, [row("selection", 3, 0.6), row("delivery", 40, None)], n=43))

        few, nothing = (line.cells[1] for line in laid.lines)
        assert (few.text, few.few) == ("< 5", True)
        assert nothing.text == "–"

    def test_leads_to_the_contacts_of_a_phase_of_the_model(self) -> None:
        """Pseudo-phases have no contacts."""
        laid = lay(table(COLUMNS, [row("selection", 40, 0.6), row("end", 40, 0.6)], n=80))

        assert [line.names[0].drill for line in laid.lines] == [{"phase": "selection"}, None]

    def test_shows_no_more_lines_than_a_page_can_bear(self) -> None:
        """And says how many there are."""
        laid = lay(table(COLUMNS, [row("selection", 40, 0.6)] * MOST_CELLS, n=40))

        assert (len(laid.lines), laid.of) == (MOST_CELLS // 3, MOST_CELLS)

    def test_gives_differences_their_sign(self) -> None:
        """And the interval of the difference, which may cross zero."""
        columns = (
            Column("share_difference", Kind.SHARE, part=Part.DIFFERENCE, of="share"),
            Column("share_low", Kind.SHARE, part=Part.LOW, of="share"),
            Column("share_high", Kind.SHARE, part=Part.HIGH, of="share"),
        )
        told = {"share_difference": 0.05, "share_low": -0.01, "share_high": 0.11}

        ((cell,),) = (line.cells for line in lay(table(columns, [told], n=1)).lines)
        assert cell.text.replace(HARD, " ") == "+5,0 punt"
        assert cell.note.replace(HARD, " ") == "−1,0 punt tot +11,0 punt"
