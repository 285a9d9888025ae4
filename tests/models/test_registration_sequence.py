"""The numbers of registration signatures, with clocks as they please."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from extensions import db
from models import User
from models.registration_sequence import next_registration_sequence

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NOON_IN_MS = 1_795_176_000_000
AT_ANY_TIME = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone

many_examples = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def alice_id(alice: User) -> int:
    return alice.id


def restore(user_id: int, sequence: int) -> None:
    """Put back what an older copy of the database holds."""
    values = {"registration_sequence": sequence}
    db.session.execute(update(User).where(User.id == user_id).values(values))
    db.session.commit()


def test_the_first_number_is_the_clock_in_milliseconds(alice_id: int) -> None:
    assert next_registration_sequence(alice_id, now=NOON) == NOON_IN_MS


def test_in_the_same_millisecond_the_counter_counts(alice_id: int) -> None:
    numbers = [next_registration_sequence(alice_id, now=NOON) for _ in range(3)]

    assert numbers == [NOON_IN_MS, NOON_IN_MS + 1, NOON_IN_MS + 2]


def test_a_clock_set_back_by_an_hour_does_not_take_the_numbers_back(alice_id: int) -> None:
    before = next_registration_sequence(alice_id, now=NOON)

    after = next_registration_sequence(alice_id, now=NOON - timedelta(hours=1))

    assert after == before + 1


def test_each_user_has_numbers_of_their_own(alice_id: int, bob: User) -> None:
    numbers = [next_registration_sequence(user_id, now=NOON) for user_id in (alice_id, bob.id)]

    assert numbers == [NOON_IN_MS, NOON_IN_MS]


def test_at_the_end_of_all_calendars_javascript_still_holds_the_number(alice_id: int) -> None:
    end = datetime.max.replace(tzinfo=UTC)

    assert next_registration_sequence(alice_id, now=end) < 2**53


@many_examples
@given(times=st.lists(AT_ANY_TIME, min_size=2, max_size=8))
def test_whatever_the_clock_does_the_numbers_rise(alice_id: int, times: list[datetime]) -> None:
    restore(alice_id, 0)

    numbers = [next_registration_sequence(alice_id, now=time) for time in times]

    assert all(earlier < later for earlier, later in pairwise(numbers))


@many_examples
@given(
    gaps=st.lists(st.integers(1, 10**9), min_size=1, max_size=8),
    data=st.data(),
)
def test_a_restored_backup_gives_no_number_again(
    alice_id: int, gaps: list[int], data: st.DataObject
) -> None:
    restore(alice_id, 0)
    now, issued = NOON, [0]
    for gap in gaps:
        now += timedelta(milliseconds=gap)
        issued.append(next_registration_sequence(alice_id, now=now))
    restore(alice_id, data.draw(st.sampled_from(issued)))

    after = next_registration_sequence(alice_id, now=now + timedelta(milliseconds=1))

    assert after > max(issued)
