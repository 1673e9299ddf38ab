"""The keys of a signed folder, with mouse and keyboard: copied, exchanged, counting no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.content.signing.keys import make_key, read_public, read_signer
from app.content.signing.repository import Repository
from app.content.signing.set_up import NewKey, set_up_small
from app.content.signing.trustees import Trustees, name_of
from app.content.updates.fetching.layout import Entry
from app.content.workshop import Workshop
from app.domain.errors import ContentError
from app.editor.publishing.keys_dialog import BACK_UP, EXCHANGE, REVOKE, KeysDialog
from app.editor.publishing.publish_page import PublishPage

PHRASE = "correct horse battery"
OTHER = "another long phrase"


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    """A folder that is signed as in the small set-up, with an edition."""
    for name in ("keys", "stick", "safe"):
        (tmp_path / name).mkdir()
    desk, root = NewKey(tmp_path / "keys", PHRASE), NewKey(tmp_path / "stick", PHRASE)
    set_up_small(tmp_path / "editions", desk, root)
    add_edition(tmp_path / "editions", 1, tmp_path / "keys" / "desk.pem", PHRASE)
    return tmp_path / "editions"


def add_edition(folder: Path, number: int, key: Path, phrase: str) -> None:
    made = folder.with_name("made.db")
    made.write_bytes(b"an edition")
    entry = Entry(number, "A title", "2026-11-29")
    Repository(folder).add_edition(made, entry, [read_signer(key, phrase)])


@pytest.fixture
def dialog(editions: Path, qtbot: QtBot) -> KeysDialog:
    made = KeysDialog(editions)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(*typed: tuple[QLineEdit, object]) -> None:
    for field, words in typed:
        assert field.isVisible()
        field.clear()
        QTest.keyClicks(field, str(words))


def press(dialog: KeysDialog) -> None:
    assert dialog.do.isEnabled()
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)


def names(folder: Path) -> set[str]:
    return {name_of(key) for key in Repository(folder).trustees().all}


def test_a_key_is_copied_only_where_its_passphrase_opens_it(
    dialog: KeysDialog, tmp_path: Path
) -> None:
    dialog.act.setCurrentIndex(BACK_UP)
    file, phrase = dialog.keys[0]
    assert not dialog.do.isEnabled()
    assert not dialog.old.isVisible()
    fill((dialog.place, tmp_path / "safe"), (file, tmp_path / "keys" / "desk.pem"), (phrase, OTHER))
    press(dialog)
    assert "That is not the passphrase of" in dialog.problem.text()
    fill((phrase, PHRASE))
    press(dialog)
    assert dialog.done_text.startswith(f"{tmp_path / 'safe' / 'desk.pem'} is there.")
    read_signer(tmp_path / "safe" / "desk.pem", PHRASE)


def test_a_stolen_key_is_exchanged_and_signs_nothing_any_more(
    dialog: KeysDialog, editions: Path, tmp_path: Path
) -> None:
    new = tmp_path / "keys" / "new.pem"
    dialog.act.setCurrentIndex(EXCHANGE)
    dialog.old.setCurrentText("desk")
    file, phrase = dialog.keys[0]
    fill((dialog.place, new), (dialog.new_passphrase, OTHER), (dialog.again, PHRASE))
    fill((file, tmp_path / "stick" / "envelope.pem"), (phrase, PHRASE))
    press(dialog)
    assert "differ" in dialog.problem.text()
    assert names(editions) == {"desk", "envelope"}
    fill((dialog.again, OTHER))
    dialog.stolen.setChecked(True)
    press(dialog)
    assert dialog.done_text == (
        f"desk counts no more. Copy {new} to another place, once. The list holds no edition now:"
        " publish again."
    )
    assert names(editions) == {"new", "envelope"}
    assert Repository(editions).entries() == []
    with pytest.raises(ContentError, match="not enough"):
        add_edition(editions, 2, tmp_path / "keys" / "desk.pem", PHRASE)
    add_edition(editions, 2, new, OTHER)
    assert [entry.number for entry in Repository(editions).entries()] == [2]


def test_a_lost_key_is_exchanged_and_the_editions_stay(
    dialog: KeysDialog, editions: Path, tmp_path: Path
) -> None:
    dialog.act.setCurrentIndex(EXCHANGE)
    dialog.old.setCurrentText("desk")
    file, phrase = dialog.keys[0]
    place = tmp_path / "keys" / "new.pem"
    fill((dialog.place, place), (dialog.new_passphrase, OTHER), (dialog.again, OTHER))
    fill((file, tmp_path / "stick" / "envelope.pem"), (phrase, PHRASE))
    press(dialog)
    assert names(editions) == {"new", "envelope"}
    assert [entry.number for entry in Repository(editions).entries()] == [1]


def test_one_of_three_holders_counts_no_more(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    files = {name: tmp_path / f"{name}.pem" for name in ("desk", "ann", "bea", "cem")}
    for file in files.values():
        make_key(file, PHRASE)
    root = tuple(read_public(files[name]).key for name in ("ann", "bea", "cem"))
    trustees = Trustees(root, root, read_public(files["desk"]).key, threshold=2)
    signers = [read_signer(files[name], PHRASE) for name in ("ann", "bea")]
    Repository(folder).create(trustees, signers)
    dialog = KeysDialog(folder)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.act.setCurrentIndex(REVOKE)
    dialog.old.setCurrentText("cem")
    assert not dialog.place.isVisible()
    for (field, phrase), name in zip(dialog.keys, ("ann", "bea", "desk"), strict=True):
        fill((field, files[name]), (phrase, PHRASE))
    press(dialog)
    assert dialog.done_text == "cem counts no more."
    assert names(folder) == {"ann", "bea", "desk"}


def test_the_button_that_sets_signing_up_leads_to_the_keys_of_a_signed_folder(
    workshop: Workshop, editions: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "editor.ini"), QSettings.Format.IniFormat)
    page = PublishPage(workshop, settings=settings)
    qtbot.addWidget(page)
    page.target.setText(str(editions))

    def copy() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, KeysDialog)
        file, phrase = dialog.keys[0]
        dialog.place.setText(str(tmp_path / "safe"))
        file.setText(str(tmp_path / "keys" / "desk.pem"))
        phrase.setText(PHRASE)
        press(dialog)

    QTimer.singleShot(0, copy)
    QTest.mouseClick(page.set_up, Qt.MouseButton.LeftButton)
    assert f"{tmp_path / 'safe' / 'desk.pem'} is there." in page.result.text()
