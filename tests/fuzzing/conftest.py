from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from extensions import db


@pytest.fixture
def sandbox_app(tmp_path: Path) -> Iterator[Flask]:
    """An application of its own: what is tried out here may leave anything behind."""
    app = create_app({}, instance_path=str(tmp_path))
    yield app
    app.extensions["sandbox"].close()
    with app.app_context():
        db.engine.dispose()
