"""What this server answers when Sinch calls back, and what it keeps of what Sinch tells."""

from answering.deliveries import Answer, Delivery, answer_delivery

__all__ = ["Answer", "Delivery", "answer_delivery"]
