"""What can be wrong with a credential.

::

    ValueError
      CredentialError            a credential that was read is refused
        InvalidApplication       the Application Key or Secret is not one that Sinch gives
        InvalidUserId            no credential of this form can name this user
        BadCallbackSignature     a callback was not signed by Sinch, or not just now

Each has a sentence for the person on the page (``str(error)``) and a ``code`` for programs, such
as ``expired`` or ``signature-mismatch``. Neither ever holds a secret or the credential itself.
A mistake of the calling program (a time without a time zone, a negative lifetime) is a plain
:class:`ValueError`.
"""


class CredentialError(ValueError):
    """A credential is refused; the text says why and, where it helps, what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


class InvalidApplication(CredentialError):
    """The Application Key or the Application Secret was copied wrongly, or not at all."""


class InvalidUserId(CredentialError):
    """A user id that the SDK of this form of credential would refuse; raised before signing."""


class BadCallbackSignature(CredentialError):
    """A request to the callback URL that is not proved to come from Sinch, now."""
