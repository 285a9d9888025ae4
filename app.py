"""The whole site: create_app() joins the parts, main() serves them on this machine."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dotenv import dotenv_values
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import sandbox
from blueprints import (
    account,
    api,
    auth,
    callback_inspector,
    callbacks,
    health,
    history,
    inspector,
    pages,
    phone_number,
)
from cli import register_commands
from config import Settings, SettingsError
from database import engine_options
from errors import register_error_handlers
from extensions import csrf, db, limiter, login_manager, migrate
from forms import LogOutForm
from local_server import serve
from logs import register_logs
from refused_callbacks import RefusedCallbacks
from request_log import RequestLog
from schema import MIGRATIONS_FOLDER, bring_schema_up_to_date
from security_headers import register_security_headers
from static_files import register_static_files
from web_protection import protect

PARTS = (
    account,
    api,
    auth,
    callback_inspector,
    callbacks,
    health,
    history,
    inspector,
    pages,
    phone_number,
)
ROOT = Path(__file__).parent
# Larger than any form or report of ours; WebSocket messages have a limit of their own.
MAX_BODY_BYTES = 64 * 1024


def create_app(
    environ: Mapping[str, str] | None = None, *, instance_path: str | None = None
) -> Flask:
    """Make the site and bring its database up to date.

    :param environ: settings by name; left out, the environment and then ``.env`` say.
    :param instance_path: folder for what this installation makes; left out, INSTANCE_FOLDER
        says, else it is ``instance``.
    :raises config.SettingsError: the settings have faults.
    :raises instance_secrets.UnusableInstanceFolder: the sandbox can keep nothing there.
    :raises schema.SchemaError: the database cannot be used.
    """
    if environ is None:
        environ = {**read_env_file(ROOT / ".env"), **os.environ}
    app = Flask(__name__, instance_path=instance_path or find_instance_folder(environ))
    with suppress(OSError):  # whoever needs it says why it cannot be used
        Path(app.instance_path).mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = Settings.from_env(environ, instance_path=app.instance_path)
    configure(app, settings)
    bind_extensions(app)
    register_static_files(app)
    for part in PARTS:
        app.register_blueprint(part.bp)
    register_error_handlers(app)
    register_security_headers(app)
    register_logs(app, settings)
    register_commands(app)
    bring_schema_up_to_date(app)
    if settings.is_sandbox:
        sandbox.init_app(app)
    return app


def find_instance_folder(environ: Mapping[str, str]) -> str | None:
    folder = environ.get("INSTANCE_FOLDER", "").strip()
    return str(Path(folder).absolute()) if folder else None


def read_env_file(path: Path) -> dict[str, str]:
    """Read the settings kept in a file; none, if there is no file.

    :raises config.SettingsError: some editors save text as something else than UTF-8.
    """
    try:
        return {name: value or "" for name, value in dotenv_values(path).items()}
    except UnicodeDecodeError:
        raise SettingsError([f"  {path.name} is not UTF-8 text: save it again as UTF-8."]) from None


def configure(app: Flask, settings: Settings) -> None:
    """Tell Flask and its extensions what the settings mean for them."""
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(
            settings.database_url, is_sandbox=settings.is_sandbox
        ),
    )
    protect(app, settings)
    wrap(app, hops=settings.trusted_proxies)


def wrap(app: Flask, *, hops: int) -> None:
    """Know requests by an id and, through proxies, by what these say about them."""
    app.wsgi_app = RequestLog(app.wsgi_app, has_proxies=hops > 0)  # type: ignore[method-assign]
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops
        )


def bind_extensions(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS_FOLDER), render_as_batch=True)
    login_manager.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    app.extensions["refused_callbacks"] = RefusedCallbacks()
    app.context_processor(
        lambda: {"log_out_form": make_log_out_form, "settings": app.config["SETTINGS"]}
    )


def make_log_out_form() -> LogOutForm:
    # Every page has this form, also the one that cannot read what was sent.
    return LogOutForm(formdata=None)


def main() -> int:
    """Serve until Ctrl-C; returns the exit status."""
    try:
        app = create_app()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    return serve(app, app.config["SETTINGS"])


if __name__ == "__main__":
    sys.exit(main())
