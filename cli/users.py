"""``flask users ...``: the accounts of this site, for whoever runs it."""

import re
import sys

import click
from click import ClickException, UsageError
from flask.cli import AppGroup

from cli.accounts import check_field, find_account
from cli.output import print_text
from models import Session, User, UsernameTaken
from models.account_deletion import delete_account
from times import to_iso

users = AppGroup("users", help="The accounts of this site.")

password_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, to its end."
)


@users.command("list")
def list_users() -> None:
    """List all accounts: username, when last seen, display name."""
    accounts = User.all()
    if not accounts:
        click.echo("There are no accounts yet: add one with flask users add USERNAME", err=True)
    for user in accounts:
        note = " (demo account, has no password)" if user.is_demo else ""
        print_text(f"{user.username:32} {to_iso(user.last_seen_at)} {user.display_name}{note}")


@users.command("add")
@click.argument("username")
@click.option("--display-name", help="What other people see; asked for if not given.")
@password_stdin
def add_user(username: str, display_name: str | None, password_stdin: bool) -> None:
    """Add the account USERNAME. Asks for what is not given; shows no password."""
    if password_stdin and display_name is None:
        raise UsageError("--password-stdin needs --display-name: then nothing is asked.")
    username = check_field("username", username)
    if display_name is None:
        display_name = click.prompt("Display name")
    display_name = check_field("display_name", display_name)
    password = read_new_password(password_stdin, username, display_name)
    try:
        User.register(username, display_name, password)
    except UsernameTaken as error:
        raise ClickException(str(error)) from None
    click.echo(f"Added {username}.")


@users.command("set-password")
@click.argument("username")
@password_stdin
def set_password(username: str, password_stdin: bool) -> None:
    """Give USERNAME a new password. Logs the account out everywhere."""
    user = find_own_account(username)
    user.change_password(read_new_password(password_stdin, user.username, user.display_name))
    Session.end_all(user)
    click.echo(f"{user.username} has a new password and is logged out everywhere.")


@users.command("delete")
@click.argument("username")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete_user(username: str, yes: bool) -> None:
    """Delete the account USERNAME and its history. Nobody can take the username again."""
    user = find_own_account(username)
    if not yes:
        click.confirm(f"Delete {user.username} ({user.display_name}) and its history?", abort=True)
    delete_account(user)
    click.echo(f"Deleted {user.username}.")


def find_own_account(username: str) -> User:
    """Find an account that belongs to somebody: the demo accounts are the sandbox's."""
    user = find_account(username)
    if user.is_demo:
        raise ClickException(
            f"{user.username} is a demo account of the sandbox; it stays as it is."
        )
    return user


def read_new_password(from_stdin: bool, username: str, display_name: str) -> str:
    """Ask for a password, or read it; only one that the owner of these names may choose."""
    if from_stdin:
        password = read_piped_password()
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return check_field("password", password, username=username, display_name=display_name)


def read_piped_password() -> str:
    """Return all of standard input but the end of its last line."""
    try:
        password = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError:
        raise ClickException("The password on standard input is not UTF-8.") from None
    return re.sub(r"\r?\n\Z", "", password)
