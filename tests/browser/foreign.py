"""A shop of somebody else, on an origin of its own, with our script tag."""

from __future__ import annotations

from playwright.sync_api import Page

ORIGIN = "http://shop.test"
"""Never connected to: a test answers for it."""
PAGE = """<!doctype html><html lang="nl"><head><title>Winkel</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>Winkel</h1><script src="{gateway}/widget/launcher.js" async {attributes}></script></body></html>"""


def open_shop(page: Page, gateway: str, path: str = "/", *, attributes: str = "", policy: str = "") -> None:
    """Go to a page of the shop, whose script tag has these attributes and whose answer has this CSP."""
    headers = {"Content-Security-Policy": policy} if policy else {}
    body = PAGE.format(gateway=gateway, attributes=attributes)
    page.unroute(f"{ORIGIN}/**")
    page.route(f"{ORIGIN}/**", lambda route: route.fulfill(body=body, content_type="text/html", headers=headers))
    page.goto(f"{ORIGIN}{path}")


def policy_for(gateway: str) -> str:
    """The Content-Security-Policy that docs/widget.md asks for, and nothing more."""
    socket = gateway.replace("http", "ws", 1)
    return (
        f"default-src 'none'; script-src {gateway}; style-src {gateway}; "
        f"connect-src {gateway} {socket}; img-src {gateway}"
    )
