"""Screenshots in a third of their bytes: PNG with a palette of the colours a page has most of."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser

COLOURS = 256
PIXELS = """async (png) => {
  const bytes = await (await fetch(`data:image/png;base64,${png}`)).blob();
  const image = await createImageBitmap(bytes);
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const pixels = new Blob([canvas.getImageData(0, 0, image.width, image.height).data]);
  const read = new FileReader();
  const text = new Promise((resolve) => { read.onload = () => resolve(read.result.split(",")[1]); });
  read.readAsDataURL(pixels);
  return [image.width, image.height, await text];
}"""


def slim(png: bytes, browser: Browser) -> bytes:
    """The picture with at most 256 colours; what is rarer becomes the nearest of them. The browser reads the PNG."""
    page = browser.new_page()
    width, height, pixels = page.evaluate(PIXELS, b64encode(png).decode())
    page.close()
    rgb = np.frombuffer(b64decode(pixels), np.uint8).reshape(-1, 4)[:, :3]
    palette, indexes = _quantised(rgb)
    rows = np.zeros((height, width + 1), np.uint8)  # each begins with its filter: none
    rows[:, 1:] = indexes.reshape(height, width)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), 9)
    parts = ((b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _quantised(rgb: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The palette, and for each pixel its place in it.

    One colour after the other, that which lies farthest from those chosen, by the root of how often it occurs: a small
    red mark keeps its red.
    """
    colours, place, counts = np.unique(rgb, axis=0, return_inverse=True, return_counts=True)
    points, weight = colours.astype(np.int32), np.sqrt(counts)
    chosen, nearest = [int(counts.argmax())], np.zeros(len(points), np.uint8)
    far = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < COLOURS and far.any():
        chosen.append(int((far * weight).argmax()))
        away = ((points - points[chosen[-1]]) ** 2).sum(axis=1)
        nearest[away < far] = len(chosen) - 1
        far = np.minimum(far, away)
    return colours[chosen], nearest[place.reshape(-1)]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
