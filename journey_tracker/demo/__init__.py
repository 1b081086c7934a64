"""A believable year of a webshop that does not exist: `journey demo`. Everything in it is made up and says so."""

from __future__ import annotations

SOURCE = "/demo/journey"
"""CloudEvents source of every event of the demo."""
FICTION = "fictief-"
"""What every visitor, customer, order and conversation of the demo begins with."""
