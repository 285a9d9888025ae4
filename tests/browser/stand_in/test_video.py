"""Video calls of the stand-in SDK, with real RTP."""

from playwright.sync_api import Browser

from tests.browser.stand_in.conftest import Client, NewClient, connect


def test_a_video_call_shows_both_to_each_other(alice_client: Client, bob_client: Client) -> None:
    connect(alice_client, bob_client)

    for client in (alice_client, bob_client):
        assert client.ask("flows('video', 'framesDecoded', 5)")
        assert client.ask("flows('audio', 'packetsReceived', 20)")
        assert client.ask("details()")["hadVideoStream"]


def test_the_callee_knows_that_it_is_a_video_call_before_answering(
    alice_client: Client, bob_client: Client
) -> None:
    alice_client.place("callUserVideo", "bob")

    assert bob_client.ask("rings()")
    assert bob_client.ask("details()")["requestedVideo"] is True
    assert bob_client.ask("call.outgoingStream.getTracks().length") == 0


def test_a_voice_call_asks_for_no_camera_and_carries_no_picture(
    alice_client: Client, bob_client: Client
) -> None:
    connect(alice_client, bob_client, "callUser")

    for client in (alice_client, bob_client):
        details = client.ask("details()")
        assert not details["requestedVideo"]
        assert not details["hadVideoStream"]
        assert details["hadAudioStream"]
        assert client.ask("call.outgoingStream.getVideoTracks().length") == 0


def test_a_paused_picture_is_black_until_it_is_resumed(
    alice_client: Client, bob_client: Client
) -> None:
    connect(alice_client, bob_client)
    assert bob_client.ask("isSeen()")

    alice_client.ask("call.pauseVideo()")
    assert bob_client.ask("isBlack()")
    assert alice_client.ask("isSeen()")

    alice_client.ask("call.resumeVideo()")
    assert bob_client.ask("isSeen()")


def test_a_callee_who_refuses_the_camera_is_heard_and_sees(
    alice_client: Client, new_client: NewClient
) -> None:
    bob = new_client("Bob", "microphone")

    connect(alice_client, bob)

    assert bob.ask("flows('video', 'framesDecoded', 5)")
    assert alice_client.ask("flows('audio', 'packetsReceived', 20)")
    assert alice_client.ask("call.incomingStream.getVideoTracks().length") == 0


def test_a_caller_without_camera_is_told_by_name_and_nobody_rings(
    browser_without_camera: Browser, new_client: NewClient, bob_client: Client
) -> None:
    alice = new_client("Alice", at=browser_without_camera)

    refusal = alice.place("callUserVideo", "bob")

    assert refusal == {
        "name": "NotFoundError",
        "cause": "NotFoundError",
        "message": "The camera cannot be used.",
    }
    connect(alice, bob_client, "callUser")
    assert bob_client.ask("details()")["requestedVideo"] is False


def test_a_callee_without_camera_sees_the_caller(
    browser_without_camera: Browser, new_client: NewClient, alice_client: Client
) -> None:
    bob = new_client("Bob", at=browser_without_camera)

    connect(alice_client, bob)

    assert bob.ask("flows('video', 'framesDecoded', 5)")
    assert bob.ask("call.outgoingStream.getVideoTracks().length") == 0
