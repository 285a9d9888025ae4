import pytest
from flask import Flask

from tests.sinch_voice import Voice


@pytest.fixture
def voice(app: Flask) -> Voice:
    return Voice(app)
