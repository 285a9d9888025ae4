"""The server behind `make run`, as a process of its own."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent

# What main() does, with a folder of the test's instead of the person's own.
PROGRAM = """
import sys
from app import create_app
from local_server import serve
app = create_app({"PORT": sys.argv[1]}, instance_path=sys.argv[2])
sys.exit(serve(app, app.config["SETTINGS"]))
"""

Start = Callable[[int], subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    processes: list[subprocess.Popen[str]] = []

    def start_server(port: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, str(port), str(tmp_path)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)
        processes.append(process)
        return process

    yield start_server
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def test_one_line_names_the_address_and_the_mode(start: Start, free_port: int) -> None:
    server = start(free_port)

    line = server.stdout.readline()

    assert line.startswith(f"Ready on http://127.0.0.1:{free_port} (sandbox mode")
    with urlopen(f"http://127.0.0.1:{free_port}/healthz") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_without_a_traceback(
    start: Start, free_port: int, sent: signal.Signals
) -> None:
    server = start(free_port)
    server.stdout.readline()

    server.send_signal(sent)
    _, errors = server.communicate(timeout=10)

    assert server.returncode == 0
    assert errors == "Stopped.\n"


def test_a_taken_port_is_said_in_words(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        output, errors = start(port).communicate(timeout=20)

    assert f"Port {port} is in use by another program." in errors
    assert "Traceback" not in errors
    assert output == ""


def test_faulty_settings_are_said_without_a_traceback() -> None:
    program = "import sys; from app import main; sys.exit(main())"
    variables = {"PORT": "none", "SINCH_MODE": "nothing", "PATH": ""}

    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True
    )

    assert ended.returncode == 2
    assert "PORT is a whole number" in ended.stderr
    assert "SINCH_MODE is sandbox or live" in ended.stderr
    assert "Traceback" not in ended.stderr
