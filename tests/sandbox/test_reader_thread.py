"""A handler never waits for messages that nobody reads any more."""

import threading

from sandbox.reader_thread import ReaderThread


class Reading:
    """As much of a WebSocket as its reader touches."""

    def __init__(self) -> None:
        self.connected = True
        self.event = threading.Event()

    def read(self) -> None:
        self.event.set()
        self.event.clear()  # the handler has looked already, and waits again


def test_the_end_of_the_reading_wakes_whoever_waits_for_a_message():
    websocket = Reading()
    reader = ReaderThread(target=websocket.read)

    reader.start()

    assert websocket.event.wait(10)
    assert not websocket.connected
