"""What keeps a workshop from starting."""


class CannotServe(Exception):
    """The text says what is wrong and what to do about it."""
