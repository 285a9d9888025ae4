"""/account: one page, some forms, each with submit buttons of its own names."""

from flask import Blueprint, after_this_request, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from forms import (
    DeleteAccountForm,
    DisplayNameForm,
    LogOutEverywhereForm,
    PasswordForm,
    PhoneNumberForm,
)
from login import clear_browser, log_in, log_out
from login_attempts import TooManyAttempts, begin_attempt, note_success
from models import PhoneNumberTaken, Session
from models.account_deletion import delete_account

bp = Blueprint("account", __name__)

WRONG_PASSWORD = "This is not your current password."  # noqa: S105 - a sentence


@bp.get("/account")
@login_required
def show() -> ResponseReturnValue:
    return render_account()


@bp.post("/account")
@login_required
def change() -> ResponseReturnValue:
    """Do what the pressed button says."""
    if "save_display_name" in request.form:
        return save_display_name()
    if "save_phone_number" in request.form:
        return save_phone_number()
    if "remove_phone_number" in request.form:
        return remove_phone_number()
    if "change_password" in request.form and not current_user.is_demo:
        return change_password()
    if "log_out_everywhere" in request.form and not current_user.is_demo:
        return log_out_everywhere()
    if "delete_account" in request.form and not current_user.is_demo:
        return delete()
    return render_account(), 422


def save_display_name() -> ResponseReturnValue:
    form = DisplayNameForm()
    if not form.validate():
        return render_account(display_name_form=form), 422
    current_user.account().rename(form.display_name.data)
    flash("Your display name is saved.")
    return redirect(url_for(".show"), 303)


def save_phone_number() -> ResponseReturnValue:
    form = PhoneNumberForm()
    if not form.validate():
        return render_account(phone_number_form=form), 422
    try:
        current_user.account().take_phone_number(form.phone_number.data)
    except PhoneNumberTaken as error:
        form.phone_number.errors = [str(error)]
        return render_account(phone_number_form=form), 422
    flash(f"{form.phone_number.data} is your phone number now.")
    return redirect(url_for(".show"), 303)


def remove_phone_number() -> ResponseReturnValue:
    current_user.account().take_phone_number(None)
    flash("You have no phone number any more.")
    return redirect(url_for(".show"), 303)


def change_password() -> ResponseReturnValue:
    """Change it and end every session, in case the old password was known to somebody."""
    form = PasswordForm()
    user = current_user.account()
    if not form.validate() or not fits_current_password(form):
        return render_account(password_form=form), 422
    user.change_password(form.password.data)
    Session.end_all(user)
    log_in(user)
    flash("Your password is changed. Other browsers are logged out.")
    return redirect(url_for(".show"), 303)


def log_out_everywhere() -> ResponseReturnValue:
    """End every session of the account, this one too."""
    Session.end_all(current_user.account())
    log_out()
    flash("You are logged out everywhere.")
    return redirect(url_for("pages.show_home"), 303)


def delete() -> ResponseReturnValue:
    form = DeleteAccountForm()
    if not form.validate() or not fits_current_password(form):
        return render_account(delete_form=form), 422
    delete_account(current_user.account())
    after_this_request(clear_browser)
    flash("Your account and its history are deleted.")
    return redirect(url_for("pages.show_home"), 303)


def fits_current_password(form: PasswordForm | DeleteAccountForm) -> bool:
    """Check it like a login: a stolen session must not be a place to guess passwords."""
    try:
        begin_attempt(current_user.username)
    except TooManyAttempts as wait:
        form.current_password.errors = [str(wait)]
        return False
    if not current_user.account().has_password(form.current_password.data):
        form.current_password.errors = [WRONG_PASSWORD]
        return False
    note_success(current_user.username)
    return True


def render_account(
    display_name_form: DisplayNameForm | None = None,
    phone_number_form: PhoneNumberForm | None = None,
    password_form: PasswordForm | None = None,
    delete_form: DeleteAccountForm | None = None,
) -> str:
    """Show the forms; those that were not sent are fresh."""
    return render_template(
        "auth/account.html",
        # formdata=None: a form must not take over what was sent to its neighbour.
        display_name_form=display_name_form
        or DisplayNameForm(formdata=None, display_name=current_user.display_name),
        phone_number_form=phone_number_form
        or PhoneNumberForm(formdata=None, phone_number=current_user.phone_number),
        password_form=password_form or PasswordForm(formdata=None),
        log_out_everywhere_form=LogOutEverywhereForm(formdata=None),
        delete_form=delete_form or DeleteAccountForm(formdata=None),
    )
