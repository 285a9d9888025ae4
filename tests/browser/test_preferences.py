"""What people set in their system: less motion, colours of their own, larger text; and quiet."""

from playwright.sync_api import Page, expect

from tests.browser.axe import expect_no_sideways_scrolling, expect_none, violations
from tests.browser.conftest import NewPerson
from tests.browser.crowd import EMOJI, fill_lists
from tests.browser.live_server import LiveServer
from tests.browser.person import Person

MOVES = """() =>
  [...document.querySelectorAll("*")]
    .map((element) => [element, getComputedStyle(element)])
    .filter(([, { animationName, transitionDuration, scrollBehavior }]) =>
      animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior === "smooth")
    .map(([element]) => element.outerHTML.slice(0, 120))
"""
# What a screen reader reads out by itself when it changes.
KEEP_ANNOUNCEMENTS = """() => {
  window.announced = [];
  const regions = document.querySelectorAll("[role=status], [role=alert], [aria-live=polite]");
  const note = ([{ target }]) => window.announced.push(target.textContent);
  for (const region of regions) {
    new MutationObserver(note).observe(region, {
      subtree: true, childList: true, characterData: true,
    });
  }
}"""
# 0 is black, 1 is white.
SHADE = """element => {
  const [red, green, blue] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g);
  return (0.3 * red + 0.6 * green + 0.1 * blue) / 255;
}"""
LOOK_AT_PEOPLE_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def test_nothing_moves_for_people_who_want_less_motion(new_person: NewPerson) -> None:
    person = new_person(reduced_motion="reduce").sign_in("Alice").turn_on()
    for path in ("/call", "/account"):
        person.page.goto(person.url + path)

        expect_none(person.page.evaluate(MOVES), f"on {path}")


def test_in_forced_colours_focus_and_buttons_keep_their_edges(new_person: NewPerson) -> None:
    person = new_person(forced_colors="active").sign_in("Alice").turn_on()
    page = person.page

    page.get_by_label("Phone number").focus()

    assert edge_of(page, ":focus", "outline") >= 2
    assert edge_of(page, ".btn", "border-top") >= 1
    expect_none(violations(page), "in forced colours")


def edge_of(page: Page, selector: str, edge: str) -> float:
    """The width of an outline or border that is drawn; 0 for one that is not."""
    width: float = page.locator(selector).first.evaluate(
        """(element, edge) => {
             const style = getComputedStyle(element);
             const isDrawn = style.getPropertyValue(`${edge}-style`) !== "none";
             return isDrawn ? parseFloat(style.getPropertyValue(`${edge}-width`)) : 0;
           }""",
        edge,
    )
    return width


def test_text_of_twice_the_size_fits_a_narrow_window(alice: Person, server: LiveServer) -> None:
    fill_lists(server, "alice")
    alice.page.reload()
    alice.turn_on()
    expect(alice.window.button(f"Call {EMOJI}")).to_be_visible()

    # The sizes of the sheet are in rem: this is what a larger font in the settings does.
    alice.page.evaluate("document.documentElement.style.fontSize = '200%'")

    expect_no_sideways_scrolling(alice.page, 640)


def test_a_page_that_only_waits_says_nothing(alice: Person, bob: Person) -> None:
    expect(alice.window.button("Call Bob")).to_be_visible()
    alice.page.evaluate(KEEP_ANNOUNCEMENTS)

    for _ in range(3):
        with alice.page.expect_response("**/api/people*"):
            alice.page.evaluate(LOOK_AT_PEOPLE_AGAIN)

    assert alice.page.evaluate("window.announced") == []


def test_the_seconds_of_a_call_are_not_read_out(alice: Person, bob: Person) -> None:
    alice.window.call("Bob")
    bob.window.shows("incoming").press("Answer")
    alice.window.shows("established")
    alice.page.evaluate(KEEP_ANNOUNCEMENTS)

    expect(alice.page.get_by_role("timer")).to_have_text("0:02")

    assert alice.page.evaluate("window.announced") == []


def test_a_call_from_beginning_to_end_is_a_handful_of_sentences(alice: Person, bob: Person) -> None:
    bob.page.evaluate(KEEP_ANNOUNCEMENTS)

    alice.window.call("Bob")
    bob.window.shows("incoming").press("Answer")
    bob.window.shows("established")
    alice.window.press("Hang up")
    bob.window.shows("ready").says("Alice hung up")

    sentences = [" ".join(text.split()) for text in bob.page.evaluate("window.announced")]
    assert len(sentences) == len(set(sentences)) <= 4


def test_the_page_is_as_dark_as_the_system(alice: Person) -> None:
    for scheme, is_dark in (("light", False), ("dark", True)):
        alice.page.emulate_media(color_scheme=scheme)

        for place in ("body", ".panel", "#phone-number"):
            shade = alice.page.locator(place).first.evaluate(SHADE)
            assert (shade < 0.3) if is_dark else (shade > 0.7), f"{place} in {scheme}"
