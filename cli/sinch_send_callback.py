"""``flask sinch send-callback``: plays Sinch towards a server, in good faith or not."""

import json
import re
import secrets
import sys

import click

from cli.callback_printing import print_answer, print_request
from cli.callback_request import Answer, NoAnswer, Signed, Unsigned, path_of, send, sign
from cli.callback_sample import SampleCall, sample_event
from cli.callback_tampering import TAMPERINGS
from cli.sinch import sinch
from config import Settings
from extensions import current_settings
from models.utc_datetime import utc_now
from times import to_iso

CALLBACK_PATH = "/sinch/callbacks"
URL = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?|https?://\[[0-9a-f:]+\][!-~]*")
# Servers that listen on every address of the machine are asked on the loopback one.
REACHED_AT = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - nothing listens here
HELP = f"""Send a signed sample of a callback, as Sinch would, and print the answer.

EVENT is ice (a call wants to be connected), ace (a phone has answered) or dice (it has ended).
The server takes it for real: an ice is decided, an ace and a dice are noted.

The exit code is 0 when it was accepted. With --tamper it is 0 when it was refused with 401, as it
should be, and 1 when it was accepted.

\b
KIND of --tamper:
{chr(10).join(f"  {kind:14}{tampering.words}" for kind, tampering in TAMPERINGS.items())}
"""


@sinch.command("send-callback", help=HELP)
@click.argument("event", type=click.Choice(["ice", "ace", "dice"]))
@click.option("--url", help="Where to; left out, this site on this machine.")
@click.option("--user", default="alice", show_default=True, help="User ID of the caller.")
@click.option("--from", "phone", metavar="NUMBER", help="A phone is the caller, not a user.")
@click.option("--to", "callee", default="bob", show_default=True, help="User ID or number called.")
@click.option("--call-id", help="Of an ice sent before; left out, a new one.")
@click.option("--seconds", default=12, show_default=True, help="Length of the call; for a dice.")
@click.option(
    "--tamper", type=click.Choice(list(TAMPERINGS)), metavar="KIND", help="Spoil it; see above."
)
def send_callback(
    event: str,
    url: str | None,
    user: str,
    phone: str | None,
    callee: str,
    call_id: str | None,
    seconds: int,
    tamper: str | None,
) -> None:
    settings, now = current_settings(), utc_now()
    url = check_url(url or own_url(settings))
    call_id = call_id or f"sample-{secrets.token_hex(8)}"
    call = SampleCall(call_id, phone or user, callee, settings.application.key)
    content = sample_event(event, call, timestamp=to_iso(now), seconds=max(seconds, 0))
    body = json.dumps(content).encode("ascii")
    unsigned = Unsigned(settings.application, path_of(url), now, body)
    signed = TAMPERINGS[tamper].spoil(unsigned) if tamper else sign(unsigned)
    print_request(url, signed)
    if tamper:
        click.echo(f"Tampered with: {TAMPERINGS[tamper].words}.\n")
    answer = ask(url, signed)
    print_answer(answer)
    sentence, exit_code = verdict(answer.status, url, is_spoiled=tamper is not None)
    click.echo(sentence)
    sys.exit(exit_code)


def own_url(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{REACHED_AT.get(settings.host, host)}:{settings.port}{CALLBACK_PATH}"


def check_url(url: str) -> str:
    if not URL.fullmatch(url):
        raise click.ClickException(
            f"--url {url!a} is no address such as https://example.com{CALLBACK_PATH}"
        )
    return url


def ask(url: str, signed: Signed) -> Answer:
    try:
        return send(url, signed)
    except NoAnswer as reason:
        raise click.ClickException(f"The server at {url} {reason}") from None


def verdict(status: int, url: str, *, is_spoiled: bool) -> tuple[str, int]:
    """What the answer means, and the exit code."""
    if status == 200 and is_spoiled:
        return "ACCEPTED, though it was tampered with: this server trusts anybody.", 1
    if status == 200:
        return "Accepted.", 0
    if status == 401 and is_spoiled:
        return "Refused, as it should be.", 0
    if status == 401:
        return (
            "Refused: does this server have the same Application Key and Secret, the right time,"
            f" and does it see the path {path_of(url)}? Its log names the reason.",
            1,
        )
    return f"Neither accepted nor refused: is {path_of(url)} where it answers callbacks?", 1
