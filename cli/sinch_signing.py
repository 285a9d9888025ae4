"""``flask sinch ticket`` and ``flask sinch signature``: credentials for accounts of this site.

On standard output stands the credential and nothing else, so that it can be piped.
"""

import json

import click

from cli.accounts import find_account
from cli.sinch import sinch
from extensions import current_settings
from issuing import TICKET_FORMS, issue_registration_signature, issue_ticket
from models.utc_datetime import utc_now


@sinch.command("ticket")
@click.argument("username", metavar="USER")
@click.option("--form", type=click.Choice(TICKET_FORMS), default=TICKET_FORMS[0], show_default=True)
def print_ticket(username: str, form: str) -> None:
    """Print what the SDK of USER registers with: a registration token or a user ticket."""
    application = current_settings().application
    click.echo(issue_ticket(application, find_account(username), form, now=utc_now()).text)


@sinch.command("signature")
@click.argument("username", metavar="USER")
def print_signature(username: str) -> None:
    """Print what a mobile SDK of USER registers with, as JSON.

    It takes the next sequence of the account, as POST /api/registration-signature does.
    """
    user = find_account(username)
    signed = issue_registration_signature(current_settings().application, user, now=utc_now())
    click.echo(json.dumps(signed))
