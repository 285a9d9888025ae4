"""A person at a browser of their own: what they do and what they see and hear."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    WebSocket,
    expect,
)

# Keeps every peer connection that the page makes, for getStats(); changes nothing else.
KEEP_PEER_CONNECTIONS = (Path(__file__).parent / "keep_peer_connections.js").read_text("utf-8")

# A browser that allows the microphone already starts by itself, or is about to.
SETTLED = re.compile("off|ready")
AUDIO_TIMEOUT_MS = 15_000
AUDIBLE_ENERGY = 0.001


@dataclass
class Person:
    """One browser context, which shares no cookie with any other, and its first window."""

    context: BrowserContext
    url: str
    complaints: list[str] = field(default_factory=list)  # console errors, requests to other hosts
    # What may be loaded besides: the SDK from another host, the same server by other names.
    other_urls: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.context.set_default_timeout(10_000)
        self.context.add_init_script(KEEP_PEER_CONNECTIONS)
        self.context.on("console", self.note_console)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.context.on("request", self.note_request)
        self.context.on("page", lambda page: page.on("websocket", self.note_websocket))
        self.page = self.context.new_page()

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text} ({message.location})")

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.url, *self.other_urls, "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")

    def note_websocket(self, websocket: WebSocket) -> None:
        if not websocket.url.startswith(self.url.replace("http", "ws", 1)):
            self.complaints.append(f"connection to another host: {websocket.url}")

    def sign_in(self, name: str) -> "Person":
        """Become a demo user by one click, which leads to the calling page."""
        self.page.goto(self.url)
        self.page.get_by_role("button", name=f"Sign in as {name}").click()
        self.page.wait_for_url(f"{self.url}/call")
        return self

    def register(self, username: str, display_name: str) -> "Person":
        self.page.goto(f"{self.url}/register")
        self.page.get_by_label("Username").fill(username)
        self.page.get_by_label("Display name").fill(display_name)
        self.page.get_by_label("Password").fill("correct horse battery")
        self.page.get_by_role("button", name="Create account").click()
        self.page.wait_for_url(f"{self.url}/call")
        return self

    def turn_on(self) -> "Person":
        Window(self.page).turn_on()
        return self

    def second_window(self) -> "Window":
        page = self.context.new_page()
        page.goto(f"{self.url}/call")
        return Window(page).lists_people()

    @property
    def window(self) -> "Window":
        return Window(self.page)


@dataclass
class Window:
    """A window with the calling page, or with a virtual phone."""

    page: Page
    selector: str = ".phone"

    @property
    def phone(self) -> Locator:
        return self.page.locator(self.selector)

    @property
    def status_line(self) -> Locator:
        return self.page.get_by_role("status")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        self.button(name).click()

    def turn_on(self) -> "Window":
        """Turn the phone on; a browser that allows everything already needs no press."""
        expect(self.phone).to_have_attribute("data-status", SETTLED)
        if self.phone.get_attribute("data-status") == "off":
            self.press("Turn on my phone")
        return self.shows("ready").lists_people()

    def lists_people(self) -> "Window":
        """People and calls come after the phone; until then, nobody can be called."""
        expect(self.button("Copy my link")).to_be_enabled()
        return self

    def shows(self, status: str, timeout_ms: float = 10_000) -> "Window":
        expect(self.phone).to_have_attribute("data-status", status, timeout=timeout_ms)
        return self

    def says(self, sentence: Any, timeout_ms: float = 10_000) -> "Window":
        """The status line holds this text, or fits this pattern."""
        expect(self.status_line).to_contain_text(sentence, timeout=timeout_ms)
        return self

    def answer_by_key(self) -> None:
        """With the focus on Answer: in its first second a key is taken for another place's."""
        since = self.page.evaluate("performance.now()")
        self.page.wait_for_function("since => performance.now() > since + 1000", arg=since)
        self.page.keyboard.press("Enter")

    def call(self, display_name: str) -> None:
        self.press(f"Call {display_name}")

    def call_number(self, number: str) -> None:
        self.page.get_by_label("Phone number").fill(number)
        self.press("Call number")

    def hears_packets(self, at_least: int = 20) -> None:
        """Audio packets keep arriving here over RTP."""
        self.expect_rise_of("packetsReceived", at_least)

    def hears_nothing(self) -> None:
        """No connection of this window receives anything: there is no call, or none yet."""
        assert self.page.evaluate("window.testAudio.received()")["packetsReceived"] == 0

    def hears_sound(self) -> None:
        """What arrives is louder than the rounding errors of silence."""
        self.expect_rise_of("totalAudioEnergy", AUDIBLE_ENERGY)

    def hears_silence(self) -> None:
        """The level falls to zero while packets keep arriving; unmuted, it beeps each second."""
        assert self.page.evaluate(f"window.testAudio.fallsSilent(90, {AUDIO_TIMEOUT_MS})")

    def expect_rise_of(self, name: str, more_than: float) -> None:
        before = self.page.evaluate("window.testAudio.received()")[name]
        rises = "([name, above, timeout]) => window.testAudio.rises(name, above, timeout)"
        assert self.page.evaluate(rises, [name, before + more_than, AUDIO_TIMEOUT_MS])
