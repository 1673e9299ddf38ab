"""Publishing with the mouse: what will change, the edition, and every refusal as a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.content.checks.gate import checked_library
from app.content.signing.keys import make_key, read_signer
from app.content.signing.repository import Repository
from app.content.signing.trustees import Trustees
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, Person
from app.editor.publishing.key_dialog import KeyDialog
from app.editor.publishing.publish_page import PublishPage
from app.editor.publishing.set_up_dialog import SetUpDialog
from tests.editor.hands import button

T05 = ItemKey(ItemKind.TOPIC, "t05", "en-GB")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    file = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    with closing(Workshop.open(file, Person("Ann Ward"))) as opened:
        yield opened


@pytest.fixture
def page(workshop: Workshop, qtbot: QtBot, tmp_path: Path) -> PublishPage:
    settings = QSettings(str(tmp_path / "editor.ini"), QSettings.Format.IniFormat)
    return opened(PublishPage(workshop, settings=settings), qtbot)


def opened(page: PublishPage, qtbot: QtBot) -> PublishPage:
    """The page on the screen, when it has looked."""
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: "Looking" not in page.sentence.text())
    return page


def press(page: PublishPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.result.text() != "" and "Looking" not in page.sentence.text())


def test_an_edition_is_published_with_a_click(
    page: PublishPage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "editions"
    folder.mkdir()
    assert not page.button.isEnabled(), "it does not know where to"
    QTest.keyClicks(page.target, str(folder))
    assert page.table.rows.rowCount() > 30
    QTest.keyClicks(page.why, "The first one")
    press(page, qtbot)
    edition = folder / "edition-2.db"
    assert f"Edition 2 is written to {edition}." in page.result.text()
    assert "Nothing has changed for families since the last edition (2)" in page.sentence.text()
    with checked_library(edition) as library:
        assert library.info().edition == 2
    before = edition.read_bytes()
    page.result.clear()
    press(page, qtbot)
    assert f"Edition 3 is written to {folder / 'edition-3.db'}." in page.result.text()
    assert edition.read_bytes() == before


def test_the_folder_is_chosen_once_and_remembered(
    workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "editor.ini"), QSettings.Format.IniFormat)
    folder = tmp_path / "editions"
    folder.mkdir()
    first = opened(
        PublishPage(workshop, settings=settings, ask_folder=lambda _: str(folder)), qtbot
    )
    QTest.mouseClick(button(first, "Choose…"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Looking" not in first.sentence.text())
    press(first, qtbot)
    second = opened(PublishPage(workshop, settings=settings), qtbot)
    assert second.target.text() == str(folder)
    press(second, qtbot)
    names = {"edition-2.db", "edition-3.db", "kiosks"}
    assert {file.name for file in folder.iterdir()} == names


def test_a_file_is_no_place_for_editions(page: PublishPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "edition.db"
    QTest.keyClicks(page.target, str(file))
    press(page, qtbot)
    assert f"{file} is a file" in page.result.text()
    assert "Choose one" in page.result.text()
    assert not file.exists()


def test_it_shows_what_is_taken_away_and_what_stays_behind(
    page: PublishPage, workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClicks(page.target, str(tmp_path))
    press(page, qtbot)
    workshop.signing.withdraw(T05)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    words = [page.table.model().index(0, column).data() for column in range(3)]
    assert words == ["Taken away", "Page", workshop.items.content(T05).title]
    title = workshop.items.content(T05).title
    assert page.drafts.text().startswith(
        f"Not in it, because nobody has signed them as they are: “{title}”."
    )
    assert page.drafts.text().endswith("where there is any.")  # of this one there is none
    with qtbot.waitSignal(page.opened) as told:
        page.table.selectRow(0)
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == [T05]


def test_the_bar_moves_on_page_by_page_and_never_back(
    page: PublishPage, workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClicks(page.target, str(tmp_path))
    seen: list[tuple[int, str]] = []
    bar = page.work.bar
    bar.valueChanged.connect(lambda value: seen.append((value, bar.format())))
    press(page, qtbot)
    values = [value for value, _ in seen]
    assert values == sorted(values)
    assert values[-1] == bar.maximum()
    pages = len(workshop.items.rows(ItemKind.TOPIC))
    assert any(f"of {pages}" in words and "Checking page" in words for _, words in seen)
    assert not page.work.isVisible()


def test_it_can_be_cancelled_and_the_old_edition_stays(
    page: PublishPage, workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    edition = tmp_path / "share" / "edition-2.db"
    edition.parent.mkdir()
    QTest.keyClicks(page.target, str(edition.parent))
    press(page, qtbot)
    before = edition.read_bytes()

    def cancel(_: int) -> None:
        if "Checking page" in page.work.bar.format() and page.work.cancel.isEnabled():
            QTest.mouseClick(page.work.cancel, Qt.MouseButton.LeftButton)

    page.work.bar.valueChanged.connect(cancel)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.result.text() == ""
    qtbot.waitUntil(lambda: page.result.text() != "")
    assert page.result.text().startswith("You stopped it. Nothing was published")
    assert {file.name for file in edition.parent.iterdir()} == {"edition-2.db", "kiosks"}
    assert edition.read_bytes() == before
    assert workshop.publications.last_edition() == 2
    assert page.button.isEnabled()


def test_a_look_that_is_stopped_says_so_and_another_begins_with_the_page(
    page: PublishPage, qtbot: QtBot
) -> None:
    page.refresh()
    QTest.mouseClick(page.work.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "You stopped it" in page.sentence.text())
    assert not page.button.isEnabled()
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: "In edition 2, families" in page.sentence.text())


def test_it_says_which_kiosk_went_back(page: PublishPage, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClicks(page.target, str(tmp_path))
    press(page, qtbot)
    assert not page.kiosks.isVisible()
    text = '{"shows": 1, "back": 2, "why": "", "at": "2026-11-23T09:00", "kiosk": "Ward 4"}'
    (tmp_path / "kiosks" / "4.json").write_text(text, encoding="utf-8")
    page.hide()
    page.show()
    qtbot.waitUntil(page.kiosks.isVisible)
    assert page.kiosks.text() == (
        "⚠ The kiosk at Ward 4 went back from edition 2, and shows edition 1 since"
        " 23 November 2026 at 09:00. Staff there chose so."
    )


def test_a_refusal_is_a_sentence(
    page: PublishPage, workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    QTest.keyClicks(page.target, str(tmp_path / "gone"))
    press(page, qtbot)
    assert "cannot be written" in page.result.text()
    for row in workshop.items.rows(ItemKind.TOPIC):
        workshop.signing.withdraw(row.key)
    page.refresh()
    qtbot.waitUntil(lambda: "cannot be published" in page.sentence.text())
    assert "no page to show" in page.sentence.text()
    assert not page.button.isEnabled()


# -- signed -------------------------------------------------------------------------------------

PASSPHRASE = "four words nobody guesses"  # noqa: S105


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    """A folder that is signed into by desk.pem."""
    desk = make_key(tmp_path / "desk.pem", PASSPHRASE).key
    root = make_key(tmp_path / "root.pem", PASSPHRASE).key
    signer = read_signer(tmp_path / "root.pem", PASSPHRASE)
    Repository(tmp_path / "editions").create(Trustees((root,), (desk,), desk), [signer])
    return tmp_path / "editions"


def answer(qtbot: QtBot, key: Path, passphrase: str) -> None:
    """Type into the dialog that asks for the key, as soon as it is there."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeyDialog)
        assert not dialog.sign.isEnabled()
        dialog.file.clear()
        QTest.keyClicks(dialog.file, str(key))
        QTest.keyClicks(dialog.passphrase, passphrase)
        assert dialog.passphrase.displayText() != passphrase
        QTest.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, fill)


def test_a_signed_folder_asks_for_the_key_and_signs(
    page: PublishPage, qtbot: QtBot, tmp_path: Path, editions: Path
) -> None:
    QTest.keyClicks(page.target, str(editions))
    answer(qtbot, tmp_path / "desk.pem", "something else")
    press(page, qtbot)
    assert "That is not the passphrase of" in page.result.text()
    answer(qtbot, tmp_path / "desk.pem", PASSPHRASE)
    page.result.clear()
    press(page, qtbot)
    assert f"Edition 2 is written to {editions / 'edition-000002.db'}." in page.result.text()
    assert [entry.number for entry in Repository(editions).entries()] == [2]


def test_who_will_not_sign_publishes_nothing(
    page: PublishPage, qtbot: QtBot, editions: Path
) -> None:
    QTest.keyClicks(page.target, str(editions))

    def decline() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeyDialog)
        dialog.reject()

    QTimer.singleShot(0, decline)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.result.text() == ""
    assert Repository(editions).entries() == []
    assert page.button.isEnabled()


def fill_set_up(dialog: SetUpDialog, tmp_path: Path, *, stick: str = "stick") -> None:
    """Type into the dialog that sets signing up."""
    for name in ("keys", "stick"):
        (tmp_path / name).mkdir(exist_ok=True)
    assert not dialog.make.isEnabled()
    for field, words in (
        (dialog.editions, str(tmp_path / "new")),
        (dialog.desk, str(tmp_path / "keys")),
        (dialog.stick, str(tmp_path / stick)),
        *((field, PASSPHRASE) for field in dialog.passphrases),
    ):
        field.clear()
        QTest.keyClicks(field, words)


def test_signing_is_set_up_and_what_is_published_then_is_signed(
    page: PublishPage, qtbot: QtBot, tmp_path: Path
) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SetUpDialog)
        fill_set_up(dialog, tmp_path)
        QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, fill)
    QTest.mouseClick(page.set_up, Qt.MouseButton.LeftButton)
    assert f"Copy {tmp_path / 'new' / '1.root.json'} to each kiosk" in page.result.text()
    assert page.target.text() == str(tmp_path / "new")
    page.result.clear()

    def sign() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeyDialog)
        assert dialog.file.text() == str(tmp_path / "keys" / "desk.pem")
        QTest.keyClicks(dialog.passphrase, PASSPHRASE)
        QTest.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, sign)
    press(page, qtbot)
    assert "Edition 2 is written" in page.result.text()
    assert [entry.number for entry in Repository(tmp_path / "new").entries()] == [2]


def test_what_stands_in_the_way_of_a_set_up_is_said_and_nothing_is_lost(
    qtbot: QtBot, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "editor.ini"), QSettings.Format.IniFormat)
    dialog = SetUpDialog(None, settings)
    qtbot.addWidget(dialog)
    fill_set_up(dialog, tmp_path, stick="keys")
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert "Both keys would lie in one folder." in dialog.problem.text()
    dialog.stick.setText(str(tmp_path / "stick"))
    QTest.keyClicks(dialog.passphrases[1], "more")
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert "A passphrase and its repetition differ." in dialog.problem.text()
    for field in dialog.passphrases:
        field.setText("short")
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    assert "shorter than 12 letters" in dialog.problem.text()
    assert list((tmp_path / "keys").iterdir()) == []
    assert not (tmp_path / "new").exists()
