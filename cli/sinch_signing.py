"""``flask sinch ticket`` and ``flask sinch signature``: what an SDK registers with.

On standard output stands the credential and nothing else, so that it can be piped.
"""

import json

import click

from cli.accounts import find_account
from cli.sinch import sinch
from credentials import InvalidUserId
from extensions import current_settings
from form_fields import lower
from issuing import TICKET_FORMS, issue_registration_signature, issue_ticket
from models import User
from models.utc_datetime import utc_now


@sinch.command("ticket")
@click.argument("username", metavar="USER")
@click.option("--form", type=click.Choice(TICKET_FORMS), default=TICKET_FORMS[0], show_default=True)
def print_ticket(username: str, form: str) -> None:
    """Print what the SDK of USER registers with: a registration token or a user ticket.

    Who may run this command has the Application Secret, so USER need not have an account here.
    """
    account = User.find(lower(username))
    if account is None:
        click.echo(f"Note: there is no account {username!a} on this site.", err=True)
    user_id = account.sinch_user_id if account else username
    try:
        ticket = issue_ticket(current_settings().application, user_id, form, now=utc_now())
    except InvalidUserId as error:
        raise click.ClickException(str(error)) from None
    click.echo(ticket.text)


@sinch.command("signature")
@click.argument("username", metavar="USER")
def print_signature(username: str) -> None:
    """Print what a mobile SDK of USER registers with, as JSON.

    It takes the next sequence of the account, as POST /api/registration-signature does.
    """
    user = find_account(username)
    signed = issue_registration_signature(current_settings().application, user, now=utc_now())
    click.echo(json.dumps(signed))
