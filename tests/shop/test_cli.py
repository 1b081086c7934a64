from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.shop import cli
from bot.shop.opening import open_catalogue
from bot.shop.showing import NoCategory

FEED = """title,price,weight_g,colour
Alfa,10,100,rood
Beta,20,200,blauw
Gamma,gratis,300,rood
Delta,,400,rood
"""


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """Four rows, two of them unusable."""
    file = tmp_path / "lamp.csv"
    file.write_text(FEED, encoding="utf-8")
    return file


class TestImport:
    def test_good_rows_are_kept_and_bad_ones_named(
        self, tmp_path: Path, feed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each bad row is told with its line; what the columns were taken for is told too."""
        code = cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)
        told = capsys.readouterr().out

        assert code == 0
        assert "4 rows: 2 imported as 2 products, 2 left out." in told
        assert "line 4: " in told
        assert "line 5: " in told
        assert "weight_g → weight number kg lower" in told
        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            assert len(catalogue.products("lamp")) == 2

    def test_an_unusable_file_leaves_the_catalogue_as_it_was(self, tmp_path: Path, feed: Path) -> None:
        """A file without a single product replaces nothing."""
        cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)
        feed.write_text("title,price\nAlfa,gratis\n", encoding="utf-8")
        code = cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)

        assert code == 1
        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            assert len(catalogue.products("lamp")) == 2


class TestShow:
    def test_shows_categories_and_products(
        self, tmp_path: Path, feed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Through a pipe one line a thing: feeds and categories, or a category's attributes and products."""
        path = tmp_path / "c.db"
        cli.main(["import", str(feed)], path, schema_folder=tmp_path)
        capsys.readouterr()
        cli.main(["show"], path, schema_folder=tmp_path)
        categories = capsys.readouterr().out
        cli.main(["show", "lamp"], path, schema_folder=tmp_path)
        products = capsys.readouterr().out

        assert f"{feed}\t2\t" in categories
        assert "lamp\tlamp\t2\tprice, weight, colour" in categories
        assert "weight\tnumber\tkg\tlower\t100%\t0.1 to 0.2" in products
        assert {"Alfa\t10.00\t", "Beta\t20.00\t"} <= {line.partition("\t")[2] for line in products.splitlines()}

    def test_names_the_categories_when_there_is_no_such_one(self, tmp_path: Path, feed: Path) -> None:
        """An empty answer would say that it has no products."""
        cli.main(["import", str(feed)], tmp_path / "c.db", schema_folder=tmp_path)
        with pytest.raises(NoCategory, match="category 'stoel'; allowed: lamp"):
            cli.main(["show", "stoel"], tmp_path / "c.db", schema_folder=tmp_path)


class TestFillWithDemo:
    def test_the_demo_shop_fills_an_empty_catalogue_only(self, tmp_path: Path, root: Path, feed: Path) -> None:
        """A shop that has products of its own never finds ours among them."""
        cli.fill_with_demo(tmp_path / "demo.db", root / "data" / "shop")
        cli.main(["import", str(feed)], tmp_path / "own.db", schema_folder=tmp_path)
        cli.fill_with_demo(tmp_path / "own.db", root / "data" / "shop")

        with closing(open_catalogue(tmp_path / "demo.db")) as demo, closing(open_catalogue(tmp_path / "own.db")) as own:
            assert {"laptop", "koptelefoon"} <= {c.key for c in demo.categories()}
            assert {"lamp"} == {c.key for c in own.categories()}

    def test_what_the_demo_shop_says_anew_is_read_anew(self, tmp_path: Path, root: Path) -> None:
        """An installation that is brought up to date sells with the needs of today; the rest is left as it was."""
        shutil.copytree(root / "data" / "shop", tmp_path / "shop")
        cli.fill_with_demo(tmp_path / "c.db", tmp_path / "shop")
        (tmp_path / "shop" / "schema" / "laptop.yml").write_text("labels: {nl: schootcomputer}", encoding="utf-8")
        cli.fill_with_demo(tmp_path / "c.db", tmp_path / "shop")

        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            labels = {c.key: c.labels["nl"] for c in catalogue.categories()}
            assert (labels["laptop"], labels["matras"]) == ("schootcomputer", "matras")
            version = catalogue.version()
        cli.fill_with_demo(tmp_path / "c.db", tmp_path / "shop")
        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            assert catalogue.version() == version


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Of a feed with a tag: one lamp."""

    async def serve(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(text="title,price\nLamp,5\n", headers={"ETag": '"1"'})

    app = web.Application()
    app.add_routes([web.get("/lamp.csv", serve)])
    async with TestServer(app) as server:
        yield str(server.make_url("/lamp.csv?key=secret"))


@pytest.fixture
def command(tmp_path: Path, address: str) -> Callable[..., Awaitable[int]]:
    """One command on a catalogue whose shop has its feed at `address`."""

    async def run(*arguments: str) -> int:
        return await asyncio.to_thread(cli.main, arguments, tmp_path / "c.db", schema_folder=tmp_path, url=address)

    return run


def categories(path: Path) -> set[str]:
    """The keys of what is in the catalogue."""
    with closing(open_catalogue(path)) as catalogue:
        return {c.key for c in catalogue.categories()}


class TestAddress:
    async def test_an_address_names_the_category_as_a_file_does(
        self, tmp_path: Path, address: str, command: Callable[..., Awaitable[int]]
    ) -> None:
        """And what may be a key in it is nowhere shown."""
        await command("import", address)

        assert categories(tmp_path / "c.db") == {"lamp"}
        with closing(open_catalogue(tmp_path / "c.db")) as catalogue:
            assert "secret" not in catalogue.sources()[0].name

    async def test_who_asks_for_an_import_gets_one(
        self, tmp_path: Path, feed: Path, address: str, command: Callable[..., Awaitable[int]]
    ) -> None:
        """The feed may be as it was, but what is asked for is not: that it is the only one."""
        await command("import", str(feed), "--category", "stoel")
        await command("import", address)
        before = categories(tmp_path / "c.db")
        await command("import", address, "--only")

        assert (before, categories(tmp_path / "c.db")) == ({"stoel", "lamp"}, {"lamp"})

    async def test_a_refresh_asks_whether_the_feed_has_changed(
        self, tmp_path: Path, feed: Path, command: Callable[..., Awaitable[int]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Unless the catalogue has something else beside it, which has to go."""
        await command("refresh")
        capsys.readouterr()
        await command("refresh")
        unchanged = capsys.readouterr().out
        await command("import", str(feed), "--category", "stoel")
        await command("refresh")

        assert unchanged == "The feed is as it was; nothing to do.\n"
        assert categories(tmp_path / "c.db") == {"lamp"}

    async def test_a_shop_that_gets_a_feed_of_its_own_no_longer_has_the_demo(
        self, tmp_path: Path, root: Path, address: str
    ) -> None:
        """It is fetched at the start, whatever was there before."""
        path = tmp_path / "c.db"
        cli.fill_with_demo(path, root / "data" / "shop")
        await asyncio.to_thread(cli.fetch_when_new, path, tmp_path, address)

        assert categories(path) == {"lamp"}
