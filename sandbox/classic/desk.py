"""Brings classic instances to the switchboard: they come, place calls and speak."""

import time

from sandbox.classic.caller_leg import CallerLeg
from sandbox.classic.calls import instance_of
from sandbox.classic.encryption import Undecipherable
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.instance import Instance
from sandbox.classic.instances import Instances
from sandbox.classic.line import ClassicLine
from sandbox.classic.registrar import SESSION_OVER, Registrar
from sandbox.classic.watch import Watch
from sandbox.events import Admission
from sandbox.message_fields import MalformedMessage
from sandbox.messages import Invite
from sandbox.reception import Reception

# As long as the application may take to answer its callback, and a little more.
FIRST_WORD_SECONDS = 6.0
ADMIT_AGAIN_SECONDS = 1800.0  # half of what a registration is good for
TOO_OFTEN = "Too many messages in too short a time."


class Desk:
    """One per application, in front of the reception."""

    def __init__(self, reception: Reception, instances: Instances, registrar: Registrar) -> None:
        self._reception, self._hub = reception, reception.hub
        self._instances = instances
        self._registrar = registrar
        self._watch = Watch(reception, instances)

    def attend(self, instance: Instance) -> ClassicLine:
        """An instance gave a sign of life: see that it is registered with the switchboard.

        :raises ClassicError: its login session is over, or there is no room.
        """
        if not self._registrar.check_session(instance):
            self.note_session_ended(self, session_id=instance.session_id)
            self._hub.end_session(instance.session_id)
            raise ClassicError(ErrorCode.UNKNOWN_INSTANCE, SESSION_OVER)
        with instance.door:
            line = instance.line
            if line is None or line.farewell is not None:
                return self._open_line(instance)
        if time.monotonic() - instance.admitted_at > ADMIT_AGAIN_SECONDS:
            self._admit(instance, line)
        return line

    def place_call(self, instance: Instance, invite: Invite) -> CallerLeg:
        """Place a call, and wait until it is certain whether it begins.

        :raises ClassicError: it does not.
        """
        line = self._let_speak(instance)
        instance.in_call.note(time.monotonic())
        leg = instance.calls.place(invite.call_id, invite.callee_endpoint)
        self._reception.receive_from_user(line, instance.party.id, invite)
        instance.calls.wait_until_settled(leg, FIRST_WORD_SECONDS)
        if leg.refusal is not None:
            is_to_user = invite.callee_type == "username"
            code = ErrorCode.CALLEE_AWAY if is_to_user else ErrorCode.NO_ROUTE
            raise ClassicError(code, leg.refusal)
        return leg

    def hear(self, channel: str, text: str) -> None:
        """An SDK says something in one of its calls.

        :param channel: the server's end of that call.
        :raises ClassicError:
        """
        instance = self._instances.find(instance_of(channel))
        leg = instance.calls.leg_on(channel) if instance else None
        if instance is None or leg is None:
            raise ClassicError(ErrorCode.NOTHING_HERE, "Nobody listens on this channel.")
        line = self._let_speak(instance)
        try:
            messages = instance.calls.hear(leg, text)
        except (MalformedMessage, Undecipherable) as fault:
            sentence = f"The message is malformed: {fault}."
            raise ClassicError(ErrorCode.BAD_REQUEST, sentence) from None
        for message in messages:
            self._reception.receive_from_user(line, instance.party.id, message)
        instance.calls.follow_up(leg)

    def note_session_ended(self, sender: object, *, session_id: int) -> None:
        """A login session ended: so do its instances, also those that nobody listens with."""
        for instance in self._instances.all():
            if instance.session_id == session_id:
                instance.end()

    def _let_speak(self, instance: Instance) -> ClassicLine:
        if not instance.may_speak():
            raise ClassicError(ErrorCode.TOO_OFTEN, TOO_OFTEN)
        return self.attend(instance)

    def _open_line(self, instance: Instance) -> ClassicLine:
        """Connect to the hub; the instance's door is held meanwhile."""
        if instance.line is not None:
            self._hub.leave(instance.line)
        line = ClassicLine(
            instance.session_id, tell=instance.tell, note_closed=instance.note_closed
        )
        instance.note_sign_of_life()
        self._hub.open(line, instance.party)
        if line.farewell is None:
            self._admit(instance, line)
        instance.line = line
        self._watch.start()
        if line.farewell is not None:
            self._hub.leave(line)
            raise ClassicError(ErrorCode.FULL, line.farewell.reason)
        return line

    def _admit(self, instance: Instance, line: ClassicLine) -> None:
        instance.admitted_at = time.monotonic()
        self._hub.apply(Admission(line.id, instance.id))
