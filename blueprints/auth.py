"""/register, /login, /logout: accounts come and people go."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required

from extensions import current_settings, limiter
from forms import LoginForm, RegisterForm
from login import log_in, log_out, safe_next
from models import User, UsernameTaken

bp = Blueprint("auth", __name__)

# Of one address: enough for a workshop that mistypes its code, too few to guess one.
REFUSED_REGISTRATIONS = "30 per minute"


def is_refused(response: Response) -> bool:
    return response.status_code == 422


def is_open_to_all() -> bool:
    return current_settings().registration_code is None


@bp.get("/register")
def show_register() -> ResponseReturnValue:
    if current_user.is_authenticated:
        wanted = safe_next(request.args.get("next"), url_for("pages.show_call"))
        return redirect(wanted, 303)
    return render_template("auth/register.html", form=RegisterForm(next=request.args.get("next")))


@bp.post("/register")
@limiter.limit(REFUSED_REGISTRATIONS, deduct_when=is_refused, exempt_when=is_open_to_all)
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
def login() -> ResponseReturnValue:
    form = LoginForm()
    if form.validate():
        user = User.by_password(*form.credentials())
        if user is not None:
            log_in(user, is_remembered=form.remember.data)
            return redirect(safe_next(form.next.data, url_for("pages.show_call")), 303)
        # Which half was wrong is nobody's business.
        form.password.errors = ["Wrong username or password."]
    return render_template("auth/login.html", form=form), 422


@bp.post("/logout")
@login_required
def logout() -> ResponseReturnValue:
    log_out()
    flash("You are logged out.")
    return redirect(url_for("pages.show_home"), 303)
