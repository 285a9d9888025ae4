"""Video calls at the switchboard: who is asked for a picture, and who is not."""

from sandbox.decisions import ConnectPhone
from sandbox.session_description import without_picture
from tests.sandbox import wire
from tests.sandbox.wire import CALLER_IDENTIFIER, PHONE, SDP

VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendrecv\r\na=rtpmap:96 VP8/90000\r\n"


def test_a_video_call_is_one_for_the_callee(exchange):
    alice, bob = exchange.window("alice"), exchange.window("bob")

    exchange.call(alice, "bob", offer=SDP + VIDEO, video=True)

    incoming = exchange.take(bob)[0]
    assert incoming["video"] is True
    assert incoming["offer"] == SDP + VIDEO


def test_the_application_hears_of_a_video_call_as_of_any_other(exchange):
    alice, _ = exchange.window("alice"), exchange.window("bob")

    exchange.call(alice, "bob", video=True)
    exchange.call(alice, "bob", video=False)

    video, voice = exchange.told("ice")
    assert video.keys() == voice.keys()
    assert video["domain"] == voice["domain"] == "mxp"


def test_a_telephone_is_offered_no_picture(exchange):
    exchange.application = lambda _: ConnectPhone(PHONE, CALLER_IDENTIFIER)
    alice, phone = exchange.window("alice"), exchange.phone(PHONE)

    exchange.call(alice, "bob", offer=SDP + VIDEO, video=True)

    incoming = exchange.take(phone)[0]
    assert incoming["video"] is False
    assert incoming["offer"] == SDP + VIDEO.replace("sendrecv", "inactive")


def test_only_the_picture_is_taken_out_of_an_offer_wherever_it_stands():
    start, sound = SDP.split("m=audio")
    offer = f"{start}{VIDEO}m=audio{sound}"

    assert without_picture(offer) == offer.replace(VIDEO, VIDEO.replace("sendrecv", "inactive"))
    assert without_picture(SDP) == SDP


def test_an_answer_over_the_websockets_may_have_a_picture(site):
    alice, bob = site.person("Alice"), site.person("Bob")
    alices, bobs = site.window(alice), site.window(bob)
    call_id = wire.new_uuid()

    alices.say(wire.invite(call_id, bob.user_id, offer=SDP + VIDEO, video=True))
    incoming = bobs.hear()
    bobs.say({**wire.answer(call_id), "answer": SDP + VIDEO})

    assert incoming["video"] is True
    assert [alices.hear()["type"] for _ in range(2)] == ["progressing", "answered"]
