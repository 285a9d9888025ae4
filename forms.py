"""One class per form; the fields that several have are in form_fields.py."""

from typing import Any

from flask import request
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, ValidationError

from extensions import current_settings
from form_fields import (
    current_password_field,
    display_name_field,
    is_registration_code,
    lower,
    new_password_field,
    username_field,
)
from password_rules import LONGEST
from phone_numbers import PhoneNumberRefused, check_own_number


class PageForm(FlaskForm):
    """Takes the texts of a form that one of our pages sent."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: FlaskForm, formdata: object) -> MultiDict[str, str] | None:
            if formdata is None or isinstance(formdata, MultiDict):
                return formdata  # said by our own code, perhaps outside of any request
            # Flask-WTF takes JSON and files too: their values are no texts, which filters expect.
            return request.form if request.method == "POST" else None


class RegisterForm(PageForm):
    username = username_field()
    display_name = display_name_field()
    password = new_password_field("Password")
    registration_code = StringField(
        "Registration code",
        description="Whoever runs this site gives it out.",
        filters=[lambda value: (value or "").strip()],
        validators=[InputRequired("Type the registration code."), is_registration_code],
    )
    next = HiddenField()
    submit = SubmitField("Create account")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if current_settings().registration_code is None:
            del self.registration_code

    def account(self) -> tuple[str, str, str]:
        """Username, display name and password, after :meth:`validate`."""
        return self.username.data or "", self.display_name.data or "", self.password.data or ""

    def names(self) -> tuple[str, ...]:
        return self.username.data or "", self.display_name.data or ""


class LoginForm(PageForm):
    username = StringField(
        "Username", filters=[lower], validators=[InputRequired("Type your username.")]
    )
    password = PasswordField(
        "Password",
        validators=[
            InputRequired("Type your password."),
            Length(max=LONGEST, message="No password here is longer than 256 characters."),
        ],
    )
    remember = BooleanField("Remember me on this computer")
    next = HiddenField()
    submit = SubmitField("Log in")

    def credentials(self) -> tuple[str, str]:
        """Username and password, after :meth:`validate`."""
        return self.username.data or "", self.password.data or ""


class DisplayNameForm(PageForm):
    display_name = display_name_field()
    save_display_name = SubmitField("Save display name")


class PhoneNumberForm(PageForm):
    """Takes a number, or gives the one up that the user has."""

    phone_number = StringField(
        "Phone number",
        description="With + and country code.",
        validators=[InputRequired("Type a phone number.")],
    )
    save_phone_number = SubmitField("Save phone number")
    remove_phone_number = SubmitField("Remove phone number")

    def validate_phone_number(self, field: Field) -> None:
        """Keep the number as E.164, however it was typed."""
        settings = current_settings()
        try:
            field.data = check_own_number(
                field.data, settings.rented_numbers, settings.caller_identifier
            )
        except PhoneNumberRefused as error:
            raise ValidationError(str(error)) from None


class PasswordForm(PageForm):
    current_password = current_password_field()
    password = new_password_field("New password")
    change_password = SubmitField("Change password")

    def names(self) -> tuple[str, ...]:
        return current_user.username, current_user.display_name


class LogOutEverywhereForm(PageForm):
    log_out_everywhere = SubmitField("Log out everywhere")


class DeleteAccountForm(PageForm):
    current_password = current_password_field()
    delete_account = SubmitField("Delete my account")


class InspectionForm(PageForm):
    credential = TextAreaField(
        "Credential",
        description="A registration token, a user ticket, the JSON answer of "
        "POST /api/registration-signature, or a callback's Authorization header. "
        "It is not stored.",
        validators=[InputRequired("Paste a credential.")],
    )
    submit = SubmitField("Explain")

    def pasted(self) -> str:
        """What was pasted, after :meth:`validate`; the page that answers holds it no more."""
        pasted, self.credential.data = self.credential.data or "", ""
        return pasted


class LogOutForm(PageForm):
    """Only carries the CSRF token."""

    submit = SubmitField("Log out")
