"""How long two people who answered each other wait until they can talk, in the sandbox.

``make bench`` runs it, with Chromium. A call, from pressing Answer until both windows show it as
established, and a bare pair of peer connections in one page of the same browser, from asking for
the microphone until both ends are connected, are set up in turn. The first call of a window also
loads the scripts that only calls need; the median does not tell of it.
"""

import statistics

from playwright.sync_api import Browser, Page

from benchmarks.in_browser import in_browser
from tests.browser.live_server import live_server
from tests.browser.person import Person

ROUNDS = 15
GOAL_MS = 300
PATIENCE_MS = 30_000
# The windows are of one machine, so they share its clock.
NOTE_CALL = """window.noted = {};
addEventListener("click", ({ target }) => {
  if (target.closest("button")?.textContent.trim() === "Answer") noted.answered = Date.now();
}, true);
new MutationObserver(() => {
  const isEstablished = document.querySelector(".phone[data-status=established]");
  if (!isEstablished) delete noted.established;
  else noted.established ??= Date.now();
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-status"] })"""
CONNECT_BARE_PAIR = """async () => {
  const begun = performance.now();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const ends = [new RTCPeerConnection(), new RTCPeerConnection()];
  const [caller, callee] = ends;
  const areConnected = ends.map((end) => new Promise((resolve) => {
    end.onconnectionstatechange = () => end.connectionState === "connected" && resolve();
  }));
  caller.onicecandidate = ({ candidate }) => candidate && callee.addIceCandidate(candidate);
  callee.onicecandidate = ({ candidate }) => candidate && caller.addIceCandidate(candidate);
  for (const end of ends) end.addTrack(stream.getAudioTracks()[0], stream);
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription);
  await Promise.all(areConnected);
  const taken = performance.now() - begun;
  for (const end of ends) end.close();
  for (const track of stream.getTracks()) track.stop();
  return taken;
}"""


def connect_call(alice: Person, bob: Person) -> float:
    """Let Alice call Bob, and hang up afterwards; return the milliseconds since Answer."""
    alice.window.call("Bob")
    alice.window.shows("ringing", PATIENCE_MS)
    bob.window.shows("incoming", PATIENCE_MS).press("Answer")
    for person in (alice, bob):
        person.window.shows("established", PATIENCE_MS)
    established = [person.page.evaluate("noted.established") for person in (alice, bob)]
    taken: float = max(established) - bob.page.evaluate("noted.answered")
    alice.window.press("Hang up")
    for person in (alice, bob):
        person.window.shows("ready", PATIENCE_MS)
    return taken


def connect_bare_pair(page: Page) -> float:
    taken: float = page.evaluate(CONNECT_BARE_PAIR)
    return taken


def measure(browser: Browser, url: str, rounds: int) -> tuple[float, float]:
    """Return the median milliseconds of a call and of a bare pair."""
    contexts = [browser.new_context(permissions=["microphone"]) for _ in range(3)]
    for context in contexts:
        context.add_init_script(NOTE_CALL)
    alice = Person(contexts[0], url).sign_in("Alice").turn_on()
    bob = Person(contexts[1], url).sign_in("Bob").turn_on()
    empty = contexts[2].new_page()
    empty.goto(url)
    calls, pairs = [], []
    for _ in range(rounds):
        pairs.append(connect_bare_pair(empty))
        calls.append(connect_call(alice, bob))
    for context in contexts:
        context.close()
    return statistics.median(calls), statistics.median(pairs)


def show(call: float, pair: float) -> None:
    print(f"milliseconds from Answer to a call; goal: {GOAL_MS} more than a bare pair")
    took = f"{call:8.0f} ms{pair:8.0f} ms{call - pair:+8.0f} ms{call / pair:8.2f} / bare pair"
    print(f"{'call in the sandbox':30}{took}")


def main(rounds: int = ROUNDS) -> None:
    with in_browser(live_server) as (browser, url):
        call, pair = measure(browser, url, rounds)
    show(call, pair)


if __name__ == "__main__":
    main()
