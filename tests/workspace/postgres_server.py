"""A real PostgreSQL server from the system's packages, in a folder of its own, on the loopback address."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


def _runs(process: int) -> bool:
    """Tell whether a process is there and is more than an entry that nobody has collected yet."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


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
        """Kill the server with all that it started, as a power cut would."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        started = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        processes = (main, *map(int, started))
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(_runs(process) for process in processes):
            time.sleep(0.02)
        (self.folder / "data" / "postmaster.pid").unlink()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        self._made += 1
        name = f"office_{self._made}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "office", name)
        return f"postgresql://office@127.0.0.1:{self.port}/{name}"


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a server in a folder that the user postgres may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="journey-office-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        server = Server(Path(place) / "server")
        try:
            yield server
        finally:
            server.stop()
