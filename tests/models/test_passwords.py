"""Checking passwords against stored hashes."""

import pytest

from models.passwords import hash_password, is_password


def test_a_hash_costs_what_owasp_asks_for() -> None:
    assert hash_password("correct horse").startswith("scrypt:32768:8:3$")


@pytest.mark.parametrize(
    "stored", ["", "x", "scrypt", "scrypt:1$a", "scrypt:a:b:c$s$h", "argon2$a$b", "$$", "md5$a$b"]
)
def test_a_stored_hash_of_no_known_kind_fits_no_password(stored: str) -> None:
    assert is_password("correct horse", stored) is False
