"""The families' screen: joins the rooms that it needs, and starts.

What is imported here is paid for before the first picture: keep it to what that picture needs.
"""

from __future__ import annotations

import argparse
import gc

if __name__ == "__main__":
    gc.disable()  # what is imported stays: to look for garbage in it takes 8 ms of a start

import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView

import app.qt_imports  # noqa: F401 - before all that is imported here
from app import __version__, paths
from app.bridge.kiosk import Kiosk, Setting
from app.bridge.window.fonts import load_fonts_of
from app.bridge.window.window import KioskWindow
from app.config import Config, UpdatesConfig
from app.config_file import find, load
from app.domain.errors import ConfigError
from app.domain.kiosk.clock import LibraryDay
from app.domain.session.idle import Idle
from app.forgetting import Forgetting
from app.handout_factories import print_spooler, typesetter
from app.main_commands import print_pin_hash, without_screen
from app.main_library import library_source
from app.memory import forbid_dumps, stay_small
from app.service import journal
from app.service.clock import steady
from app.service.process import INCOMPLETE, RUNNING_ALREADY, EndOnSignals, claim
from app.service.state import DayFile, HelplineFile, PinFile
from app.service.watchdog import watch

if TYPE_CHECKING:
    from app.domain.errors import ContentError
    from app.domain.printing.printing import PrintSpooler
    from app.service.unattended import Unattended

_log = logging.getLogger("kiosk")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


WARM_AFTER_MS = 200
"""How long the first screen has the machine to itself."""

PAINT_AT_ONCE = ("QT_QPA_UPDATE_IDLE_TIME", "0")
"""Qt holds each frame back for 5 ms, for what else may change: a tap changes all of it at once."""


def _size(words: str) -> QSize:
    width, _, height = words.partition("x")
    return QSize(int(width), int(height))


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "clinic-kiosk",
        description="The families' screen.",
        epilog="clinic-kiosk set-up: the configuration, from a few answers."
        " clinic-kiosk status: how the kiosk of this machine is."
        " clinic-kiosk counts: what was read, where it is counted."
        " clinic-kiosk doctor: what is wrong with this machine and its set-up."
        " clinic-kiosk screen-check: what the screen holds; it is measured with a bank card."
        " clinic-kiosk printer-check: the same of printing alone.",
    )
    parser.add_argument("content", nargs="?", type=Path, help="the library to show (content.db)")
    parser.add_argument("--config", type=Path, help="the configuration file (TOML)")
    parser.add_argument("--windowed", action="store_true", help="in a window, for development")
    parser.add_argument("--size", default="", metavar="WxH", help="the window's size")
    parser.add_argument("--start-at", default="attract", choices=("attract", "home"))
    parser.add_argument("--picture", type=Path, help="write the first screen as a PNG and stop")
    parser.add_argument("--hash-pin", action="store_true", help="ask for a PIN, print its line")
    parser.add_argument("--version", action="version", version=__version__)
    return parser.parse_args(argv)


def _from_qt(kind: QtMsgType, context: object, message: str) -> None:
    _log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)


def build(  # noqa: PLR0913 - tests put their own clock, day and folder here
    config: Config,
    content: Path,
    *,
    size: QSize,
    windowed: bool = True,
    start_at: str = "attract",
    state: Path | None = None,
    resting: ContentError | None = None,
    polls_at_once: bool = True,
    clock: Callable[[], float] = steady,
    today: Callable[[], date] = date.today,
    wall: Callable[[], float] = time.time,
    spooler: Callable[..., PrintSpooler] = print_spooler,
    paints: bool = True,
) -> tuple[Kiosk, KioskWindow]:
    """Join the rooms: a kiosk on this library, and its window, loaded but not yet shown.

    With `resting` it shows no library, and that is why. Without `polls_at_once` editions are first
    looked for when as long has passed as between two looks.
    """
    state = state or paths.state_dir()
    day = LibraryDay(today, DayFile(state))
    source, editions = library_source(config, content, state, resting, paints=paints)
    kiosk = Kiosk(
        Setting(
            site=config.site.name,
            ward=config.site.ward,
            who_to_ask=config.site.who_to_ask,
            screen_width_mm=config.screen.width_mm,
            distance_mm=config.screen.distance_mm,
            idle=Idle(config.idle.seconds, config.idle.warning_seconds),
            jobs_a_session=config.printing.jobs_a_session,
            pages_a_job=config.printing.pages_a_job,
            poll_every_minutes=config.updates.every_minutes if config.updates.polled else 0,
            polls_at_once=polls_at_once,
            usb=config.updates.usb,
            low_reach_from_mm=config.screen.low_reach_from_mm,
            hours=config.hours.parsed(),
            asks_if_helpful=config.counts.faces,
        ),
        source,
        partial(typesetter, config, day),
        lambda *, for_staff: spooler(config, clock, for_staff=for_staff),
        pin=PinFile(state, config.staff.pin_hash, guarded=not windowed),
        clock=clock,
        wall=wall,
        today=day,
        editions=editions,
        last_helpline=HelplineFile(state),
    )
    window = KioskWindow(
        kiosk, paths.QML, paths.ICONS, windowed=windowed, pointer=config.screen.pointer
    )
    Forgetting(kiosk, window)
    kiosk.warmed.connect(partial(count, kiosk, config, state))
    kiosk.open()
    if start_at == "home":
        kiosk.session.start()
    window.load(size)
    return kiosk, window


def warm(kiosk: Kiosk, window: KioskWindow) -> None:
    """Load, behind the first screen, what the next ones need."""
    window.warm()
    kiosk.warm()


def keep_in_front(window: KioskWindow) -> None:
    """From the first screen on, see that the window stays where it is."""
    from app.bridge.window.front import WindowFront  # noqa: PLC0415 - behind the first screen

    WindowFront(window)


def count(kiosk: Kiosk, config: Config, state: Path) -> None:
    """Count what families read, where the site wants it; behind the first screen."""
    counts = config.counts
    if kiosk.counter is not None or not (counts.wanted or (state / "counts.json").exists()):
        return
    from secrets import randbelow  # noqa: PLC0415 - only a kiosk that counts

    from app.bridge.staff.counts import VisitCounter  # noqa: PLC0415
    from app.service.counts import CountsFile  # noqa: PLC0415

    # What was counted before it was switched off is still kept no longer than a year.
    counter = VisitCounter(
        kiosk,
        CountsFile(state),
        pages=counts.pages,
        faces=counts.faces,
        below=randbelow,
        parent=kiosk,
    )
    kiosk.counter = counter
    # At once: while everything is closed, the compositor may take the program along.
    if app := QGuiApplication.instance():
        app.aboutToQuit.connect(counter.end)


def load_fonts() -> None:
    """Use the project's own fonts, the same on every machine."""
    load_fonts_of(paths.FONTS)


def _write_picture(window: KioskWindow, file: Path) -> None:
    picture = window.grabWindow()
    QGuiApplication.exit(0 if picture.save(str(file)) else 1)


def _run(
    app: QGuiApplication,
    kiosk: Kiosk,
    window: KioskWindow,
    *,
    picture: Path | None,
    unattended: Unattended | None,
) -> int:
    """Show the screens until the program is to end; the exit code."""
    if window.status() is QQuickView.Status.Error:
        # Each error is in the log already. A blank screen would tell nobody.
        _log.critical(
            "The screens cannot be loaded. Install the kiosk again.", extra=journal.INCOMPLETE
        )
        return INCOMPLETE
    watchdog = watch(window)
    if unattended is None:
        window.show()
    else:
        # Where no window manager does it, the window itself has to be as large as the screen.
        window.setGeometry(window.screen().geometry())
        window.showFullScreen()
    if picture:
        QTimer.singleShot(0, lambda: _write_picture(window, picture))
    else:
        QTimer.singleShot(WARM_AFTER_MS, lambda: warm(kiosk, window))
        if unattended is not None:
            QTimer.singleShot(WARM_AFTER_MS, lambda: unattended.painted(kiosk, window))
            QTimer.singleShot(WARM_AFTER_MS, lambda: keep_in_front(window))
    # What the program is made of stays until it ends: no collection of garbage looks at it again,
    # which would hold a tap up by 10 ms.
    gc.freeze()
    code = app.exec()
    if watchdog is not None:
        watchdog.stop()
    return code


def main(argv: list[str] | None = None) -> int:
    """Start the kiosk; returns the exit code."""
    gc.freeze()  # what is there already is not looked at again
    gc.enable()
    words = sys.argv[1:] if argv is None else argv
    forbid_dumps()
    stay_small()
    code = without_screen(words)
    if code is not None:
        return code
    arguments = _arguments(words)
    journal.begin()
    if arguments.hash_pin:
        return print_pin_hash()
    if folder := paths.missing():
        _log.critical(
            "%s is empty or not there. Install the kiosk again.", folder, extra=journal.INCOMPLETE
        )
        return INCOMPLETE
    windowed = arguments.windowed or bool(arguments.size) or arguments.picture is not None
    resting = None
    try:
        config = load(arguments.config) if arguments.config else find()
    except ConfigError as error:
        if windowed:
            print(error, file=sys.stderr)
            return 2
        from app.service.safe_mode import without_configuration  # noqa: PLC0415 - a kiosk that is well has one

        config, resting = without_configuration(error)
        _log.critical("%s", resting, extra=journal.WRONG_CONFIGURATION)
    qInstallMessageHandler(_from_qt)
    os.environ.setdefault(*PAINT_AT_ONCE)
    app = QGuiApplication(sys.argv[:1])
    app.setApplicationName("clinic-kiosk")
    load_fonts()
    if arguments.content:
        config = replace(config, updates=UpdatesConfig())
    if config.staff.pin_is_default and not windowed:
        _log.warning("The staff PIN is the one it came with. Change it: clinic-kiosk --hash-pin")
    lock = claim(paths.state_dir()) if arguments.picture is None else None
    if isinstance(lock, str):
        print(lock, file=sys.stderr)
        return RUNNING_ALREADY
    signals = EndOnSignals(app)
    unattended = None
    if not windowed:
        from app.service.unattended import Unattended  # noqa: PLC0415 - not for a window

        unattended = Unattended(paths.state_dir(), config, resting, app)
        config, resting = unattended.config, unattended.resting
    content = arguments.content or Path(config.content.file or paths.CONTENT)
    size = _size(arguments.size or "1280x720") if windowed else app.primaryScreen().size()
    kiosk, window = build(
        config,
        content,
        size=size,
        windowed=windowed,
        start_at=arguments.start_at,
        resting=resting,
        polls_at_once=unattended is None or unattended.polls_at_once,
    )
    panel = kiosk.setting.panel(size.width(), size.height())
    for remark in filter(None, (panel.shortfall, panel.reach)):
        _log.info("%s", remark)
    code = _run(app, kiosk, window, picture=arguments.picture, unattended=unattended)
    window.empty()
    kiosk.close()
    signals.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
