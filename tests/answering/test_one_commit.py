"""A callback costs one commit: on a disk, that is what takes the time."""

from sqlalchemy import Engine, event

from models import User
from tests.sinch_voice import SWEDISH_MOBILE, Voice, ace, dice, ice


def test_deciding_and_keeping_is_one_transaction(voice: Voice, alice: User, bob: User) -> None:
    commits: list[object] = []
    note = commits.append
    event.listen(Engine, "commit", note)
    told = ice("alice", "bob"), ice("alice", SWEDISH_MOBILE)

    for incoming in told:
        for each in (incoming, ace(incoming), dice(incoming)):
            voice.deliver(each)

    event.remove(Engine, "commit", note)
    assert len(commits) == 2 * 3
