"""The secrets that sandbox mode makes for itself and keeps in the instance folder."""

import base64
import json
import os
import secrets
import tempfile
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

FILE_NAME = "sandbox-secrets.json"


@dataclass(frozen=True)
class InstanceSecrets:
    """Random for each installation; worth nothing outside the sandbox."""

    application_key: str
    application_secret: str = field(repr=False)
    secret_key: str = field(repr=False)


class DamagedInstanceSecrets(SystemExit):
    """The kept file cannot be read; ends the program with a sentence that says what to do."""


class UnusableInstanceFolder(SystemExit):
    """Nothing can be kept; ends the program with a sentence that says what to do."""


def load_instance_secrets(instance_path: str | Path) -> InstanceSecrets:
    """Return the kept secrets, made at the first call.

    :raises DamagedInstanceSecrets: the file is not what this module wrote.
    :raises UnusableInstanceFolder: it cannot be read, or not be written.
    """
    path = Path(instance_path) / FILE_NAME
    try:
        if not path.exists():
            write_once(path, make_instance_secrets())
        return InstanceSecrets(**json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise UnusableInstanceFolder(
            f"The folder {instance_path} cannot be used ({error.strerror}): it must be yours to"
            " read and to write in, on a disk with free space."
        ) from error
    except (ValueError, TypeError) as error:
        raise DamagedInstanceSecrets(f"{path} is damaged: delete it and start again.") from error


def make_instance_secrets() -> InstanceSecrets:
    return InstanceSecrets(
        application_key=str(uuid.uuid4()),
        application_secret=base64.b64encode(secrets.token_bytes(32)).decode("ascii"),
        secret_key=secrets.token_hex(32),
    )


def write_once(path: Path, made: InstanceSecrets) -> None:
    """Write the file whole and readable by its owner only; of two processes the first one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp makes the file with mode 0600.
    handle, temporary_name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(vars(made), file, indent=2)
        with suppress(FileExistsError):
            os.link(temporary_name, path)
    finally:
        Path(temporary_name).unlink()
