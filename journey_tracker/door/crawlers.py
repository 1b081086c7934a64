"""Which visitors are robots, as far as they say so themselves."""

from __future__ import annotations

import re

# Cubot makes phones.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|mediapartners|headless|lighthouse|pagespeed|pingdom|uptime|statuscake|"
    r"facebookexternalhit|embedly|preview\b|archiver|phantomjs|puppeteer|playwright|selenium|python|curl|wget|"
    r"java/|go-http|okhttp|axios|node-fetch|scrapy|httpclient|libwww|"
    r"chatgpt|claude|perplexity|google-extended|googleother",
    re.IGNORECASE,
)


def is_robot(user_agent: str) -> bool:
    """Whether a User-Agent is that of a known crawler, a program or a driven browser; an empty one is, too."""
    return not user_agent.strip() or _ROBOT.search(user_agent) is not None
