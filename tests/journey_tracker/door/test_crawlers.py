from __future__ import annotations

import pytest

from journey_tracker.door.crawlers import is_robot

ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.2; +https://openai.com/gptbot",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36",
    "python-requests/2.32.3",
    "curl/8.5.0",
    "",
]
PEOPLE = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5/15E148 Safari/604.1",
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36",
]


class TestIsRobot:
    @pytest.mark.parametrize("user_agent", ROBOTS)
    def test_who_says_so_is_one(self, user_agent: str) -> None:
        """Crawlers, programs, driven browsers, and who says nothing."""
        assert is_robot(user_agent)

    @pytest.mark.parametrize("user_agent", PEOPLE)
    def test_browsers_of_people_are_not(self, user_agent: str) -> None:
        """A phone of the brand Cubot neither."""
        assert not is_robot(user_agent)
