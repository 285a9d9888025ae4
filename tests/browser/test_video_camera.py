"""The camera of a video call: chosen, unplugged; and everybody can use the page meanwhile."""

from playwright.sync_api import Locator, expect

from tests.browser.axe import expect_accessible
from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.test_devices import (
    PLUG_IN_AGAIN,
    SECOND_MICROPHONE,
    UNPLUG,
    UNPLUG_ALL,
    expect_note,
    microphone,
)
from tests.browser.video import ask, expect_words, video_call, watched, with_camera

# Chromium's pretend camera.
CAMERA = "fake_device_0"

# Whatever is to be sent next stays on its way until the test lets it go.
HOLD = """() => {
  const { prototype } = RTCRtpSender;
  const original = prototype.replaceTrack;
  prototype.replaceTrack = async function (track) {
    if (track) await new Promise((resolve) => { window.letGo = resolve; });
    return original.call(this, track);
  };
}"""


def camera(person: Person) -> Locator:
    return person.page.get_by_label("Camera", exact=True)


def test_another_camera_takes_over_is_kept_and_may_be_unplugged(new_person: NewPerson) -> None:
    alice, bob = with_camera(new_person, "Alice"), with_camera(new_person, "Bob")
    video_call(alice, bob)
    assert ask(bob, "flow()")

    camera(alice).select_option(label=CAMERA)

    assert ask(alice, f"until(() => window.pictures.sent() === '{CAMERA}')")
    assert ask(alice, "until(() => window.pictures.open('video') === 1)")
    assert ask(bob, "flow()")
    alice.page.evaluate(UNPLUG, CAMERA)
    expect_note(alice, f"{CAMERA} is gone: the system's camera is used.")
    assert ask(bob, "flow()")
    alice.page.evaluate(PLUG_IN_AGAIN)
    expect_note(alice, f"{CAMERA} is back")

    alice.window.press("Hang up")
    bob.window.shows("ready")
    video_call(alice, bob)
    expect(camera(alice).locator(":checked")).to_have_text(CAMERA)


def test_a_camera_that_cannot_be_resumed_is_told_and_may_be_tried_again(
    new_person: NewPerson,
) -> None:
    alice, bob = with_camera(new_person, "Alice"), with_camera(new_person, "Bob")
    video_call(alice, bob)
    alice.window.press("Pause camera")
    expect_words(bob, "Alice's camera is paused.")
    alice.page.evaluate(UNPLUG_ALL)

    alice.window.press("Resume camera")

    alice.window.says("There is no camera. Connect one, then try again.")
    expect(alice.window.button("Resume camera")).to_be_visible()
    alice.page.evaluate("delete navigator.mediaDevices.getUserMedia")
    alice.window.press("Resume camera")
    expect_words(bob, "")
    assert ask(bob, "flow()")


def test_a_camera_on_its_way_into_a_call_that_ends_is_closed(new_person: NewPerson) -> None:
    alice, bob = with_camera(new_person, "Alice"), with_camera(new_person, "Bob")
    video_call(alice, bob)
    alice.window.press("Pause camera")
    alice.page.evaluate(HOLD)
    alice.window.press("Resume camera")
    assert ask(alice, "until(() => window.letGo)")

    alice.window.press("Hang up")

    alice.window.shows("ready")
    assert ask(alice, "isClosed('video')")
    alice.page.evaluate("window.letGo()")
    alice.window.says("you hung up")


def test_a_microphone_on_its_way_into_a_call_that_ends_is_closed(new_person: NewPerson) -> None:
    alice, bob = with_camera(new_person, "Alice"), with_camera(new_person, "Bob")
    video_call(alice, bob)
    alice.page.evaluate(HOLD)
    microphone(alice).select_option(label=SECOND_MICROPHONE)
    assert ask(alice, "until(() => window.letGo)")

    alice.window.press("Hang up")

    alice.window.shows("ready")
    assert ask(alice, "isClosed('audio')")


def test_every_state_of_a_video_call_is_accessible(new_person: NewPerson) -> None:
    alice = with_camera(new_person, "Alice")
    bobby = watched(new_person(may_use_camera=True), "Bob")
    bobby.window.press("Video call Alice")
    alice.window.shows("incoming")
    expect_accessible(alice.page)
    expect_accessible(bobby.page)

    alice.window.press("Answer")
    expect_words(alice, "")
    expect_accessible(alice.page)
    bobby.window.press("Pause camera")
    expect_words(alice, "Bob's camera is paused.")

    expect_accessible(alice.page)
    expect_accessible(bobby.page)
