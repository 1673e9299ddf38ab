"""A static web server: it hands out the files of a folder, and logs what was asked for.

nginx where it is installed; else one of our own, as small as can be, which is enough for a test.
`python -m bench.static_server FOLDER LOG` prints its port.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class Contents:
    """Files in memory, as a web server's system has them, read again where they change."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[int, int, bytes]] = {}

    def of(self, file: Path) -> bytes:
        """The bytes of a file."""
        status = file.stat()
        inode, changed, data = self._known.get(file, (0, 0, b""))
        if (inode, changed) != (status.st_ino, status.st_mtime_ns):
            data = file.read_bytes()
            self._known[file] = (status.st_ino, status.st_mtime_ns, data)
        return data


class Files(asyncio.Protocol):
    """One connection: a GET at a time, kept open as long as the other side likes."""

    def __init__(self, folder: Path, log: list[str], contents: Contents) -> None:
        self._folder, self._log, self._contents = folder, log, contents
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has come."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request that is whole."""
        self._heard += data
        while b"\r\n\r\n" in self._heard:
            head, _, self._heard = self._heard.partition(b"\r\n\r\n")
            line = head.split(b"\r\n", 1)[0].decode("ascii", "replace")
            self._log.append(line)
            self._answer(line.split(" ")[1])

    def _answer(self, path: str) -> None:
        name = path.partition("?")[0].rpartition("/")[2]
        try:
            body = self._contents.of(self._folder / name)
        except OSError:
            self._transport.write(_NOT_FOUND)
            return
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
        self._transport.write(body)


async def serve(folder: Path, file: Path) -> None:
    """Until it is ended; the log is written each second."""
    log: list[str] = []
    contents = Contents()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Files(folder, log, contents), "127.0.0.1", 0, backlog=1024
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    with file.open("a", encoding="utf-8") as stream:
        while True:
            await asyncio.sleep(0.2)
            lines, log[:] = "".join(f"{line}\n" for line in log), []
            stream.write(lines)
            stream.flush()


_NGINX = """
{user}
daemon off;
worker_processes 1;
pid {home}/nginx.pid;
error_log {home}/error.log;
events {{ worker_connections 4096; }}
http {{
    log_format asked '"$request"';
    access_log {log} asked;
    sendfile on;
    keepalive_timeout 5s;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    server {{ listen 127.0.0.1:{port} backlog=1024; root {folder}; }}
}}
"""


class Server:
    """The server, in a process of its own."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.name = "nginx" if shutil.which("nginx") else "a server of our own"
        if self.name == "nginx":
            with socket.create_server(("127.0.0.1", 0)) as free:
                self.port = int(free.getsockname()[1])
            home = log.parent
            user = "" if os.geteuid() else "user root;"
            words = {"user": user, "home": home, "log": log, "folder": folder, "port": self.port}
            (home / "nginx.conf").write_text(_NGINX.format(**words), "ascii")
            command = ["nginx", "-p", str(home), "-c", str(home / "nginx.conf")]
            self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            self._wait()
            return
        command = [sys.executable, "-m", "bench.static_server", str(folder), str(log)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        self._process.stdout.close()

    def _wait(self) -> None:
        while self._process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                time.sleep(0.02)
            else:
                return

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """The seconds of CPU that it has taken, its workers' too."""
        pids = [self._process.pid]
        children = Path(f"/proc/{pids[0]}/task/{pids[0]}/children")
        pids += [int(pid) for pid in children.read_text("ascii").split()]
        return sum(map(_cpu_of, pids))

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


def _cpu_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2])))
