"""The page that is a telephone, in the sandbox."""

from tests.browser.person import Person, Window

SWEDISH_MOBILE = "+46701740605"
VIRTUAL_PHONE = ".virtual-phone"


def open_virtual_phone(person: Person, number: str = SWEDISH_MOBILE) -> Window:
    """Open the page that is a phone with the number; it needs no account."""
    person.page.goto(f"{person.url}/sandbox/phone/{number}")
    return Window(person.page, VIRTUAL_PHONE).shows("ready")
