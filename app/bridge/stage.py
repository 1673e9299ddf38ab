"""The families' screens off stage: drawn into a picture as large as the real screen, for staff.

The screens are the kiosk's own, on a screen of their own that is never shown. Drawing them is
Qt's software renderer's work, so the picture is the same on every machine and needs no graphics
card. A kiosk's start loads none of this.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import (
    QQuickItem,
    QQuickRenderControl,
    QQuickRenderTarget,
    QQuickWindow,
    QSGRendererInterface,
)

from app.bridge.kiosk import Kiosk
from app.bridge.pictures import IconPictures
from app.domain import walkthrough as engine
from app.domain.paths import way_to
from app.domain.ports import Library
from app.domain.session import Screen
from app.domain.summary import Document, topic_summary, walk_summary
from app.domain.walk import Walk

LYING, UPRIGHT = QSize(1920, 1080), QSize(1080, 1920)
"""A 24-inch panel's pixels, either way up."""

_STAYS = (Screen.HOME, Screen.SECTION)
"""Where a page's card is to be seen, so that whoever looks at it there may stay."""
_MOST_PICTURES = 100


def draw_by_software() -> None:
    """Choose the renderer that draws into pictures. To be called before any screen is made."""
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)


class Stage(QObject):
    """A kiosk's screens, as a picture that a mouse may click on."""

    painted = Signal()
    moved = Signal()

    def __init__(self, kiosk: Kiosk, qml: Path, icons: Path) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._looks = (100, "paper")
        self._about = (Screen.HOME, "")
        self._step = ""
        self._control = QQuickRenderControl(self)
        self._window = QQuickWindow(self._control)
        self._engine = QQmlEngine(self)
        self._engine.addImportPath(str(qml))
        self._engine.addImageProvider("icon", IconPictures(icons))
        self._engine.addImageProvider("handout", kiosk.handout_pictures)
        self._engine.setIncubationController(self._window.incubationController())
        self._picture = QImage()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._paint)
        self._control.sceneChanged.connect(self._soon.start)
        self._control.renderRequested.connect(self._soon.start)
        self._make_room(LYING)
        self._root = self._load(LYING)
        kiosk.session.placeChanged.connect(self.moved)
        kiosk.session.walkChanged.connect(self.moved)
        kiosk.session.ended.connect(self._wear)

    def _load(self, size: QSize) -> QQuickItem:
        component = QQmlComponent(self._engine, self)
        component.loadFromModule("Kiosk", "Main")
        wishes = {"kiosk": self._kiosk, "width": size.width(), "height": size.height()}
        root = component.createWithInitialProperties(wishes)
        if not isinstance(root, QQuickItem):
            raise RuntimeError(component.errorString())
        root.setParent(self)
        root.setParentItem(self._window.contentItem())
        return root

    def _make_room(self, size: QSize) -> None:
        self._window.resize(size)
        self._picture = QImage(size, QImage.Format.Format_RGB32)
        self._window.setRenderTarget(QQuickRenderTarget.fromPaintDevice(self._picture))

    # -- what is on it --------------------------------------------------------------------------

    def show(self, library: Library, screen: Screen, about: str) -> None:
        """Show a place from a library, which is closed when another one comes.

        Whoever looks at a card of it on the home screen or in a section stays there.
        """
        session = self._kiosk.session
        again = (screen, about) == self._about
        self._about = (screen, about)
        if not again:
            self._step = ""
        if again and session.place.screen in (screen, *_STAYS):
            self._kiosk.show_again(library)
        else:
            session.go_home()
            self._kiosk.show_again(library)
        self.go_back(stay=again)

    def go_back(self, *, stay: bool = False) -> None:
        """To the place that was asked for, with `stay` from further off than its card alone."""
        session = self._kiosk.session
        here = (session.place.screen, session.place.about)
        if here != self._about and not (stay and session.place.screen in _STAYS):
            session.go_home()
            session.go(*self._about)
        self._wear()
        self._keep_on_the_way()

    @property
    def is_away(self) -> bool:
        """Whether clicks have led to another place than the one that was asked for."""
        place = self._kiosk.session.place
        return (place.screen, place.about) != self._about

    def show_step(self, step_id: str) -> bool:
        """Go to a question or an outcome of the walkthrough, or with "" to its opening page.

        False where no answers lead there.
        """
        walkthrough = self._walk_screen.walkthrough
        if walkthrough is None:
            return False
        way = way_to(walkthrough, step_id) if step_id else ()
        if way is None:
            return False
        walk = Walk(way)
        if step_id:
            asked = step_id if walkthrough.question(step_id) else ""
            walk = Walk(way, asked, begun=True, seen=not asked)
        self._kiosk.session.put_walk(walkthrough.id, walk)
        return True

    def _keep_on_the_way(self) -> None:
        """Let go of a question that is no longer there."""
        walkthrough = self._walk_screen.walkthrough
        if walkthrough is None:
            return
        walk = self._kiosk.session.walk(walkthrough.id)
        if not walk.begun:
            return
        position = engine.walk(walkthrough, walk.answers)
        lost = walkthrough.question(walk.at) is None if walk.at else position.outcome is None
        if lost:
            at = position.question.id if position.question else ""
            begun = bool(at or position.outcome)
            self._kiosk.session.put_walk(walkthrough.id, Walk(position.answers, at, begun=begun))

    def document(self) -> Document | None:
        """What a family would take away from here, or None where there is nothing to take."""
        library = self._kiosk.keeper.library
        topic, walkthrough = self._topic_screen.topic, self._walk_screen.walkthrough
        if library is None:
            return None
        if topic is not None:
            return topic_summary(library, topic)
        if walkthrough is None:
            return None
        position = self._walk_screen.position
        if position.outcome is None and walkthrough.outcomes:
            ways = (way_to(walkthrough, outcome.id) for outcome in walkthrough.outcomes)
            way = next((way for way in ways if way is not None), ())
            position = engine.walk(walkthrough, way)
        return walk_summary(library, walkthrough, position) if position.outcome else None

    def explain(self) -> None:
        """Open the explanation of the first hard word on the page."""
        self._settle()
        for item in _items(self._root):
            if item.property("word") and item.metaObject().indexOfMethod("click()") >= 0:
                if not item.property("open"):
                    item.metaObject().invokeMethod(item, "click")
                return

    # -- how it looks ---------------------------------------------------------------------------

    def set_looks(self, text_size: int, theme: str) -> None:
        """Choose a text size, in per cent, and a theme by its name."""
        self._looks = (text_size, theme)
        self._wear()

    def set_size(self, size: QSize) -> None:
        """Turn the screen, or give it another number of pixels."""
        if size != self._picture.size():
            self._make_room(size)
            self._root.setSize(size)
            self._soon.start()

    def picture(self) -> QImage:
        """What is on the screen, pixel by pixel."""
        self._settle()
        return self._picture.copy()

    def _wear(self) -> None:
        text_size, theme = self._looks
        self._kiosk.session.set_text_size(text_size)
        self._kiosk.session.set_theme(theme)

    def _paint(self) -> None:
        self._control.polishItems()
        self._control.sync()
        self._control.render()
        self._window.frameSwapped.emit()
        self.painted.emit()

    def _settle(self) -> None:
        """Draw until the page stands whole: it is made from its top down."""
        for _ in range(_MOST_PICTURES):
            self._soon.stop()
            self._paint()
            self._window.incubationController()
            page = self._root.findChild(QQuickItem, "topicPage")
            if not self._soon.isActive() and (page is None or page.property("whole")):
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
            QCoreApplication.sendEvent(self._window, event)

    def roll(self, at: QPointF, event: QWheelEvent) -> None:
        """Turn the wheel over a place of the screen, as EVENT says."""
        passed_on = QWheelEvent(
            at,
            at,
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        )
        QCoreApplication.sendEvent(self._window, passed_on)

    def close(self) -> None:
        """Let go of the screens while what they show is still there."""
        self._soon.stop()
        self._control.sceneChanged.disconnect(self._soon.start)
        self._root.deleteLater()
        if library := self._kiosk.keeper.library:
            library.close()
