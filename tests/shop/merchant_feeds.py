"""Google Merchant feeds as shops send them, made by row, and thirty ways in which they arrive damaged."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

ROWS: Sequence[Mapping[str, str]] = tuple(
    {
        "id": f"lamp-{n}",
        "title": f"Leeslamp {name}",
        "description": f"Lamp met kap van {material}.",
        "link": f"https://shop.example/lamp-{n}",
        "image_link": f"https://shop.example/lamp-{n}.jpg",
        "availability": "in_stock" if n % 4 else "out_of_stock",
        "price": f"{30 + n}.95 EUR",
        "brand": "Lumora" if n % 2 else "Vonkel",
        "gtin": f"871234567{n:04}",
        "condition": "new",
        "product_type": "Wonen > Verlichting > Leeslamp",
        "color": ("zwart", "wit", "messing")[n % 3],
        "energy_efficiency_class": "CDE"[n % 3],
        "shipping": "NL:::4.95 EUR",
    }
    for n, (name, material) in enumerate(
        [(f"{first} {second}", material) for first in ("Riet", "Duin", "Wad", "Klif", "Veen") for second, material in
         (("klein", "linnen"), ("groot", "glas"), ("hoog", "hout"), ("laag", "metaal"))]
    )
)  # fmt: skip
DETAILS = (("Maten", "Hoogte", "{} cm"), ("Licht", "Lichtsterkte", "{}0 lumen"))


def xml(rows: Sequence[Mapping[str, str]] = ROWS, *, atom: bool = False) -> str:
    """The rows as RSS 2.0, or as Atom."""
    item = "entry" if atom else "item"
    parts = [f"<{item}>{_cells(row, n)}</{item}>" for n, row in enumerate(rows)]
    inside = "\n".join(parts)
    if atom:
        return f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">\n{inside}\n</feed>'
    return (
        '<?xml version="1.0"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>'
        f"<title>Shop</title><link>https://shop.example</link>\n{inside}\n</channel></rss>"
    )


def _cells(row: Mapping[str, str], n: int) -> str:
    cells = "".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in row.items())
    return cells + "".join(
        f"<g:product_detail><g:section_name>{section}</g:section_name><g:attribute_name>{name}</g:attribute_name>"
        f"<g:attribute_value>{value.format(20 + n)}</g:attribute_value></g:product_detail>"
        for section, name, value in DETAILS
    )


def tsv(rows: Sequence[Mapping[str, str]] = ROWS) -> str:
    """The rows by tabs, the details in one cell."""
    names = [*rows[0], "product_detail"]
    lines = ["\t".join(names)]
    for n, row in enumerate(rows):
        details = ",".join(f"{section}:{name}:{value.format(20 + n)}" for section, name, value in DETAILS)
        lines.append("\t".join([*row.values(), details]))
    return "\n".join(lines) + "\n"


def jsonl(rows: Sequence[Mapping[str, str]] = ROWS) -> str:
    """The rows as one object a line."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"


def _with(text: str, old: str, new: str) -> bytes:
    assert old in text, old
    return text.replace(old, new, 1).encode()


DAMAGES: Mapping[str, Callable[[], bytes]] = {
    "xml cut off in the middle": lambda: xml().encode()[:-900],
    "xml with a bare ampersand": lambda: _with(xml(), "Lumora", "Lumora & Co"),
    "xml with a doctype": lambda: b'<!DOCTYPE a [<!ENTITY x "y">]>' + xml().split("\n", 1)[1].encode(),
    "xml with an unknown entity": lambda: _with(xml(), "linnen", "linnen&nbsp;"),
    "xml with a wrong end": lambda: _with(xml(), "</item>", "</itm>"),
    "xml in an encoding that nobody knows": lambda: _with(
        xml(), '<?xml version="1.0"?>', '<?xml version="1.0" encoding="no-such"?>'
    ),
    "xml with an item without title": lambda: _with(xml(), "<g:title>Leeslamp Riet klein</g:title>", ""),
    "xml with an empty item": lambda: _with(xml(), "<item>", "<item></item><item>"),
    "xml with two prices in one item": lambda: _with(xml(), "<g:price>", "<g:price>9.95 EUR</g:price><g:price>"),
    "xml with a control character": lambda: _with(xml(), "linnen", "lin\x01nen"),
    "xml with cdata and markup": lambda: _with(xml(), "Lamp met kap van linnen.", "<![CDATA[<b>Lamp</b> & kap]]>"),
    "xml without any item": lambda: b"<rss><channel></channel></rss>",
    "a page instead of a feed": lambda: b"<!DOCTYPE html><html><body>Log in</body></html>",
    "an empty file": lambda: b"",
    "only zeros": lambda: b"\0" * 500,
    "tsv with a price of zero": lambda: _with(tsv(), "31.95 EUR", "0.00 EUR"),
    "tsv with a negative price": lambda: _with(tsv(), "31.95 EUR", "-31.95 EUR"),
    "tsv with a price in words": lambda: _with(tsv(), "31.95 EUR", "op aanvraag"),
    "tsv with an unknown availability": lambda: _with(tsv(), "\tin_stock\t", "\tmisschien\t"),
    "tsv with a cell too many": lambda: _with(tsv(), "\tLumora\t", "\tLumora\tx\t"),
    "tsv with a cell too few": lambda: _with(tsv(), "\tLumora\t", "\t"),
    "tsv with an id twice": lambda: _with(tsv(), "lamp-5\t", "lamp-4\t"),
    "tsv without an id": lambda: _with(tsv(), "lamp-5\t", "\t"),
    "tsv with a quote that is not closed": lambda: _with(tsv(), "Leeslamp Duin klein", '"Leeslamp Duin klein'),
    "tsv in utf-16": lambda: tsv().encode("utf-16"),
    "tsv in windows-1252": lambda: tsv().replace("messing", "café crème").encode("cp1252"),
    "tsv with windows and old mac line ends": lambda: tsv().replace("\n", "\r\n").encode(),
    "tsv with a title of a megabyte": lambda: _with(tsv(), "Leeslamp Duin klein", "x" * 1_000_000),
    "tsv that was repeated": lambda: (tsv() + tsv().split("\n", 1)[1]).encode(),
    "jsonl with half a line": lambda: _with(jsonl(), '"lamp-5"', '"lamp-5'),
    "jsonl with a list in a line": lambda: jsonl().encode() + b"[1, 2]\n",
    "jsonl with half an emoji": lambda: _with(jsonl(), "Leeslamp Duin klein", "Leeslamp \\ud83d"),
    "json that has no end": lambda: ("[" + ",\n".join(jsonl().splitlines())).encode(),
    "json nested too deep": lambda: b"[" * 100_000,
    "gzip cut off in the middle": lambda: gzip.compress(tsv().encode())[:-200],
}
