"""The parts of the classic sandbox, joined."""

from dataclasses import dataclass

from sandbox.classic.desk import Desk
from sandbox.classic.instances import Instances
from sandbox.classic.polls import Polls
from sandbox.classic.registrar import People, Registrar
from sandbox.front import Front
from sandbox.reception import Reception


@dataclass(frozen=True)
class Office:
    """One per application, in ``app.extensions["sandbox_classic"]``."""

    instances: Instances
    registrar: Registrar
    desk: Desk
    polls: Polls
    front: Front

    @property
    def is_spread(self) -> bool:
        return self.front.is_spread


def open_office(reception: Reception, people: People) -> Office:
    instances = Instances()
    registrar = Registrar(reception.application, instances, people)
    desk = Desk(reception, instances, registrar)
    return Office(instances, registrar, desk, Polls(reception.hub, instances, desk), reception.hub)
