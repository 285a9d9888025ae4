"""Changing a session description (SDP) of a browser's."""

import re

VIDEO = re.compile(r"^m=video .*?(?=^m=|\Z)", re.MULTILINE | re.DOTALL)
DIRECTION = re.compile(r"^a=(sendrecv|sendonly|recvonly)(?=\r?$)", re.MULTILINE)


def without_picture(offer: str) -> str:
    """Offer no picture, to those who can only speak: their answer will refuse it by itself."""
    return VIDEO.sub(lambda video: DIRECTION.sub("a=inactive", video[0]), offer)
