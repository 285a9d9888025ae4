"""Pushes as a push service brings them, and clicks on notifications, in real Chromium."""

import json
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Worker

# Chromium shows and opens windows only for a click that a person made on a real notification, so
# the two doors to the screen are replaced by notes; all else in the worker is the real thing.
WATCH_THE_SCREEN = """() => {
  self.screen = [];
  self.notificationsAskedFor = self.notificationsBeingShown = 0;
  const show = registration.showNotification.bind(registration);
  registration.showNotification = async (...values) => {
    self.notificationsAskedFor += 1;
    self.notificationsBeingShown += 1;
    await show(...values);
    self.notificationsBeingShown -= 1;
  };
  // Chromium forgets what it is just about to show when it is asked for what is shown.
  self.shownNotifications = async () =>
    self.notificationsBeingShown ? [] : registration.getNotifications();
  clients.openWindow = async (url) => void self.screen.push(["openWindow", url]);
  WindowClient.prototype.focus = async function () {
    self.screen.push(["focus", new URL(this.url).pathname]);
    return this;
  };
}"""
CLICK = """async (action) => {
  const [notification] = await registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}"""
NOTIFICATIONS = """(await self.shownNotifications()).map(
  ({ title, body, data, actions }) => ({ title, body, data, actions }))"""
# Headless Chromium takes every window for visible, also behind another one.
HIDE_WINDOWS = """() =>
  Object.defineProperty(WindowClient.prototype, "visibilityState", { get: () => "hidden" })"""


def until(expression: str, condition: str) -> str:
    """A script that gives ``expression`` once ``condition`` holds, else what it is in the end."""
    return f"""async (wanted) => {{
      const wait = () => new Promise((resolve) => setTimeout(resolve, 20));
      let found;
      for (const end = performance.now() + 10_000; performance.now() < end; await wait()) {{
        found = {expression};
        if ({condition}) break;
      }}
      return found;
    }}"""


ENOUGH = "found.length >= wanted"


class PushService:
    """Brings pushes to the one service worker of a browser context."""

    def __init__(self, page: Page) -> None:
        """:param page: a window of the site, whose SDK has registered the worker."""
        self.context: BrowserContext = page.context
        self.origin = page.evaluate("location.origin")
        self.blank = self.context.new_page()  # none of the worker's windows
        self.session: CDPSession = self.context.new_cdp_session(self.blank)
        found: list[dict[str, Any]] = []
        self.session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: found.extend(event["registrations"]),
        )
        self.session.send("ServiceWorker.enable")
        while not any(self.is_ours(entry) for entry in found):
            self.blank.evaluate("new Promise((resolve) => setTimeout(resolve, 20))")
        self.registration = next(entry for entry in found if self.is_ours(entry))
        self.worker.evaluate(WATCH_THE_SCREEN)

    def is_ours(self, registration: dict[str, Any]) -> bool:
        return str(registration["scopeURL"]) == f"{self.origin}/"

    @property
    def worker(self) -> Worker:
        return next(w for w in self.context.service_workers if w.url == f"{self.origin}/sw.js")

    def deliver(self, data: str) -> None:
        message = {
            "origin": self.origin,
            "registrationId": self.registration["registrationId"],
            "data": data,
        }
        self.session.send("ServiceWorker.deliverPushMessage", message)

    def hide_windows(self) -> None:
        self.worker.evaluate(HIDE_WINDOWS)

    def notifications(self, count: int = 1) -> list[dict[str, Any]]:
        """The notifications that are shown, once there are ``count``."""
        return self.worker.evaluate(until(NOTIFICATIONS, ENOUGH), count)  # type: ignore[no-any-return]

    def shows(self, *payloads: dict[str, Any]) -> None:
        """Notifications of these pushes are shown, or soon will be, and no others."""
        shown = "(await self.shownNotifications()).map(({ data }) => data)"
        wanted = json.dumps(payloads, separators=(",", ":"))
        script = until(shown, "JSON.stringify(found) === wanted")
        assert self.worker.evaluate(script, wanted) == list(payloads)

    def has_notified(self) -> bool:
        return bool(self.worker.evaluate("self.notificationsAskedFor > 0"))

    def click(self, action: str = "") -> None:
        self.worker.evaluate(CLICK, action)

    def screen(self, count: int = 1) -> list[list[str]]:
        """What the worker asked to be shown, once it asked ``count`` times."""
        return self.worker.evaluate(until("self.screen", ENOUGH), count)  # type: ignore[no-any-return]


def messages(page: Page, count: int = 1) -> list[Any]:
    """What the worker sent to this window, once these were ``count``."""
    return page.evaluate(until("window.workerMessages", ENOUGH), count)  # type: ignore[no-any-return]
