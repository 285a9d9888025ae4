"""A person with a browser of few means: cookies, forms, and the workshop's certificate."""

import re
import urllib.error
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

from tests.workshop.program import Workshop

CSRF_TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)"')


class Visitor:
    def __init__(self, workshop: Workshop) -> None:
        self.place = workshop.place
        self.cookies = CookieJar()
        self.opener = build_opener(
            HTTPSHandler(context=workshop.trust), HTTPCookieProcessor(self.cookies)
        )

    def get(self, path: str, **headers: str) -> str:
        request = Request(f"https://{self.place}{path}", headers=headers)
        with self.opener.open(request, timeout=60) as answer:
            return str(answer.read(), "utf-8")

    def register(self, username: str, **headers: str) -> int:
        """Fill in the form, as browsers do it; return the status of the page it leads to."""
        token = CSRF_TOKEN.search(self.get("/register"))[1]
        fields = {
            "csrf_token": token,
            "username": username,
            "display_name": username.title(),
            "password": "correct horse battery",
        }
        own = {"Referer": f"https://{self.place}/register", **headers}
        request = Request(f"https://{self.place}/register", urlencode(fields).encode(), own)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code
