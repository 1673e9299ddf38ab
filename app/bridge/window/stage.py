"""The families' screens off stage: drawn into a picture as large as the real screen, for staff.

The screens are the kiosk's own, on a screen of their own that is never shown. Drawing them is
Qt's software renderer's work, so the picture is the same on every machine and needs no graphics
card. A kiosk's start loads none of this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMetaObject,
    QObject,
    QPointF,
    QSize,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QMouseEvent, QWheelEvent
from PySide6.QtQuick import (
    QQuickItem,
    QQuickRenderControl,
    QQuickRenderTarget,
    QQuickView,
    QQuickWindow,
    QSGRendererInterface,
)

from app.bridge.kiosk import Kiosk
from app.bridge.window.engine import prepare
from app.domain.handout.summary import Document, topic_summary, walk_summary
from app.domain.ports import Library
from app.domain.session.session import Screen
from app.domain.walkthrough import walkthrough as engine
from app.domain.walkthrough.paths import path_to
from app.domain.walkthrough.walk import Walk

START = QSize(1920, 1080)
"""A 24-inch panel's pixels."""

_STAYS = (Screen.HOME, Screen.SECTION)
"""Where a page's card is to be seen, so that whoever looks at it there may stay."""

_MOST_PICTURES = 100
"""How often a page is drawn, at most, until it stands whole."""


def draw_by_software() -> None:
    """Choose the renderer that draws into pictures. To be called before any screen is made."""
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)


class Stage(QObject):
    """A kiosk's screens, as a picture that a mouse may click on.

    `on_paint` is called when there is a new picture, `on_move` when a click has led elsewhere.
    """

    def __init__(self, kiosk: Kiosk, qml: Path, icons: Path) -> None:
        super().__init__()
        self.on_paint: Callable[[], None] = lambda: None
        self.on_move: Callable[[], None] = lambda: None
        self._kiosk = kiosk
        self._session = kiosk.session
        self._style = self._session.style
        self._about = (Screen.HOME, "")
        self._control = QQuickRenderControl()
        self._view = QQuickView(QUrl(), self._control)
        self._view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        prepare(self._view.engine(), kiosk, qml, icons)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._paint)
        self._control.sceneChanged.connect(self._soon.start)
        self._control.renderRequested.connect(self._soon.start)
        self._picture = self._make_room(START)
        self._load(START)
        self._session.routeChanged.connect(self._moved)
        self._session.walkChanged.connect(self._moved)
        self._session.styleChanged.connect(self._style_changed)
        self._session.ended.connect(self._wear)
        kiosk.door.changed.connect(kiosk.door.shut)

    def _load(self, size: QSize) -> None:
        width, height = size.width(), size.height()
        wishes = {"kiosk": self._kiosk, "width": width, "height": height}
        self._view.setInitialProperties(wishes)
        self._view.loadFromModule("Kiosk", "Main")

    @property
    def root(self) -> QQuickItem:
        """The screens, as Qt Quick has them."""
        return self._view.rootObject()

    def _make_room(self, size: QSize) -> QImage:
        picture = QImage(size, QImage.Format.Format_RGB32)
        self._view.resize(size)
        self._view.setRenderTarget(QQuickRenderTarget.fromPaintDevice(picture))
        return picture

    # -- what is on it --------------------------------------------------------------------------

    def show(self, library: Library, screen: Screen, about: str, *, explained: bool) -> None:
        """Show a screen from a library, which is closed when another one comes.

        Whoever looks at a card of it on the home screen or in a section stays there. With
        `explained`, the first hard word of the page is explained.
        """
        is_other = (screen, about) != self._about
        self._about = (screen, about)
        stays = not is_other and (not self.is_away() or self._session.route.screen in _STAYS)
        if is_other:
            self._session.end()  # what was answered and collected on the page before goes with it
        if not stays or explained:
            self._session.go_home()
        self._kiosk.show_preview(library)
        if not stays or explained:
            self.go_back()
        else:
            self._drop_missing_step()
        if explained:
            self._explain()

    def go_back(self) -> None:
        """To what was asked for."""
        if self.is_away():
            self._session.go_home()
            self._session.go(*self._about)
        self._drop_missing_step()

    def is_away(self) -> bool:
        """Whether clicks have led elsewhere than what was asked for."""
        route = self._session.route
        return (route.screen, route.about) != self._about

    def _moved(self) -> None:
        self.on_move()

    def _explain(self) -> None:
        self._settle()
        for item in _below(self.root):
            if item.property("leads") is False and item.property("open") is False:
                QMetaObject.invokeMethod(item, "click")
                return

    # -- the walkthrough ------------------------------------------------------------------------

    def steps(self) -> list[tuple[str, str]]:
        """The questions and outcomes of the walkthrough on show: ids and words."""
        walkthrough = self._kiosk.screens.walk.walkthrough
        if walkthrough is None:
            return []
        asked = [(q.id, f"{n}. {q.text}") for n, q in enumerate(walkthrough.questions, start=1)]
        return [*asked, *((o.id, f"Outcome: {o.title}") for o in walkthrough.outcomes)]

    def step(self) -> str:
        """The question or outcome of the walkthrough on show, or ""."""
        screen = self._kiosk.screens.walk
        if screen.walkthrough is None:
            return ""
        walk = self._session.walk(screen.walkthrough.id)
        outcome = screen.position.outcome
        return outcome.id if walk.seen and outcome else walk.at

    def show_step(self, step_id: str) -> bool:
        """Go to a question or an outcome, or with "" to the opening page.

        False where no answers lead there.
        """
        self.go_back()
        walkthrough = self._kiosk.screens.walk.walkthrough
        way = path_to(walkthrough, step_id) if walkthrough and step_id else ()
        if walkthrough is None or way is None:
            return False
        asked = step_id if walkthrough.question(step_id) else ""
        walk = Walk(way, asked, begun=True, seen=not asked) if step_id else Walk()
        self._session.put_walk(walkthrough.id, walk)
        return True

    def _drop_missing_step(self) -> None:
        """Let go of a question or an outcome that is no longer there."""
        walkthrough = self._kiosk.screens.walk.walkthrough
        walk = self._session.walk(walkthrough.id) if walkthrough else Walk()
        if walkthrough is None or not walk.begun:
            return
        position = engine.walk(walkthrough, walk.answers)
        if walk.at and walkthrough.question(walk.at) is None:
            walk = Walk(position.answers, position.question.id if position.question else "")
        if not walk.at and position.outcome is None:
            at = position.question.id if position.question else ""
            walk = Walk(position.answers, at, begun=bool(at))
        self._session.put_walk(walkthrough.id, replace(walk, begun=bool(walk.at or walk.answers)))

    def document(self) -> Document | None:
        """What a family would take away from here, or None where there is nothing to take."""
        library, topic = self._kiosk.reloader.library, self._kiosk.screens.topic.topic
        walkthrough = self._kiosk.screens.walk.walkthrough
        if library is None:
            return None
        if topic is not None:
            return topic_summary(library, topic)
        if walkthrough is None:
            return None
        position = self._kiosk.screens.walk.position
        if position.outcome is None:
            ways = (path_to(walkthrough, outcome.id) for outcome in walkthrough.outcomes)
            position = engine.walk(walkthrough, next((way for way in ways if way), ()))
        return walk_summary(library, walkthrough, position) if position.outcome else None

    # -- its style ------------------------------------------------------------------------------

    def style(self) -> tuple[int, str]:
        """The text size, in per cent, and the theme's name."""
        return self._style

    def set_style(self, text_size: int, theme: str) -> None:
        """Choose a text size, in per cent, and a theme by its name."""
        self._style = (text_size, theme)
        self._wear()

    def _wear(self) -> None:
        text_size, theme = self._style
        self._session.set_text_size(text_size)
        self._session.set_theme(theme)

    def _style_changed(self) -> None:
        if self._session.is_begun:  # else the session's end took the style along
            self._style = self._session.style
            self.on_move()

    def set_size(self, size: QSize) -> None:
        """Turn the screen, or give it another number of pixels."""
        if size != self._picture.size():
            self._picture = self._make_room(size)
            self._soon.start()

    def picture(self) -> QImage:
        """What is on the screen, pixel by pixel."""
        if self._soon.isActive():
            self._settle()
        return QImage(self._picture)

    def words(self) -> list[str]:
        """What is to be read on the page, in its order, on this part of it or further down."""
        top = QAccessible.queryAccessibleInterface(self._view)
        return [name for name in _names(top) if name] if top else []

    def _paint(self) -> None:
        self._settle()
        self.on_paint()

    def _settle(self) -> None:
        """Draw until the page stands whole: it is made from its top down."""
        for _ in range(_MOST_PICTURES):
            self._soon.stop()
            self._control.polishItems()
            self._control.sync()
            self._control.render()
            self._view.frameSwapped.emit()
            if not self._soon.isActive():
                return

    # -- what a mouse does ----------------------------------------------------------------------

    def click(self, at: QPointF) -> None:
        """Press and let go at a place of the screen, in its pixels."""
        button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        for kind, held in (
            (QEvent.Type.MouseButtonPress, button),
            (QEvent.Type.MouseButtonRelease, none),
        ):
            event = QMouseEvent(kind, at, at, button, held, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(self._view, event)

    def roll(self, at: QPointF, event: QWheelEvent) -> None:
        """Turn the wheel over a place of the screen, as `event` says."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        held, keys, phase = event.buttons(), event.modifiers(), event.phase()
        rolled = QWheelEvent(at, at, pixels, angle, held, keys, phase, event.inverted())
        QCoreApplication.sendEvent(self._view, rolled)

    def close(self) -> None:
        """Let go of the screens while what they show is still there, then of the library."""
        self._soon.stop()
        self._control.sceneChanged.disconnect(self._soon.start)
        self._control.renderRequested.disconnect(self._soon.start)
        self._view.setSource(QUrl())
        shiboken6.delete(self._control)
        shiboken6.delete(self._view)
        self._kiosk.close()
        self._kiosk.deleteLater()
        self.deleteLater()


def _below(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _below(child)


def _names(node: QAccessibleInterface) -> Iterator[str]:
    for n in range(node.childCount()):
        child = node.child(n)
        item = child.object() if child is not None else None
        # The window is never shown, so that each node calls itself invisible.
        if child is not None and isinstance(item, QQuickItem) and item.isVisible():
            yield child.text(QAccessible.Text.Name)
            yield from _names(child)
