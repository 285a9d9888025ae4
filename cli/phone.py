"""``flask phone on|off|status``: the operator's switch for calls to phones, and what they cost."""

import click
from flask.cli import AppGroup

from cli.phone_status import describe_status
from models import PhoneSwitch
from models.utc_datetime import utc_now

phone = AppGroup("phone", help="Calls from browsers to phones: the switch, and today's use.")


@phone.command("on")
def turn_on() -> None:
    """Allow calls to phones, from the next one on."""
    PhoneSwitch.turn(is_on=True)
    say_status()


@phone.command("off")
def turn_off() -> None:
    """Refuse calls to phones from the next one on. Those that are up go on to their end."""
    PhoneSwitch.turn(is_on=False)
    say_status()


@phone.command("status")
def print_status() -> None:
    """Say whether phones can be called, and how much was phoned today."""
    say_status()


def say_status() -> None:
    for line in describe_status(now=utc_now()):
        click.echo(line)
