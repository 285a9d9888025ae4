"""Which passwords may be chosen: long enough, not known to everybody, not the person's own name."""

from collections.abc import Iterable
from itertools import pairwise

from zxcvbn.frequency_lists import FREQUENCY_LISTS

SHORTEST, LONGEST = 8, 256
LONGEST_PATTERN = 12

# The list leaves first names out, which stand in lists of their own.
COMMON_PASSWORDS = frozenset(
    password
    for name in ("passwords", "female_names", "male_names")
    for password in FREQUENCY_LISTS[name]
    if len(password) >= SHORTEST
)


def find_password_fault(password: str, names: Iterable[str]) -> str | None:
    """Say in a sentence why a password of the right length must not be chosen; None: it may.

    :param names: what anybody knows of the person, such as the username.
    """
    plain = fold(password)
    if plain in COMMON_PASSWORDS or is_pattern(plain):
        return "This password is among the first that are tried: choose another one."
    if plain in map(fold, names):
        return "This password is your name: choose another one."
    return None


def is_pattern(plain: str) -> bool:
    """Tell of 00000000, 12121212, 87654321 and abcdefgh, which the list leaves out too."""
    if len(plain) > LONGEST_PATTERN:
        return False
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    return steps in ({1}, {-1}) or (plain.isdigit() and len(set(plain)) <= 2)


def fold(text: str) -> str:
    return "".join(text.casefold().split())
