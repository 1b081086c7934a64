"""The doors through which a journey comes in over HTTP: one for the shop's systems, one for the shop's pages.

An aiohttp application of its own: the public port mounts it, and so can any other. docs/journey-events.md tells it all.
"""

from __future__ import annotations

from journey_tracker.door.app import PATH, build_door
from journey_tracker.door.keys import BadKeys, Keys
from journey_tracker.door.rules import Rules

__all__ = ["PATH", "BadKeys", "Keys", "Rules", "build_door"]
