"""The list of people, when there are many."""

import pytest

from extensions import db
from models import User
from models.people import MOST_PEOPLE
from tests.conftest import Browser


@pytest.fixture
def crowd(alice: User) -> None:
    """Two hundred people, alice included."""
    for number in range(199):
        db.session.add(User(username=f"person-{number:03}", display_name=f"Person {number:03}"))
    db.session.commit()


def test_of_many_people_the_first_come_and_that_there_are_more(
    client: Browser, alice: User, crowd: None
) -> None:
    client.log_in(alice)

    answer = client.get("/api/people").json

    names = [person["displayName"] for person in answer["people"]]
    assert names == [f"Person {number:03}" for number in range(MOST_PEOPLE)]
    assert answer["hasMore"] is True


def test_a_query_finds_who_was_not_among_the_first(
    client: Browser, alice: User, crowd: None
) -> None:
    client.log_in(alice)

    answer = client.get("/api/people?query=person 19").json

    assert [person["userId"] for person in answer["people"]] == [
        f"person-{number}" for number in range(190, 199)
    ]
    assert answer["hasMore"] is False


def test_as_many_people_as_one_answer_holds_are_all(client: Browser, alice: User) -> None:
    for number in range(MOST_PEOPLE):
        db.session.add(User(username=f"person-{number}", display_name="Person"))
    db.session.commit()
    client.log_in(alice)

    assert client.get("/api/people").json["hasMore"] is False
