"""What gunicorn serves in the long tests: the site, and beside it a route of bare Flask.

The settings come from the environment, ``SOAK_INSTANCE`` names the folder of the installation.
"""

import os
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app import create_app

Wsgi = Callable[..., Iterable[bytes]]


def make_app() -> Wsgi:
    app = create_app(dict(os.environ), instance_path=os.environ["SOAK_INSTANCE"])
    return DispatcherMiddleware(app.wsgi_app, {"/bare": make_bare_app()})


def make_bare_app() -> Flask:
    """Flask, and an answer as long as a ticket's."""
    bare = Flask(__name__)
    answer = {"form": "registrationToken", "ticket": "x" * 460, "userId": "alice"}

    @bare.post("/")
    def give() -> dict[str, Any]:
        return answer

    return bare
