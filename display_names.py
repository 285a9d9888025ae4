"""Which display names may be chosen: any script, but nothing that passes for something else."""

import re
import unicodedata

# Control characters, surrogates, private use, and marks without a shape of their own,
# such as those that turn text around: names with them can pass for other people's.
FORBIDDEN_CATEGORIES = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
# The exceptions join: emoji of several people, and letters of Persian and of Indian scripts.
JOINERS = frozenset("\u200c\u200d")
# And what shows nothing though its category is that of letters and marks.
INVISIBLE = JOINERS | frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f\ufe0e\ufe0f")
# At an end, or beside a letter of Latin, a joiner joins nothing: such a name only differs unseen.
IDLE_JOINER = re.compile("(^|[A-Za-zÀ-ɏ])[\u200c\u200d]|[\u200c\u200d]($|[A-Za-zÀ-ɏ])")
MOST_MARKS_IN_A_ROW = 4


def tidy_name(value: str | None) -> str:
    """One spelling of a name: its accents composed, no white space but single blanks."""
    return unicodedata.normalize("NFC", " ".join((value or "").split()))


def shows_what_it_is(name: str) -> bool:
    """Tell of a name that shows something, and nothing else than it is."""
    characters = set(name)
    forbidden = {c for c in characters if unicodedata.category(c) in FORBIDDEN_CATEGORIES}
    if characters <= INVISIBLE or not forbidden <= JOINERS:
        return False
    return not IDLE_JOINER.search(name) and not piles_up_marks(name)


def piles_up_marks(name: str) -> bool:
    """Tell of accents that pile up beyond their line and over other people's names."""
    kinds = "".join("m" if unicodedata.category(c) in ("Mn", "Me") else "-" for c in name)
    return "m" * (MOST_MARKS_IN_A_ROW + 1) in kinds
