"""The fields that several forms have, and the rules of an account."""

import hmac
from typing import Protocol

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, StringField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from config import USERNAME
from display_names import shows_what_it_is, tidy_name
from extensions import current_settings
from password_rules import LONGEST, SHORTEST, find_password_fault

USERNAME_RULE = (
    "3 to 32 small letters, digits, - and _, beginning with a letter or a digit. "
    "It cannot be changed later."
)
PASSWORD_LENGTH = Length(
    SHORTEST, LONGEST, f"The password needs {SHORTEST} to {LONGEST} characters."
)


def lower(value: str | None) -> str:
    return (value or "").strip().lower()


def is_printable_name(_: FlaskForm, field: Field) -> None:
    if not shows_what_it_is(field.data):
        raise ValidationError("The display name has characters that cannot be shown.")


class FormWithNames(Protocol):
    def names(self) -> tuple[str, ...]: ...


def is_hard_to_guess(form: "FormWithNames", field: Field) -> None:
    fault = None if field.errors else find_password_fault(field.data, form.names())
    if fault:
        raise ValidationError(fault)


def username_field() -> StringField:
    return StringField(
        "Username",
        description=USERNAME_RULE,
        filters=[lower],
        validators=[
            InputRequired("Type a username."),
            Regexp(rf"{USERNAME.pattern}\Z", message=f"The username needs {USERNAME_RULE}"),
        ],
    )


def display_name_field() -> StringField:
    return StringField(
        "Display name",
        description="What other people see, in any script.",
        filters=[tidy_name],
        validators=[
            InputRequired("Type the name that other people will see."),
            Length(1, 60, "The display name needs 1 to 60 characters."),
            is_printable_name,
        ],
    )


def new_password_field(label: str) -> PasswordField:
    return PasswordField(
        label,
        description="8 characters or more; a few words are easy to remember.",
        validators=[InputRequired("Type a password."), PASSWORD_LENGTH, is_hard_to_guess],
    )


def current_password_field() -> PasswordField:
    return PasswordField(
        "Current password",
        validators=[InputRequired("Type your current password."), Length(max=LONGEST)],
    )


def is_registration_code(_: FlaskForm, field: Field) -> None:
    expected = current_settings().registration_code or ""
    # In the same time however much of it is right.
    if not hmac.compare_digest(field.data.encode(), expected.encode()):
        raise ValidationError("This is not the registration code: ask whoever runs this site.")
