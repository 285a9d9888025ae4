"""Events come out of Redis as they went in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.events import Admission, Event, Invitation, Registration, Said
from sandbox.messages import Candidate, Invite
from sandbox.shared.codec import Left, Opened, SessionEnded, Told, from_json, to_json
from sandbox.switchboard_sending import Ending
from sandbox.switchboard_state import Party

texts = st.text(max_size=20)
json_objects = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)
parties = st.builds(Party, st.sampled_from(["user", "number"]), texts, texts)
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(Registration, texts, texts, texts, texts, st.floats(0, 600)),
    st.builds(Admission, texts, texts),
    st.builds(
        Invitation,
        texts,
        st.builds(Invite, headers=st.dictionaries(texts, texts, max_size=3)),
        parties,
        parties | st.builds(Ending, texts, st.none() | texts),
    ),
    st.builds(
        Said, texts, st.builds(Candidate, texts, st.dictionaries(texts, json_objects, max_size=3))
    ),
)


@given(events)
def test_events_survive_the_way_through_redis(event: Event) -> None:
    there = from_json(to_json(event))

    assert there == event
    assert type(there) is type(event)


@pytest.mark.parametrize(
    "told", [Opened("c", Party("user", "alice", "Älice"), None), Left("c"), SessionEnded(7)]
)
def test_what_processes_tell_each_other_survives_too(told: Told) -> None:
    assert from_json(to_json(told)) == told


@pytest.mark.parametrize("kind", ["Party", "SessionEnded", "", "no such kind"])
def test_nothing_that_a_browser_sends_becomes_an_object_of_ours(kind: str) -> None:
    sent = {kind: {"session_id": 1}}
    event = Said("c", Candidate("1", sent))

    there = from_json(to_json(event))

    assert isinstance(there, Said)
    assert isinstance(there.message, Candidate)
    assert there.message.candidate == json.loads(json.dumps(sent))
