"""Ten thousand messages that make no sense: the server stays up, a bystander's call untouched."""

import json
import random
from urllib.request import urlopen

from tests.sandbox import wire
from tests.sandbox.wire import PHONE, new_uuid

MALFORMED = 1_500  # each ends its connection
NONSENSE = 8_500  # well-formed, and answered with an error or not at all
NONSENSE_PER_CONNECTION = 50  # fewer than the rate limit lets through at once
REFUSED_NUMBER = "+33123456789"
WRONG_VALUES = [True, -1, 0, 1.5, 1e308, 2**70, [], [[]]]


def malformed_frame(chance: random.Random) -> bytes:
    good = json.dumps(chance.choice(nonsense(new_uuid()))).encode()
    match chance.randrange(6):
        case 0:
            return chance.randbytes(chance.randrange(1, 200))
        case 1:
            return good[: chance.randrange(len(good))]
        case 2:
            return b"x" * chance.randrange(16_385, 20_000)
        case 3:
            return chance.choice([b"[", b'{"a":']) * chance.randrange(1, 2_000)
        case 4:
            message = json.loads(good)
            # No member of any message is a list, a number or a truth value.
            message[chance.choice([*message, "extra"])] = chance.choice(WRONG_VALUES)
            return json.dumps(message).encode()
        case _:
            changed = bytearray(good)
            changed[chance.randrange(1, 8)] = chance.randrange(256)
            return bytes(changed[:-1])


def nonsense(call_id: str) -> list[dict]:
    return [
        wire.ringing(call_id),
        wire.answer(call_id),
        wire.hangup(call_id),
        wire.candidate(call_id),
        wire.dtmf(call_id, "0"),
        wire.invite(call_id, "nobody"),
        wire.invite(new_uuid(), REFUSED_NUMBER, callerIdentifier=None),
        wire.register("nobody", "a.b.c", call_id, "no key"),
    ]


def test_ten_thousand_bad_messages_touch_no_bystander(site):
    chance = random.Random(20261120)
    alices, bobs, _, call_id = site.talk()
    attackers = [site.person("Mallory") for _ in range(20)]

    for number in range(MALFORMED):
        window = open_window(site, chance, attackers)
        frame, opcode = malformed_frame(chance), chance.choice([1, 1, 1, 2])
        window.socket.send(frame, opcode)
        assert window.hear_close() in (4400, 1007)
        window.close()
        site.windows.remove(window)
        if number % 100 == 0:
            exchange_candidates(alices, bobs, call_id)
    for _ in range(NONSENSE // NONSENSE_PER_CONNECTION):
        window = open_window(site, chance, attackers)
        for _ in range(NONSENSE_PER_CONNECTION):
            window.say(chance.choice(nonsense(chance.choice([call_id, call_id, new_uuid()]))))
        # Its answer comes after those to all that came before.
        window.say(wire.hangup("00000000-0000-4000-8000-000000000000"))
        while window.hear().get("callId") != "00000000-0000-4000-8000-000000000000":
            pass
        window.close()
        site.windows.remove(window)
        exchange_candidates(alices, bobs, call_id)

    with urlopen(f"{site.origin}/healthz", timeout=10) as answer:  # noqa: S310 - our own server
        assert answer.status == 200
    bobs.say(wire.hangup(call_id))
    assert alices.hear() == bobs.hear() == wire.ended(call_id, "HungUp")


def open_window(site, chance, attackers):
    """A virtual phone, a window that is logged in, or one that is registered too."""
    match chance.randrange(3):
        case 0:
            return site.phone(PHONE)
        case 1:
            return site.connect(cookie=chance.choice(attackers).cookie)
        case _:
            return site.window(chance.choice(attackers))


def exchange_candidates(alices, bobs, call_id):
    """What the bystanders hear next is what they said to each other, and nothing else."""
    alices.say(wire.candidate(call_id))
    bobs.say(wire.candidate(call_id))
    assert alices.hear() == bobs.hear() == wire.candidate(call_id)
