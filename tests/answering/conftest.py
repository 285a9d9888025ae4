import pytest
from flask import Flask

from extensions import db
from models import User
from tests.answering import story
from tests.conftest import Browser
from tests.sinch_voice import Voice


@pytest.fixture
def voice(app: Flask) -> Voice:
    return Voice(app)


@pytest.fixture
def steps(
    voice: Voice, client: Browser, other_client: Browser, alice: User, bob: User
) -> list[story.Step]:
    bob.phone_number = story.OUR_NUMBER
    db.session.commit()
    pages = {"alice": story.log_in(client, "alice"), "bob": story.log_in(other_client, "bob")}
    return story.steps_of(voice, pages)


@pytest.fixture
def plain(steps: list[story.Step]) -> dict[str, story.Rows]:
    """What the plain order leaves behind."""
    for step in steps:
        step()
    return story.all_rows()
