"""PHP, Ruby and Sinch's own sinch-ticketgen, run live: we read theirs, they would sign ours alike.

The PHP and Ruby scripts are written after Sinch's documents, on ``hash_hmac`` and
``OpenSSL::HMAC``. Without an interpreter its tests are skipped, and ``make test`` says so.
"""

import json
import random
import shutil
import string
import subprocess
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from credentials import (
    Application,
    read_registration_token,
    read_user_ticket,
    sign_registration,
    sign_registration_token,
    sign_user_ticket,
)
from tools.node import NodeMissing, find_node, install_packages

from .forge import KEY

SCRIPTS = Path(__file__).parent / "other_languages"
ROOT = SCRIPTS.parent.parent.parent
SECRET = bytes(random.Random("secret").randbytes(16))
APPLICATION = Application(KEY, SECRET)
TOKEN_CHARACTERS = string.ascii_letters + string.digits + "-_="
TICKET_CHARACTERS = string.printable[:94]  # quotes, slashes and backslashes too; no white space

HOW_TO_INSTALL = {
    "php": "PHP is missing, so our credentials are not compared with its hash_hmac: install"
    " php-cli (Debian: sudo apt install php-cli)",
    "ruby": "Ruby is missing, so our credentials are not compared with its OpenSSL::HMAC: install"
    " ruby (Debian: sudo apt install ruby)",
}


@dataclass(frozen=True)
class User:
    """Somebody at some moment: for a ticket, under any name that one can hold."""

    id: str
    token_id: str
    second: int
    nonce: str
    sequence: int

    @property
    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.second, UTC)

    @property
    def ticket(self) -> str:
        return sign_user_ticket(APPLICATION, self.id, created_at=self.moment)

    @property
    def token(self) -> str:
        return sign_registration_token(
            APPLICATION, self.token_id, issued_at=self.moment, nonce=self.nonce
        )


def make_users(count: int) -> list[User]:
    chance = random.Random("two hundred users")
    return [
        User(
            "".join(chance.choices(TICKET_CHARACTERS, k=chance.randint(1, 40))),
            "".join(chance.choices(TOKEN_CHARACTERS, k=chance.randint(1, 255))),
            chance.randrange(1_577_836_800, 1_893_456_000),  # 2020 to 2029
            chance.randbytes(16).hex(),
            chance.randint(1, 2**64 - 1),
        )
        for _ in range(count)
    ]


USERS = make_users(200)
TASK = {
    "key": KEY,
    "secret": b64encode(SECRET).decode(),
    # Not every language has whole numbers of 64 bits without a sign.
    "users": [vars(user) | {"sequence": str(user.sequence)} for user in USERS],
    "ours": [
        {"ticket": user.ticket, "token": user.token, "date": f"{user.moment:%Y%m%d}"}
        for user in USERS
    ],
}


def command_of(language: str) -> list[str]:
    if language != "node":
        program = shutil.which(language) or pytest.skip(HOW_TO_INSTALL[language])
        return [program, str(SCRIPTS / f"make_tickets.{'rb' if language == 'ruby' else 'php'}")]
    try:
        node = find_node()
        assert install_packages(ROOT) == 0, "npm could not install sinch-ticketgen"
    except NodeMissing as reason:
        pytest.skip(f"{reason}; so our user tickets are not compared with sinch-ticketgen's")
    return [node, str(SCRIPTS / "make_tickets.mjs"), str(ROOT / "package.json")]


def run(language: str) -> dict[str, Any]:
    command = command_of(language)
    answer = subprocess.run(command, input=json.dumps(TASK).encode(), capture_output=True)
    assert (answer.returncode, answer.stderr.decode()) == (0, "")
    return dict(json.loads(answer.stdout))


@pytest.fixture(scope="module", params=["php", "ruby", "node"])
def made(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the language made of the task."""
    return run(request.param)


@pytest.fixture(scope="module", params=["php", "ruby"])
def made_in_all_forms(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The same; sinch-ticketgen knows user tickets only."""
    return run(request.param)


def test_their_tickets_are_read(made) -> None:
    read = [
        read_user_ticket(APPLICATION, ticket, now=user.moment)
        for user, ticket in zip(USERS, made["tickets"], strict=True)
    ]

    assert [(ticket.user_id, ticket.created_at) for ticket in read] == [
        (user.id, user.moment) for user in USERS
    ]


def test_our_tickets_have_the_signature_that_they_compute(made) -> None:
    computed = [signatures[0] for signatures in made["resigned"]]

    assert [user.ticket.split(":")[1] for user in USERS] == computed


def test_their_tokens_are_read(made_in_all_forms) -> None:
    read = [
        read_registration_token(APPLICATION, token, now=user.moment)
        for user, token in zip(USERS, made_in_all_forms["tokens"], strict=True)
    ]

    assert [(token.user_id, token.issued_at, token.nonce) for token in read] == [
        (user.id, user.moment, user.nonce) for user in USERS
    ]


def test_our_tokens_have_the_signature_that_they_compute(made_in_all_forms) -> None:
    computed = [signatures[1] for signatures in made_in_all_forms["resigned"]]

    assert [user.token.split(".")[2] for user in USERS] == computed


def test_our_registration_signatures_equal_theirs(made_in_all_forms) -> None:
    ours = [sign_registration(APPLICATION, user.id, sequence=user.sequence) for user in USERS]

    assert ours == made_in_all_forms["signatures"]
