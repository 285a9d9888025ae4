"""A call is heard: by who is called in every window, by the caller, and not any longer."""

from playwright.sync_api import Page

from tests.browser.person import Person, Window

# What goes to the loudspeakers, listened to on its way; it is heard as before.
LISTEN = """() => {
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (target, ...rest) {
    if (target === this.context.destination) {
      const listener = new AnalyserNode(this.context, { fftSize: 2048 });
      connect.call(this, listener);
      const samples = new Float32Array(listener.fftSize);
      window.loudness = () => {
        listener.getFloatTimeDomainData(samples);
        return Math.max(...samples.map(Math.abs));
      };
    }
    return connect.call(this, target, ...rest);
  };
}"""
AUDIBLE = 0.02
# One look is enough for a sound; silence lasts longer than the pauses of any tone, 4 seconds.
IS_HEARD = f"() => window.loudness?.() > {AUDIBLE}"
BEGIN_TO_LISTEN = f"""() => {{
  window.fallsSilent = (async () => {{
    for (let since = performance.now(), end = since + 15000; performance.now() < end; ) {{
      if (window.loudness() > {AUDIBLE}) since = performance.now();
      if (performance.now() - since > 5000) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }}
    return false;
  }})();
}}"""


def listen(page: Page) -> None:
    page.evaluate(LISTEN)
    page.get_by_role("heading", name="People").click()  # no page makes a sound before a click


def hears_a_tone(window: Window) -> None:
    window.page.wait_for_function(IS_HEARD)


def fall_silent(*windows: Window) -> None:
    for window in windows:
        window.page.evaluate(BEGIN_TO_LISTEN)
    for window in windows:
        assert window.page.evaluate("window.fallsSilent")


def test_every_window_of_the_callee_rings_until_one_answers(alice: Person, bob: Person) -> None:
    other = bob.second_window().turn_on()
    for page in (alice.page, bob.page, other.page):
        listen(page)

    alice.window.call("Bob")

    for window in (alice.window, bob.window, other):
        hears_a_tone(window)
    other.press("Answer")
    other.shows("established")
    fall_silent(alice.window, bob.window, other)
