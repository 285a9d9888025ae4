"""The account that a command names, and the rules that it keeps."""

from click import ClickException
from werkzeug.datastructures import MultiDict

from form_fields import lower
from forms import RegisterForm
from models import User


def find_account(username: str) -> User:
    """Return the account of a username, typed in any case.

    :raises ClickException: there is none; ends the command with a sentence and exit code 1.
    """
    user = User.find(lower(username))
    if user is None:
        raise ClickException(f"There is no account {username!a}. See: flask users list")
    return user


def check_field(name: str, value: str, **others: str) -> str:
    """Return a value as the registration form would keep it.

    :param name: a field of :class:`forms.RegisterForm`, whose rules these are.
    :param others: fields that the rule of this one looks at.
    :raises ClickException: with the form's own sentence.
    """
    form = RegisterForm(formdata=MultiDict({**others, name: value}), meta={"csrf": False})
    if not form[name].validate(form):
        raise ClickException(" ".join(form[name].errors))
    return str(form[name].data)
