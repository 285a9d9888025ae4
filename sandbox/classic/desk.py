"""Brings classic instances to the switchboard: they come, place calls, speak, and vanish."""

import time

from sandbox.classic.caller_leg import CallerLeg
from sandbox.classic.encryption import Undecipherable, decrypt, new_key
from sandbox.classic.errors import ClassicError, ErrorCode
from sandbox.classic.frames import parse_frame
from sandbox.classic.instance import Instance, new_channel
from sandbox.classic.instances import Instances
from sandbox.classic.leg import Leg
from sandbox.classic.line import ClassicLine
from sandbox.classic.mxp import read_message
from sandbox.classic.registrar import SESSION_OVER, Registrar
from sandbox.classic.watch import Watch
from sandbox.message_fields import MalformedMessage
from sandbox.messages import CallMessage, Invite
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

        :raises ClassicError: its login session is over; or there is no room.
        """
        if not self._registrar.check_session(instance):
            self.note_session_ended(self, session_id=instance.session_id)
            self._hub.end_session(instance.session_id)
            raise ClassicError(ErrorCode.UNKNOWN_INSTANCE, SESSION_OVER)
        with instance.door:
            line = instance.line
            if line is None or line.farewell is not None:
                return self._open_line(instance)
        now = time.monotonic()
        if now - instance.admitted_at > ADMIT_AGAIN_SECONDS:
            instance.admitted_at = now
            self._admit(instance, line)
        return line

    def place_call(self, instance: Instance, invite: Invite) -> CallerLeg:
        """Place a call, and wait until it is certain whether it begins.

        :raises ClassicError: it does not.
        """
        line = self.attend(instance)
        self._check_rate(instance)
        channel = f"{new_channel('v')}-{instance.id}"
        leg = CallerLeg(invite.call_id, invite.callee_endpoint, key=new_key(), channel=channel)
        instance.add_call(leg)
        self._reception.receive_from_user(line, instance.party.id, invite)
        instance.wait_until_settled(leg, FIRST_WORD_SECONDS)
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
        instance = self._instances.find(channel.partition("-")[2])
        leg = instance.leg_on(channel) if instance else None
        if instance is None or leg is None:
            raise ClassicError(ErrorCode.NOTHING_HERE, "Nobody listens on this channel.")
        line = self.attend(instance)
        self._check_rate(instance)
        try:
            messages = self._translate(instance, leg, text)
        except (MalformedMessage, Undecipherable) as fault:
            raise ClassicError(
                ErrorCode.BAD_REQUEST, f"The message is malformed: {fault}."
            ) from None
        for message in messages:
            self._reception.receive_from_user(line, instance.party.id, message)
        instance.follow_up(leg)

    def note_session_ended(self, sender: object, *, session_id: int) -> None:
        """A login session ended: so do its instances, also those that nobody listens with."""
        for instance in self._instances.all():
            if instance.session_id == session_id:
                instance.end()

    def _translate(self, instance: Instance, leg: Leg, text: str) -> list[CallMessage]:
        frame = parse_frame(text)
        if frame.call_id != leg.call_id:
            raise MalformedMessage("it is about another call")
        with instance.changed:
            encrypted = instance.joiner.add(frame)
            if encrypted is None:
                return []
            return leg.hear(read_message(decrypt(leg.key, encrypted)))

    def _check_rate(self, instance: Instance) -> None:
        with instance.changed:
            if not instance.bucket.take(time.monotonic()):
                raise ClassicError(ErrorCode.TOO_OFTEN, TOO_OFTEN)

    def _open_line(self, instance: Instance) -> ClassicLine:
        """Connect to the hub; the instance's door is held meanwhile."""
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
        self._hub.apply(lambda switchboard, now: switchboard.admit(line.id, instance.id, now))
