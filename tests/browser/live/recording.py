"""What the page asked of the recording SDK, and how a test plays Sinch."""

from playwright.sync_api import Page

POLL = """
async ([name, count]) => {
  const found = () => window.recorded?.filter(([entry]) => entry === name) ?? [];
  for (const end = performance.now() + 10_000; performance.now() < end; ) {
    if (found().length >= count) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return found().map(([, ...values]) => values);
}
"""


def recorded(page: Page, name: str, count: int = 1) -> list[list]:
    """The arguments of each call of this name, once there were ``count`` of them."""
    calls: list[list] = page.evaluate(POLL, [name, count])
    assert len(calls) >= count, f"the page never called {name} {count} times"
    return calls


def order(page: Page) -> list[str]:
    names: list[str] = page.evaluate("window.recorded.map(([name]) => name)")
    return names


def ring(page: Page, user_id: str) -> None:
    page.evaluate("userId => window.recordingSdk.ring(userId)", user_id)


def tell(page: Page, event: str) -> None:
    """Sinch tells the newest call of something."""
    page.evaluate("event => window.recordingSdk.calls.at(-1).tell(event)", event)


def warn(page: Page, name: str, kind: str) -> None:
    """The SDK warns of the newest call's quality, or that it is over ("Recover")."""
    call = "([name, kind]) => window.recordingSdk.calls.at(-1).warn(name, kind)"
    page.evaluate(call, [name, kind])


def end(page: Page, end_cause: int) -> None:
    page.evaluate("endCause => window.recordingSdk.calls.at(-1).end(endCause)", end_cause)
