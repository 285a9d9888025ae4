"""Flask's session cookie, without its age: how long a login lasts is written in the database.

By its age a cookie from before somebody set the clock back, be it by a second, comes from the
future: Flask would not read it, and the person would be logged out.
"""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class AgelessSerializer(URLSafeTimedSerializer):
    def loads(self, s: Any, *args: Any, **options: Any) -> Any:
        return super().loads(s, *args, **{**options, "max_age": None})


class AgelessSessionInterface(SecureCookieSessionInterface):
    """One for each application: what reads its cookies is made once, for its SECRET_KEY."""

    _serializer: AgelessSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> AgelessSerializer | None:
        if self._serializer is None:
            self._serializer = self._make_serializer(app)
        return self._serializer

    def _make_serializer(self, app: Flask) -> AgelessSerializer | None:
        made = super().get_signing_serializer(app)
        if made is None:  # there is no SECRET_KEY
            return None
        return AgelessSerializer(
            made.secret_keys,
            salt=made.salt,
            serializer=made.serializer,
            signer_kwargs=made.signer_kwargs,
        )
