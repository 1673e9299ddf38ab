"""The trial of an edition: a process that paints its pages off screen, before families see one.

`app.content.updates.worker_client` starts it. It reads one task as JSON from its input, names each
page on its output before it paints it, and ends with an answer. The system ends it where a page
takes too long, whatever holds it: Qt's own layout as well as Python.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication

from app import paths
from app.bridge.kiosk import Kiosk, Setting
from app.bridge.staff.trial import spread_topics
from app.bridge.standins import FixedSource, NoPin, NoSpooler
from app.bridge.window.fonts import load_fonts_of
from app.bridge.window.stage import Stage, draw_by_software
from app.config import Config
from app.content.database.schema import VERSION
from app.content.reader.library import ContentLibrary
from app.content.updates.worker import end_with_parent, limit
from app.domain.errors import ContentCode, ContentError
from app.domain.kiosk.clock import LibraryDay
from app.domain.ports import Library
from app.domain.session.idle import Idle
from app.domain.session.session import Screen
from app.memory import forbid_dumps

PAGE_SECONDS = 1.0
"""How much of a processor's time a page may take. On a machine that is busy it may be longer."""

MOST_TOPICS, MOST_OTHERS = 100, 20
"""How many topics, spread over the library, are painted; and how many sections, and steps."""

_TITLE = 60
_WRITES = 16_000_000
"""The size of the largest file that it may write: Qt keeps compiled QML for the next time."""


def _library(file: Path) -> Library:
    """The library of a file that was checked."""
    return ContentLibrary(file, version=VERSION)


def _no_handouts() -> NoReturn:
    raise RuntimeError("Nothing is taken away from a trial.")


def kiosk_of(file: Path) -> Kiosk:
    """A kiosk that nobody stands at; it is handed the library."""
    config = Config()
    setting = Setting(
        site=config.site.name,
        ward=config.site.ward,
        who_to_ask=config.site.who_to_ask,
        screen_width_mm=config.screen.width_mm,
        distance_mm=config.screen.distance_mm,
        idle=Idle(),
        jobs_a_session=config.printing.jobs_a_session,
        pages_a_job=config.printing.pages_a_job,
    )
    return Kiosk(
        setting,
        FixedSource(partial(_library, file)),
        _no_handouts,
        NoSpooler,
        pin=NoPin(),
        clock=lambda: 0.0,
        wall=lambda: 0.0,
        today=LibraryDay(date.today),
    )


def pages(stage: Stage, library: Library) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is painted: how staff know it, and what puts it on the stage."""

    def screen(which: Screen, about: str = "") -> Callable[[], object]:
        return lambda: stage.show(library, which, about, explained=False)

    yield "the first screen", screen(Screen.HOME)
    for section in library.sections()[:MOST_OTHERS]:
        yield named("section", section.title), screen(Screen.SECTION, section.id)
    for topic_id in spread_topics(library, MOST_TOPICS):
        yield named("page", library.card(topic_id).title), screen(Screen.TOPIC, topic_id)
    for card in library.walkthroughs()[:MOST_OTHERS]:
        yield named("walkthrough", card.title), screen(Screen.WALKTHROUGH, card.walkthrough_id)
        for step_id, text in stage.steps()[:MOST_OTHERS]:
            yield named("step", text), lambda step_id=step_id: stage.show_step(step_id)  # type: ignore[misc]


def named(kind: str, title: str) -> str:
    """A page as staff know it; of a title that goes on and on, its beginning."""
    title = title if len(title) <= _TITLE else f"{title[:_TITLE]}…"
    return f"the {kind} “{title}”"


def paint(file: Path, report: Callable[[str], None], kiosk: Kiosk, stage: Stage) -> None:
    """Paint the pages of a library, each within its time; ContentError says what is wrong."""
    broken: list[BaseException] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        broken.append(error)
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = note  # what fails in a slot of ours ends nothing by itself
    kiosk.reloader.is_discreet = False
    kiosk.reloader.dropped.connect(broken.append)
    library = _library(file)
    for name, show in pages(stage, library):
        report(name)
        _arm(PAGE_SECONDS)
        show()
        QCoreApplication.processEvents()
        stage.picture()
        _arm(0)
        # Without a loop of events that runs, what the page before was made of would stay.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if broken:
            problem = f"{name} could not be shown ({broken[0]})."
            raise ContentError(ContentCode.FAULTY, problem, "Check it, and publish it again.")


def _arm(seconds: float) -> None:
    """Have the system end this process when it has worked for so long; with 0, no more."""
    if sys.platform != "win32":  # where the limit of all pages together has to do
        signal.setitimer(signal.ITIMER_PROF, seconds)


def main() -> int:
    """Read a task, paint, answer."""
    forbid_dumps()
    end_with_parent()
    task: dict[str, Any] = json.loads(sys.stdin.readline())
    if sys.platform == "linux" and task.get("parent", os.getppid()) != os.getppid():
        return 1  # the kiosk ended before the system was asked to watch for it

    def report(name: str) -> None:
        print(json.dumps({"stage": "painting", "page": name}), flush=True)

    draw_by_software()
    app = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    load_fonts_of(paths.FONTS)
    file = Path(task["file"])
    kiosk = kiosk_of(file)
    stage = Stage(kiosk, paths.QML, paths.ICONS)
    limit(_WRITES)
    answer: dict[str, Any] = {}
    try:
        paint(file, report, kiosk, stage)
    except ContentError as error:
        problem = f"Edition {task['number']}: {error.problem}"
        answer = {"rejected": [str(error.code), problem, error.hint]}
    print(json.dumps(answer), flush=True)
    app.processEvents()
    # Qt has nothing left to do that anybody would see.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
