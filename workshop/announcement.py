"""What `make lan` prints: the address, as a QR code too, and what people have to know."""

import io
import sys

import segno

WORDS = """\
Ready on {urls[0]} (sandbox mode: calls stay in this network, no account needed). Ctrl-C stops.
{code}
{others}
Each browser warns once, because this machine made the certificate itself. Go on all the same:
  Chrome, Edge: "Advanced", "Proceed"; Firefox: "Advanced", "Accept the Risk and Continue";
  Safari: "Show Details", "visit this website".
It is the right one if it has this SHA-256 fingerprint:
  {fingerprint}
For a network that you trust, and as long as the workshop lasts: everybody in it can open the site,
make an account and sign in as Alice or Bob. Set REGISTRATION_CODE to ask for a code.
Nobody gets through? Let this machine's firewall accept TCP port {port} for Python (Windows: allow
"private networks"; macOS: Network, Firewall; Linux: sudo ufw allow {port}/tcp). Some wireless
networks for guests keep devices apart ("client isolation"): use another one.
"""


def announce(hosts: tuple[str, ...], port: int, fingerprint: str) -> str:
    """Return the words; the first of ``hosts`` is in the QR code."""
    urls = [f"https://{host}:{port}" for host in hosts]
    return WORDS.format(
        urls=urls,
        code=qr_code(urls[0]) if can_print_blocks() else "",
        others=f"Also: {', '.join(urls[1:])}\n" if urls[1:] else "",
        fingerprint=fingerprint,
        port=port,
    )


def qr_code(url: str) -> str:
    lines = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(lines, compact=True)
    return lines.getvalue()


def can_print_blocks() -> bool:
    try:
        "▀▄█".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
