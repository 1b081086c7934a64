from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.demo.listing import Section
from bot.shop.memory import MemoryCatalogue
from tests.demo import shop


@pytest.fixture
def section(tmp_path: Path) -> Section:
    """Five laptops."""
    return shop.section_of(shop.feed_of(tmp_path))


@pytest.fixture
def catalogue(tmp_path: Path) -> MemoryCatalogue:
    """The same five, as a catalogue."""
    return shop.shop(tmp_path)


@pytest.fixture
async def visitor(tmp_path: Path, catalogue: MemoryCatalogue) -> AsyncIterator[TestClient[Any, Any]]:
    """A browser with a cookie jar, at a gateway with these five."""
    async with TestClient(shop.gateway(tmp_path, catalogue)) as client:
        yield client
