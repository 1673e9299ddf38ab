"""The editor as a black box: a real window, real keys, and a screen reader in another process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKind, Person
from tests.editor.staff import key
from tests.journeys.real_kiosk import RealKiosk, missing, real_kiosk, wait_until

pytestmark = pytest.mark.skipif(
    bool(lacking := missing()), reason=f"not installed from Debian: {lacking}"
)

NURSES = key(ItemKind.CONTACT, "p02")
CONTROLS = {"push button", "text", "combo box", "check box", "tree", "table", "page tab", "list"}
KNOWN_TO_QT = ("qt.accessibility.atspi:", "QAccessibleTree::indexFromLogical")
"""What Qt says when a screen reader asks for what has just gone."""


@pytest.fixture
def editor(file: Path, tmp_path: Path) -> Iterator[RealKiosk]:
    """The editor as it starts for the first time."""
    options = {"module": "app.main_editor", "name": "clinic-kiosk-editor"}
    with real_kiosk(tmp_path, str(file), **options) as standing:
        yield standing
        assert standing.program.poll() is None, standing.log.read_text()
    lines = standing.log.read_text().splitlines()
    assert [line for line in lines if not any(known in line for known in KNOWN_TO_QT)] == []


def keys(editor: RealKiosk, window: str, *pressed: str) -> None:
    """Press keys in a window; there is no window manager to give it the keyboard."""
    editor.tool("xdotool", "windowfocus", "--sync", window)
    editor.tool("xdotool", "key", *pressed)


def nameless(editor: RealKiosk) -> list[str]:
    """The controls of which a screen reader could not say what they are, and what is before."""
    found, before = [], ""
    for heard in editor.tree():
        if heard.role in CONTROLS and not heard.name:
            found.append(f"a {heard.role} after {before}")
        before = heard.name or before
    return found


def test_a_wrong_number_is_found_and_corrected_by_keys_alone(editor: RealKiosk, file: Path) -> None:
    window = editor.window("^Clinic Kiosk Editor|Clinic Kiosk Editor$")
    editor.hears("Who are you?")
    who = editor.window("^Who are you")
    editor.tool("xdotool", "windowfocus", "--sync", who)
    editor.tool("xdotool", "type", "Ann Bell")
    keys(editor, who, "Return")
    editor.hears("How a change reaches families")
    wait_until(lambda: not [h for h in editor.tree() if h.role == "dialog"], "the dialog gone")
    assert nameless(editor) == []

    keys(editor, window, "ctrl+f")
    editor.tool("xdotool", "type", "08088004040")
    [place] = editor.hears("Telephone number: 0808 800 4040")
    assert place.role == "table cell"
    # Down from the box to the last line, which is that number; Enter to write there.
    keys(editor, window, "Down", "End", "Return")
    editor.hears("Cancer Research UK nurses")
    wait_until(
        lambda: [h for h in editor.tree() if h.name == "Telephone number" and h.role == "text"],
        "the number's field",
    )
    editor.tool("xdotool", "type", "0808 800 4141")
    editor.hears("Not saved")
    keys(editor, window, "ctrl+s")
    editor.hears("Cancer Research UK nurses, Draft")
    assert nameless(editor) == []
    with closing(Workshop.open(file, Person(""), read_only=True)) as workshop:
        assert workshop.items.content(NURSES).own["phone"] == "0808 800 4141"
        event = workshop.history.events(NURSES)[0]
        assert (event.person.name, event.act) == ("Ann Bell", "saved")
        signed = workshop.items.signed_content(NURSES)
        assert signed is not None
        assert signed.own["phone"] == "0808 800 4040"
