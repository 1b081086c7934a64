"""Which reports stand on which page, and what is drawn beside the table of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from journey_tracker.reports import Table
from journey_tracker.web.pages import feelings, grids, spreads, steps, weeks
from journey_tracker.web.pages.setting import Grid, Setting
from journey_tracker.web.pages.spreads import Figure

SHOWN: Mapping[str, tuple[str, ...]] = {
    "funnel": ("funnel",),
    "weeks": ("weeks",),
    "transitions": ("transitions", "next_steps"),
    "emotion": ("emotion", "phase_weeks"),
    "success": ("success", "success_mood"),
    "channels": ("channels",),
    "between": ("between",),
    "cohorts": ("cohorts",),
    "surveys": ("surveys", "survey_scores"),
    "price": ("price",),
    "handoffs": ("handoffs", "care"),
    "dropoff": ("dropoff",),
    "plan": ("plan", "paths"),
}
"""Reports by page."""

PICTURES: Mapping[str, Figure] = {
    "funnel": steps.funnel,
    "weeks": weeks.weeks,
    "transitions": steps.transitions,
    "emotion": feelings.emotion,
    "success": feelings.success,
    "between": spreads.between,
    "survey_scores": spreads.surveys,
    "handoffs": spreads.shares("handoff_share", "phase"),
    "care": spreads.shares("handoff_share", "during"),
    "price": spreads.shares("conversion", "position", "price_position"),
    "plan": spreads.shares("share", "deviation", "phase", "next_phase"),
    "dropoff": spreads.shares("share", "phase", "last_errand", "lost_for"),
}
"""Drawing by report."""


def undrawn(_: Table, __: Setting) -> Markup:
    """What says more as a table."""
    return Markup("")


GRIDS: Mapping[str, Callable[[Table, Setting], tuple[Grid, ...]]] = {
    "transitions": grids.transitions,
    "phase_weeks": grids.weeks,
    "channels": grids.channels,
    "cohorts": grids.cohorts,
}
"""Heat maps by report."""
