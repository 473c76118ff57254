"""A real PostgreSQL server from the system's packages, in a folder of its own, on the loopback address."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found or on_path:
        return Path(found[-1] if found else on_path).parent
    message = "No PostgreSQL server found. Get one with 'apt-get install postgresql'."
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


class Server:
    """One server. PostgreSQL refuses to run as root, so root hands it to the user postgres."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._programs, self._made = folder, _programs(), 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        folder.mkdir(parents=True)
        if self._as:
            shutil.chown(folder, "postgres")
            for parent in folder.parents:
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        self._run("initdb", "-D", str(folder / "data"), "-U", "office", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    def _fails(self, program: str, *arguments: str) -> str:
        command = [*self._as, str(self._programs / program), *arguments]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, timeout=120)
        return done.stderr or "failed" if done.returncode else ""

    def _run(self, program: str, *arguments: str) -> None:
        failed = self._fails(program, *arguments)
        assert not failed, failed

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        place, log = str(self.folder / "data"), str(self.folder / "log")
        for _ in range(50):  # what a killed server leaves behind needs a moment to end
            if not self._fails("pg_ctl", "-D", place, "-w", "-o", options, "-l", log, "start"):
                return
            time.sleep(0.2)
        raise AssertionError((self.folder / "log").read_text())

    def kill(self) -> None:
        """Kill the server as a power cut would."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        self._made += 1
        name = f"office_{self._made}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "office", name)
        return f"postgresql://office@127.0.0.1:{self.port}/{name}"


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()
