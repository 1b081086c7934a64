"""The pages of the tracker: server-rendered, without JavaScript, mounted by the staff port."""

from __future__ import annotations

from journey_tracker.web.app import build_app

__all__ = ["build_app"]
