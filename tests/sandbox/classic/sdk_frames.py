"""Frames as the classic SDK cuts them."""

PIECE_LENGTH = 1449


def split_frames(call_id: str, text: str) -> list[str]:
    """Cut base64 text into frames."""
    pieces = [text[start : start + PIECE_LENGTH] for start in range(0, len(text), PIECE_LENGTH)]
    group = "-" if len(pieces) == 1 else "1234567890"
    return [
        f"10 {call_id} {group} {index} {len(pieces)} {piece}" for index, piece in enumerate(pieces)
    ]
