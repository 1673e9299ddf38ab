"""What is pasted into a page's text: read beside the window, and what is left out is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
)

from tests.editor.forms.topic_page import TOPIC, body, now
from tests.editor.staff import Staff


def test_pasting_keeps_headings_and_lists_and_tells_of_the_rest(page: Staff) -> None:
    box = body(page)
    page.type(box, "Before.")
    mime = QMimeData()
    mime.setHtml("<h1>Fever</h1><ul><li>Call us</li></ul><p><img src='x.png'></p>")
    QApplication.clipboard().setMimeData(mime)
    page.press(box, Qt.Key.Key_V, ctrl=True)
    assert now(page) == "Before.\n\n## Fever\n\n- Call us"
    told = page.window.page.form.fields["body"].pasted
    assert told.text() == "Pasted. A picture: left out."
    page.press(box, Qt.Key.Key_Z, ctrl=True)
    assert now(page) == "Before."


def pasting(page: Staff, html: str, then: Callable[[QProgressDialog], None]) -> None:
    """Paste a long text; `then` is done to the dialog while it is read."""
    mime = QMimeData()
    mime.setHtml(html)
    QApplication.clipboard().setMimeData(mime)
    seen: list[QProgressDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QProgressDialog) and not seen:
            seen.append(dialog)
            then(dialog)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    page.press(body(page), Qt.Key.Key_V, ctrl=True)
    timer.stop()
    assert seen


LONG = "<p>Call us.</p>" * 500


def test_a_long_text_is_read_beside_the_window(page: Staff) -> None:
    page.type(body(page), "Before.")
    labels: list[str] = []
    pasting(page, LONG, lambda dialog: labels.append(dialog.labelText()))
    assert labels == ["Reading what was copied\u2026"]
    assert now(page) == "\n\n".join(["Before.", *["Call us."] * 500])
    page.press(body(page), Qt.Key.Key_Z, ctrl=True)
    assert now(page) == "Before."


def test_a_long_paste_can_be_cancelled(page: Staff) -> None:
    page.type(body(page), "Before.")
    pasting(page, LONG, lambda dialog: page.click(page.find(QPushButton, "Cancel", dialog)))
    assert now(page) == "Before."


@pytest.mark.parametrize("is_html", [False, True])
def test_more_than_two_pages_of_letters_are_not_pasted(page: Staff, *, is_html: bool) -> None:
    page.type(body(page), "Before.")
    mime = QMimeData()
    mime.setText("&" * 5_000_000)
    if is_html:
        mime.setHtml("&" * 25_000 + "x")
    QApplication.clipboard().setMimeData(mime)
    page.press(body(page), Qt.Key.Key_V, ctrl=True)
    told = page.window.page.form.fields["body"].pasted
    assert now(page) == "Before."
    assert told.text() == (
        "This is 5,000,000 letters; 40,000 are the most, and nothing was pasted. "
        "Paste a part of it at a time."
    )


def test_a_paste_that_is_too_much_says_so_and_keeps_plain_words(page: Staff) -> None:
    pasting(page, "<table><tr><td>" * 30_000 + "words", lambda dialog: None)
    told = page.window.page.form.fields["body"].pasted
    assert "This is more than a page can hold." in told.text()
    assert "It was pasted as plain words." in told.text()


def test_a_style_sheet_of_4_mb_is_read_beside_the_window(page: Staff) -> None:
    sheet = f"<style>{'p{color:red}' * 350_000}</style>"
    pasting(page, f"{sheet}<p>Call us.</p>", lambda dialog: None)
    told = page.window.page.form.fields["body"].pasted
    assert "This is more than a page can hold." in told.text()


def test_the_window_answers_while_a_long_text_is_read(page: Staff) -> None:
    beats: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(len(beats)))

    def begin(dialog: QProgressDialog) -> None:
        timer.start(1)

    pasting(page, "<table><tr><td>" * 30_000 + "words", begin)
    timer.stop()
    assert len(beats) > 20, "read by the window itself there would be none"


def test_words_on_a_line_stay_on_a_line(page: Staff) -> None:
    box = page.find(QPlainTextEdit, "Summary")
    page.type(box, "One")
    page.press(box, Qt.Key.Key_Return)
    QApplication.clipboard().setText(" two\nthree")
    page.press(box, Qt.Key.Key_V, ctrl=True)
    assert page.window.document.content(TOPIC).texts["summary"] == "Onetwo three"


def test_letters_beyond_the_first_plane_and_hard_spaces_are_kept(page: Staff) -> None:
    box = body(page)
    page.type(box, "Take 5")
    QApplication.clipboard().setText("\N{NO-BREAK SPACE}mg \N{GRINNING FACE} now")
    page.press(box, Qt.Key.Key_V, ctrl=True)
    assert now(page) == "Take 5\N{NO-BREAK SPACE}mg \N{GRINNING FACE} now"
    page.press(box, Qt.Key.Key_B, ctrl=True)
    assert now(page) == "Take 5\N{NO-BREAK SPACE}mg \N{GRINNING FACE} **now**"
