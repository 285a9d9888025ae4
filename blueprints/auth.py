"""/register, /login, /logout: accounts come and people go."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from extensions import address_that_asks, current_settings, limiter
from forms import LoginForm, RegisterForm
from login import log_in, log_out, safe_next
from login_attempts import TooManyAttempts, begin_attempt, note_success
from logs import note_refusal
from models import User, UsernameTaken

bp = Blueprint("auth", __name__)

# Of one address: enough for a workshop that mistypes its code, too few to guess one.
REFUSED_REGISTRATIONS = "30 per minute"


def is_refused(response: Response) -> bool:
    return response.status_code == 422


def is_open_to_all() -> bool:
    return current_settings().registration_code is None


def registrations() -> str:
    return f"{current_settings().web.registrations_per_hour} per hour"


def logins() -> str:
    return f"{current_settings().web.logins_per_minute} per minute"


@bp.get("/register")
def show_register() -> ResponseReturnValue:
    if current_user.is_authenticated:
        wanted = safe_next(request.args.get("next"), url_for("pages.show_call"))
        return redirect(wanted, 303)
    return render_template("auth/register.html", form=RegisterForm(next=request.args.get("next")))


@bp.post("/register")
@limiter.limit(REFUSED_REGISTRATIONS, deduct_when=is_refused, exempt_when=is_open_to_all)
@limiter.limit(registrations, key_func=address_that_asks)
def register() -> ResponseReturnValue:
    """Create the account and log in."""
    form = RegisterForm()
    if form.validate():
        try:
            user = User.register(*form.account())
        except UsernameTaken as error:
            form.username.errors = [str(error)]
        else:
            log_in(user)
            return redirect(safe_next(form.next.data, url_for("pages.show_call")), 303)
    return render_template("auth/register.html", form=form), 422


@bp.get("/login")
def show_login() -> ResponseReturnValue:
    wanted = safe_next(request.args.get("next"), url_for("pages.show_call"))
    if current_user.is_authenticated:
        return redirect(wanted, 303)
    return render_template("auth/login.html", form=LoginForm(next=request.args.get("next")))


@bp.post("/login")
@limiter.limit(logins, key_func=address_that_asks)
def login() -> ResponseReturnValue:
    form = LoginForm()
    if not form.validate():
        return render_template("auth/login.html", form=form), 422
    try:
        user = find_by_password(*form.credentials())
    except TooManyAttempts as wait:
        note_refusal("too_many_attempts")
        form.password.errors = [str(wait)]
        page = render_template("auth/login.html", form=form)
        return page, 429, {"Retry-After": str(wait.seconds)}
    if user is None:
        note_refusal("wrong_password")
        # Which half was wrong is nobody's business.
        form.password.errors = ["Wrong username or password."]
        return render_template("auth/login.html", form=form), 422
    log_in(user, is_remembered=form.remember.data)
    return redirect(safe_next(form.next.data, url_for("pages.show_call")), 303)


def find_by_password(username: str, password: str) -> User | None:
    """Return who logs in so.

    :raises login_attempts.TooManyAttempts: whether or not there is such an account.
    """
    begin_attempt(username)
    user = User.by_password(username, password)
    if user is not None:
        note_success(username)
    return user


@bp.post("/logout")
@login_required
def logout() -> ResponseReturnValue:
    log_out()
    flash("You are logged out.")
    return redirect(url_for("pages.show_home"), 303)
