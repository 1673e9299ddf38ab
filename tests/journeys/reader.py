"""A screen reader, as far as a test needs one. Debian's own python3 runs it, with pyatspi.

Its argument is the name of the program that it reads. It takes one JSON list a line, a word and
what it is about, and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi  # type: ignore[import-not-found]

CONTROLS = (pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_RADIO_BUTTON)
WINDOWS = (pyatspi.ROLE_FRAME, pyatspi.ROLE_DIALOG)
ROLES = {"button": "push button"}  # newer versions of AT-SPI, Debian 13's among them, say "button"
PRESS = ("press", "click", "toggle")
PROGRAM = sys.argv[1]


def showing(node: Any) -> Iterator[Any]:
    """A node and everything below it that is on show."""
    if node.getState().contains(pyatspi.STATE_SHOWING) or node.parent is None:
        yield node
        for n in range(node.childCount):
            child = node.getChildAtIndex(n)
            if child is not None:
                yield from showing(child)


def frames() -> list[Any]:
    """The program's windows."""
    desktop = pyatspi.Registry.getDesktop(0)
    desktop.clear_cache()
    programs = [desktop.getChildAtIndex(n) for n in range(desktop.childCount)]
    found = [program for program in programs if program is not None and program.name == PROGRAM]
    for program in found:
        program.clear_cache()
    windows = [program.getChildAtIndex(n) for program in found for n in range(program.childCount)]
    return [window for window in windows if window.getRole() in WINDOWS]


def everything() -> list[Any]:
    """Everything on show, in the order in which it is read out."""
    return [node for frame in frames() for node in showing(frame)]


def middle(node: Any) -> list[int]:
    """Where on the screen one would tap on it."""
    at = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
    return [at.x + at.width // 2, at.y + at.height // 2]


def position(node: Any) -> str:
    """Which item of its list a node is, as a reader counts them: "2 of 5"; else nothing."""
    parent = node.parent
    if node.getRole() != pyatspi.ROLE_LIST_ITEM or parent.getRole() != pyatspi.ROLE_LIST:
        return ""
    children = [parent.getChildAtIndex(n) for n in range(parent.childCount)]
    items = [child for child in children if child.getRole() == pyatspi.ROLE_LIST_ITEM]
    return f"{1 + items.index(node)} of {len(items)}"


def tree() -> list[dict[str, object]]:
    """What a screen reader can say of everything on show."""
    return [
        {
            "name": node.name,
            "role": ROLES.get(node.getRoleName(), node.getRoleName()),
            "about": node.description,
            "checked": node.getState().contains(pyatspi.STATE_CHECKED),
            "focused": node.getState().contains(pyatspi.STATE_FOCUSED),
            "locale": node.objectLocale,
            "middle": middle(node),
            "position": position(node),
        }
        for node in everything()
    ]


def press(name: str) -> str:
    """Press a control through its action interface; "" is well done."""
    for node in everything():
        if node.name == name and node.getRole() in CONTROLS:
            action = node.queryAction()
            for n in range(action.nActions):
                if action.getName(n).lower() in PRESS:
                    return "" if action.doAction(n) else f"{name!r} cannot be pressed"
            return f"{name!r} has no press among its actions"
    return f"there is no {name!r}"


def obey(word: str, about: str) -> object:
    """Do one thing."""
    if word == "tree":
        return tree()
    if word == "press":
        return press(about)
    raise ValueError(word)


def main() -> None:
    """Obey until there is nothing more to read."""
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        word, about = json.loads(line)
        try:
            answer = {"answer": obey(word, about)}
        except Exception as error:
            # What goes away while it is looked at; whoever asked tries again.
            answer = {"trouble": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
