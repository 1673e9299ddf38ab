"""A print shop for tests: a real CUPS of its own and a virtual IPP Everywhere printer.

Both listen on loopback only, keep everything in one temporary folder, and end with the test.
ippeveprinter wants a D-Bus system bus to start, so the shop brings a private one, with nothing
on it.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import TypeVar

from app.handout.printing.cups_queue import Queue

T = TypeVar("T")

PROGRAMS = ("cupsd", "ippeveprinter", "ipptool", "lp", "lpadmin", "cupsdisable", "dbus-daemon")
SERVER_BIN = Path("/usr/lib/cups")
USER = "kiosk-test"
QUEUE = "Kiosk"
ROUNDS = int(os.environ.get("KIOSK_PRINT_ROUNDS", "3"))
"""How often each fault is made."""

PATIENCE = 30.0
"""Seconds until a test gives up on an outside process."""

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={bus}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
    <allow own="*"/><allow user="*"/>
  </policy>
</busconfig>
"""
CUPSD_CONF = """\
LogLevel info
Listen 127.0.0.1:{port}
Browsing No
WebInterface No
PreserveJobFiles No
PreserveJobHistory 300
MaxJobTime 300
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Location /admin>
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit Cancel-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES_CONF = """\
ServerRoot {root}/etc
ServerBin {root}/bin
CacheDir {root}/cache
StateDir {root}/run
RequestRoot {root}/spool
TempDir {root}/tmp
AccessLog {root}/log/access_log
ErrorLog {root}/log/error_log
PageLog {root}/log/page_log
Printcap
User {user}
Group {group}
SystemGroup {system}
"""
_JOB_QUESTION = """{
  OPERATION Get-Job-Attributes
  GROUP operation-attributes-tag
  ATTR charset attributes-charset utf-8
  ATTR naturalLanguage attributes-natural-language en
  ATTR uri job-uri $uri
  ATTR name requesting-user-name $user
  ATTR keyword requested-attributes job-state-reasons
}
"""
_SILENT = """#!/bin/sh
# A printer that takes everything and tells nothing, as one behind a plain socket does. What it says
# over SNMP, a backend of CUPS passes on, as warnings and reports.
[ $# = 0 ] && { echo 'direct silent "Silent" "Silent"'; exit 0; }
cat "${6:--}" >/dev/null
cd "${DEVICE_URI#silent:}" || exit 0
[ -e fault ] || exit 0
echo "STATE: +$(cat fault)" >&2
while [ -e hold ]; do sleep 0.05; done
"""


def find(name: str) -> str | None:
    """Where a program is; Debian keeps some where only administrators look."""
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def missing() -> str:
    """What is missing for a shop, or nothing."""
    gone = [name for name in PROGRAMS if find(name) is None]
    return f"not installed: {', '.join(gone)}" if gone else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(get: Callable[[], T], good: Callable[[T], bool], what: str) -> T:
    """Ask again and again, until the answer is good. The one place where tests wait."""
    pause = threading.Event()
    last = time.monotonic() + PATIENCE
    while not good(got := get()):
        assert time.monotonic() < last, f"waited in vain for {what}; at last there was {got}"
        pause.wait(0.05)
    return got


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Shop:
    """Everything of one shop. `folder` holds it all; `out` in it is the tray where paper lands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cups = folder / "cups"
        self.press = folder / "press"
        self.out = self.press / "out"
        self.cups_port = free_port()
        self.printer_port = free_port()
        self.bus = folder / "bus"
        self._printer: subprocess.Popen[bytes] | None = None
        self._cupsd: subprocess.Popen[bytes] | None = None
        self._processes = ExitStack()

    @property
    def queue(self) -> Queue:
        # A machine that is busy with other tests may keep an answer waiting.
        return Queue(QUEUE, f"127.0.0.1:{self.cups_port}", USER, seconds=5.0)

    @property
    def device(self) -> str:
        return f"ipp://localhost:{self.printer_port}/ipp/print"

    def start(self) -> None:
        """Start the bus, CUPS and the printer, and make the queue."""
        self.out.mkdir(parents=True)
        config = self.folder / "bus.conf"
        config.write_text(_BUS.format(bus=self.bus))
        self._start("bus", "dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile")
        until(self.bus.exists, bool, "the bus")
        self._start_cups()
        self._write_engine()
        self.switch_on()
        self.make_queue()
        self.run("lpadmin", "-p", "Silent", "-E", "-v", f"silent:{self.press}", "-m", "raw")

    def make_queue(self) -> None:
        """Set the printer up in CUPS, as docs/printing.md says."""
        self.run("lpadmin", "-p", QUEUE, "-E", "-v", self.device, "-m", "everywhere",
                 "-o", "printer-error-policy=abort-job")  # fmt: skip

    def stop(self) -> None:
        """End every process that was started here, and take the folder away."""
        self.switch_off()
        self._processes.close()
        shutil.rmtree(self.folder)

    def switch_on(self) -> None:
        """Start the virtual printer, with nothing in its memory."""
        spool = self.folder / "printer-memory"
        shutil.rmtree(spool, ignore_errors=True)
        spool.mkdir()
        self._printer = self._spawn(
            "printer", "ippeveprinter", "-v", "-r", "off", "-n", "localhost", "-p",
            str(self.printer_port), "-d", str(spool), "-f", "application/pdf",
            "-c", str(self.press / "engine"), "Kiosk Test",
        )  # fmt: skip
        until(lambda: listens(self.printer_port), bool, "the printer")

    def switch_off(self) -> None:
        """Pull the virtual printer's plug."""
        if self._printer is not None:
            os.killpg(self._printer.pid, 9)
            self._printer.wait()
            self._printer = None

    def freeze(self) -> None:
        """Have the virtual printer answer nobody."""
        if self._printer is not None:
            os.killpg(self._printer.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Have it answer again."""
        if self._printer is not None:
            os.killpg(self._printer.pid, signal.SIGCONT)

    def set_fault(self, fault: str) -> None:
        """From the next job on, this is wrong with the printer."""
        (self.press / "fault").write_text(fault)

    def hold(self) -> None:
        """From the next job on, the printer stays at its first page."""
        (self.press / "hold").touch()

    def go_on(self) -> None:
        """The end of `hold`, and of any fault."""
        for name in ("fault", "hold", "deaf"):
            (self.press / name).unlink(missing_ok=True)

    def refill(self) -> None:
        """Mend the printer, and see it print a page of its own after whatever it still held."""
        self.go_on()
        self._fill_paper()
        page = self.folder / "test-page.pdf"
        page.write_bytes(b"%PDF-1.4 the printer's own test page")
        until(lambda: self._ask("print-job.test", "-f", str(page)), bool, "a page of its own")
        until(
            lambda: self._ask("get-printer-attributes.test"),
            lambda told: "printer-state (enum) = idle" in told,
            "an idle printer",
        )

    def _fill_paper(self) -> None:
        """Tell the printer of its new paper, on the web page that it serves for that."""
        trays = ((1, "na_letter_8.5x11in", 250), (3, "na_letter_8.5x11in", 25))
        filled = "&".join(f"size{n}={size}&type{n}=stationery&level{n}={full}"
                          for n, size, full in trays)  # fmt: skip
        connection = HTTPConnection("localhost", self.printer_port, timeout=PATIENCE)
        connection.request("GET", f"/media?{filled}")
        assert b"Media updated" in connection.getresponse().read()
        connection.close()

    def _ask(self, question: str, *words: str) -> str:
        """What the printer itself answers to one of ipptool's own questions; "" if it refuses."""
        words = ("ipptool", "-tv", *words, self.device, question)
        done = subprocess.run(
            [find(words[0]) or words[0], *words[1:]],
            capture_output=True,
            env=self.env(),
            timeout=PATIENCE,
            check=False,
        )
        return "" if done.returncode else done.stdout.decode()

    def clear(self) -> None:
        """A good printer with an empty tray, an enabled queue and nothing in it."""
        self.go_on()
        self.run("cancel", "-a", "-x")
        # The next printer numbers its jobs from 1 again: a program of CUPS that still cancels the
        # last one's job 1 would cancel the next family's.
        until(self._programs_of_cups, lambda found: not found, "CUPS to have let go of its jobs")
        self.switch_off()
        self.switch_on()
        self.run("cupsenable", QUEUE)
        for sheet in self.out.iterdir():
            sheet.unlink()

    def _programs_of_cups(self) -> list[str]:
        """What CUPS runs for its jobs, as Linux tells of a process: its number, name, parent."""
        told = []
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # it has ended meanwhile
                told.append(file.read_text(errors="replace"))
        parent = str(self._cupsd.pid) if self._cupsd is not None else ""
        return [line for line in told if line.rpartition(")")[2].split()[1] == parent]

    def sizes_of_logs(self) -> dict[Path, int]:
        """The logs of CUPS and of the printer, each with how long it is now."""
        logs = (self.cups / "log/error_log", self.folder / "printer.log")
        return {log: log.stat().st_size for log in logs if log.exists()}

    def sheets(self) -> list[bytes]:
        """What lies in the tray, in order."""
        return [file.read_bytes() for file in sorted(self.out.iterdir())]

    def run(self, *words: str, stdin: bytes = b"") -> str:
        """Run one of CUPS's programs against this shop; it has to go well."""
        done = subprocess.run(
            [find(words[0]) or words[0], *words[1:]],
            input=stdin,
            capture_output=True,
            env=self.env(),
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr.decode())
        return done.stdout.decode()

    def env(self) -> Mapping[str, str]:
        return {
            **os.environ,
            "LC_ALL": "C.UTF-8",
            "HOME": "/nonexistent",
            "CUPS_SERVER": f"127.0.0.1:{self.cups_port}",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.bus}",
        }

    def _start_cups(self) -> None:
        for name in ("etc", "bin/backend", "cache", "run", "spool", "tmp", "log"):
            (self.cups / name).mkdir(parents=True)
        for part in SERVER_BIN.iterdir():
            if part.name != "backend":
                (self.cups / "bin" / part.name).symlink_to(part)
        (self.cups / "bin/backend/ipp").symlink_to(SERVER_BIN / "backend/ipp")
        silent = self.cups / "bin/backend/silent"
        silent.write_text(_SILENT)
        silent.chmod(0o755)
        is_root = os.geteuid() == 0
        user = "lp" if is_root else pwd.getpwuid(os.geteuid()).pw_name
        group = "lp" if is_root else grp.getgrgid(os.getegid()).gr_name
        system = "root" if is_root else group
        files = self.cups / "etc/cups-files.conf"
        files.write_text(_FILES_CONF.format(root=self.cups, user=user, group=group, system=system))
        config = self.cups / "etc/cupsd.conf"
        config.write_text(CUPSD_CONF.format(port=self.cups_port))
        self._cupsd = self._start("cupsd", "cupsd", "-f", "-c", str(config), "-s", str(files))
        until(lambda: listens(self.cups_port), bool, "CUPS")

    def _write_engine(self) -> None:
        question = self.folder / "job.ipp"
        question.write_text(_JOB_QUESTION)
        engine = self.press / "engine"
        script = Path(__file__).with_name("engine.py")
        words = (sys.executable, "-I", script, self.press, find("ipptool"), question)
        engine.write_text("#!/bin/sh\nexec " + " ".join(f"'{word}'" for word in words) + ' "$1"\n')
        engine.chmod(0o755)

    def _start(self, log: str, *words: str) -> subprocess.Popen[bytes]:
        process = self._spawn(log, *words)
        self._processes.callback(_end, process)
        return process

    def _spawn(self, log: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{log}.log").open("ab") as told:
            return subprocess.Popen(
                [find(words[0]) or words[0], *words[1:]],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                env=self.env(),
                start_new_session=True,
            )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def open_shop(folder: Path) -> Iterator[Shop]:
    """A shop in this folder, which others than its owner can look into, as CUPS's user must."""
    folder.chmod(0o755)
    shop = Shop(folder)
    try:
        shop.start()
        yield shop
    finally:
        shop.stop()
