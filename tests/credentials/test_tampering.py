"""Whatever is changed, cut, added or swapped in a right credential, it is refused."""

import string
from collections.abc import Callable
from itertools import permutations

import pytest

from credentials import CredentialError, read_registration_token, read_user_ticket

from .forge import APPLICATION, NOON, forge_ticket, forge_token

Reader = Callable[[object], object]


def read_token(token: object) -> object:
    return read_registration_token(APPLICATION, token, now=NOON)


def read_ticket(ticket: object) -> object:
    return read_user_ticket(APPLICATION, ticket, now=NOON)


FORMS = pytest.mark.parametrize(
    ("read", "right"),
    [(read_token, forge_token()), (read_ticket, forge_ticket())],
    ids=["token", "ticket"],
)


@FORMS
def test_every_single_changed_character_is_refused(read: Reader, right: str) -> None:
    # Every place, also the last of each part, some bits of which a lax decoder ignores.
    for place, character in enumerate(right):
        for other in set(string.ascii_letters + string.digits + "+/-_=.: \n") - {character}:
            with pytest.raises(CredentialError):
                read(right[:place] + other + right[place + 1 :])


@FORMS
def test_every_cut_or_inserted_character_is_refused(read: Reader, right: str) -> None:
    for place in range(len(right)):
        before, after = right[:place], right[place:]
        for text in [before, before + after[1:], *(before + more + after for more in "A=\n.:")]:
            with pytest.raises(CredentialError):
                read(text)


@pytest.mark.parametrize(
    ("read", "one", "other", "separator"),
    [
        (read_token, forge_token(), forge_token({"typ": "JWT"}, nonce="m"), "."),
        (read_ticket, forge_ticket(), forge_ticket(expiresIn=60), ":"),
    ],
    ids=["token", "ticket"],
)
def test_swapped_and_exchanged_parts_are_refused(
    read: Reader, one: str, other: str, separator: str
) -> None:
    parts, others = one.split(separator), other.split(separator)
    swapped = [list(order) for order in permutations(parts)][1:]
    exchanged = [[*parts[:i], others[i], *parts[i + 1 :]] for i in range(len(parts))]

    for wrong in swapped + exchanged:
        with pytest.raises(CredentialError):
            read(separator.join(wrong))
