"""A project with run.py, one package and an app.py of two lines, for tests/test_run.py."""

import os
import shutil
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

RUN = Path(__file__).resolve().parent.parent / "run.py"
APP = "import os, greeting\nprint('serving', greeting.WORDS, os.environ.get('PORT'))\n"


class Project:
    """A sample of one package, installed from a folder instead of an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = folder / ".venv"
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        shutil.copy(RUN, folder)
        (folder / "app.py").write_text(APP)
        self.require("1.0")

    def require(self, version: str, *, digest: str = "") -> None:
        """Lock the one package to a version, which is also the word that it says."""
        wheel = write_wheel(self.wheels, version)
        digest = digest or sha256(wheel.read_bytes()).hexdigest()
        lock = f"greeting=={version} --hash=sha256:{digest}\n"
        (self.folder / "requirements.txt").write_text(lock)

    def start(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Start it and wait for its end."""
        starting = self.popen(*arguments, **variables)
        output, errors = starting.communicate(timeout=120)
        return subprocess.CompletedProcess(starting.args, starting.returncode, output, errors)

    def popen(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start it as the leader of its own process group, as a terminal does."""
        where = {"PORT": "5000", "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return subprocess.Popen(
            [sys.executable, "run.py", *arguments],
            cwd=self.folder,
            env={**os.environ, **where, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


def write_wheel(folder: Path, version: str) -> Path:
    """The smallest package that pip installs."""
    about = f"greeting-{version}.dist-info"
    files = {
        "greeting.py": f"WORDS = 'hello {version}'\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: greeting\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},{record_hash(text)},{len(text)}\n" for name, text in files.items())
    path = folder / f"greeting-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, f"{about}/RECORD": f"{record}{about}/RECORD,,\n"}.items():
            wheel.writestr(zipfile.ZipInfo(name), text)  # no date: the same bytes each time
    return path


def record_hash(text: str) -> str:
    digest = urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip("=")
    return f"sha256={digest}"
