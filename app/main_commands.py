"""What `clinic-kiosk` does without the families' screen: commands of IT, and its own processes.

Nothing of it is loaded before its command is asked for.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

from app import paths
from app.bridge.window.fonts import load_fonts_of
from app.config_file import find
from app.content.updates.worker_client import PAINT_ARGUMENT, WORKER_ARGUMENT
from app.domain.errors import ConfigError
from app.domain.kiosk.door import pin_problem
from app.pin import DEFAULT_PIN, hash_pin

_MACHINE_COMMANDS = ("counts", "doctor", "set-up", "status")
"""The commands without a screen: app/cli/machine has them."""


def print_pin_hash() -> int:
    """Ask for a PIN, and print the line of the configuration that holds it."""
    from getpass import getpass  # noqa: PLC0415 - only this command needs it

    pin = getpass("New staff PIN, 6 to 12 digits: ")
    if pin_problem(pin, DEFAULT_PIN):
        print(
            "A PIN has 6 to 12 digits, and is not one that anybody would try first, such as 123456."
            " Nothing was changed.",
            file=sys.stderr,
        )
        return 1
    print(f'[staff]\npin_hash = "{hash_pin(pin)}"')
    return 0


def _printer_check() -> int:
    """Say what is wrong with the print set-up, and what puts each fault right."""
    from app.handout.printing.check import printer_check, report  # noqa: PLC0415 - IT alone need it
    from app.handout.printing.cups_queue import Queue  # noqa: PLC0415

    try:
        config = find()
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    text, code = report(printer_check(Queue(config.printing.printer)))
    print(text)
    return code


def _pixels(app: list[QGuiApplication]) -> tuple[int, int]:
    """The pixels of the screen, which is opened for it."""
    app.append(QGuiApplication(sys.argv[:1]))
    load_fonts_of(paths.FONTS)
    size = app[0].primaryScreen().size()
    return size.width(), size.height()


def _measured() -> float:
    """How wide somebody finds the screen; 0 where they gave up."""
    from app.bridge.window.measuring import MeasuringWindow  # noqa: PLC0415 - IT alone needs it

    window = MeasuringWindow()
    found: list[float] = []
    window.measured.connect(found.append)
    window.measured.connect(QGuiApplication.quit)
    window.setGeometry(window.screen().geometry())  # where no window manager makes it so large
    window.showFullScreen()
    QGuiApplication.exec()
    window.close()
    return found[0] if found else 0.0


def without_screen(words: list[str]) -> int | None:
    """Run the command that the first word names, if it does: its exit code."""
    first = words[0] if words else ""
    if first == "printer-check":
        return _printer_check()
    if first in _MACHINE_COMMANDS:
        from app.cli.machine.commands import main as machine  # noqa: PLC0415 - IT alone need it

        return machine(words)
    if first == "screen-check":
        from app.cli.machine.screen_check import main as check_screen  # noqa: PLC0415 - IT alone

        # Not before it: `--help` and a wrong configuration are answered without a screen.
        app: list[QGuiApplication] = []
        return check_screen(words[1:], lambda: _pixels(app), _measured)
    if first == WORKER_ARGUMENT:
        from app.content.updates.worker import main as check  # noqa: PLC0415 - the built program's child

        return check()
    if first == PAINT_ARGUMENT:
        from app.main_trial import main as paint  # noqa: PLC0415 - likewise

        return paint()
    return None
