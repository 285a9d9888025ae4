"""What gunicorn serves in tests: the application of an instance folder that the test names."""

import os

from flask import Flask

from app import create_app


def make_app() -> Flask:
    return create_app(os.environ, instance_path=os.environ["INSTANCE"])
