"""Answering for a text with mouse and keyboard: checked, signed by a second person, taken down."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.content.checks.gate import checked_library
from app.content.items.edit import with_texts
from app.content.items.set_field import with_field
from app.content.workshop import Workshop
from app.content.workshop.values import SectionRow
from app.domain.governance.governance import ItemKind, ItemStatus
from app.editor.governance.comparison_view import ComparisonView
from app.editor.governance.governance_panel import GovernancePanel
from app.editor.governance.sign_off_dialogs import (
    CheckDialog,
    ReviewDialog,
    SignDialog,
    WithdrawDialog,
)
from app.editor.panel_wiring import LibrarySignOff
from app.handout.site import Site
from app.handout.typesetting import Typesetter
from tests.editor.governing import ANN, T05, W01, change, dialog_of, noon, open_library
from tests.editor.hands import button, click, press, type_in


@pytest.fixture
def workshop(file: Path) -> Iterator[Workshop]:
    with closing(open_library(file)) as opened:
        yield opened


@pytest.fixture
def panel(workshop: Workshop, qtbot: QtBot) -> GovernancePanel:
    made = GovernancePanel(workshop)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def shown_title(file: Path) -> str:
    with checked_library(file) as library:
        return library.topic("t05").title


def status(workshop: Workshop) -> ItemStatus:
    return next(row.status for row in workshop.items.rows() if row.key == T05)


def test_from_a_draft_to_the_families_with_two_people(
    panel: GovernancePanel, workshop: Workshop, file: Path, qtbot: QtBot
) -> None:
    change(workshop, T05, "title", "CAR T-cells")
    panel.show_content(workshop.items.content(T05))
    assert panel.state.text().startswith("This is a draft. Families see the version signed by")
    assert "Nobody has checked it yet." in panel.missing.text()
    assert "Saved by Ann Ward, 23 November 2026." in panel.people.text()
    assert "CAR T-cells" in panel.comparison.toPlainText()
    click(button(panel, "Mark as checked…"))
    check = dialog_of(panel, CheckDialog)
    assert check.name.text() == "Ann Ward"
    assert "What families see" in check.comparison.toPlainText()
    with qtbot.waitSignal(panel.written) as told:
        click(check.button)
    assert told.args == [T05]
    assert panel.state.text().startswith("It was checked, and waits for a signature.")
    assert "Checked by Ann Ward (Ward sister), 23 November 2026." in panel.people.text()
    click(button(panel, "Sign…"))
    sign = dialog_of(panel, SignDialog)
    assert (sign.name.text(), sign.button.isEnabled()) == ("", False)
    type_in(sign.name, "Bea Moss")
    type_in(sign.role, "Consultant")
    type_in(sign.why, "Read against the source")
    with qtbot.waitSignal(panel.written):
        click(sign.button)
    assert status(workshop) is ItemStatus.SIGNED
    assert workshop.person == ANN, "the second person stayed at the editor"
    assert "Signed by Bea Moss (Consultant), 23 November 2026." in panel.people.text()
    assert shown_title(file) == "CAR T-cells"
    assert workshop.history.events(T05)[0].why == "Read against the source"


def test_the_same_person_is_refused_in_a_sentence_and_nothing_is_signed(
    panel: GovernancePanel, workshop: Workshop
) -> None:
    change(workshop, T05, "title", "CAR T-cells")
    workshop.signing.mark_checked(T05)
    panel.show_content(workshop.items.content(T05))
    click(button(panel, "Sign…"))
    sign = dialog_of(panel, SignDialog)
    type_in(sign.name, "ann  ward")
    press(sign.name, Qt.Key.Key_Return)
    assert sign.violation.isVisible()
    assert "wrote or checked it. Ask a second person" in sign.violation.text()
    assert sign.isVisible()
    assert status(workshop) is ItemStatus.CHECKED
    press(sign, Qt.Key.Key_Escape)
    assert not sign.isVisible()


def test_a_text_that_changed_meanwhile_is_not_signed(
    panel: GovernancePanel, workshop: Workshop
) -> None:
    change(workshop, T05, "title", "CAR T-cells")
    workshop.signing.mark_checked(T05)
    panel.show_content(workshop.items.content(T05))
    click(button(panel, "Sign…"))
    sign = dialog_of(panel, SignDialog)
    change(workshop, T05, "title", "Something else")
    workshop.signing.mark_checked(T05)
    type_in(sign.name, "Bea Moss")
    click(sign.button)
    assert "It was changed a moment ago." in sign.violation.text()
    assert status(workshop) is ItemStatus.CHECKED


def test_a_walkthrough_shows_what_behaves_differently_first(
    panel: GovernancePanel, workshop: Workshop
) -> None:
    change(workshop, W01, "c07.leads_to", "o04")
    panel.show_content(workshop.items.content(W01))
    click(button(panel, "Mark as checked…"))
    check = dialog_of(panel, CheckDialog)
    assert check.tabs.tabText(0) == "What &behaves differently"
    assert check.tabs.currentIndex() == 0
    assert check.paths.summary.text() == "5 of 185 paths now end differently."
    check.tabs.setCurrentIndex(1)
    assert "Question 2, answer 2, leads to" in check.comparison.toPlainText()


def test_a_walkthrough_can_be_signed_on_paper(
    workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    change(workshop, W01, "c07.leads_to", "o04")
    typesetter = Typesetter(Site(), lambda: noon().date())
    panel = GovernancePanel(workshop, sign_off_sheets=lambda: typesetter)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_content(workshop.items.content(W01))
    click(button(panel, "Mark as checked…"))
    check = dialog_of(panel, CheckDialog)
    assert check.sheets is not None
    check.sheets.ask_file = lambda title, name, kinds: str(tmp_path / name)
    click(button(check, "Sheet of every path…"))
    click(button(check, "Sheet of this change…"))
    assert check.sheets.result.text() == f"{tmp_path / 'w01-change.pdf'} is written."
    assert (tmp_path / "w01-paths.pdf").read_bytes().startswith(b"%PDF")


def test_a_draft_goes_out_on_paper_and_the_signature_is_typed_in(
    workshop: Workshop, qtbot: QtBot, tmp_path: Path
) -> None:
    change(workshop, T05, "title", "CAR T-cells")
    typesetter = Typesetter(Site(), lambda: noon().date())
    panel = GovernancePanel(workshop, sign_off_sheets=lambda: typesetter)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_content(workshop.items.content(T05))
    click(button(panel, "Mark as checked…"))
    check = dialog_of(panel, CheckDialog)
    assert check.reading.draft_sheet is not None
    check.reading.draft_sheet.ask_file = lambda title, name, kinds: str(tmp_path / name)
    click(button(check, "Sheet to sign on paper…"))
    assert (tmp_path / "t05-draft.pdf").read_bytes().startswith(b"%PDF")
    type_in(check.paper, "folder 3, ward office")
    click(check.button)
    click(button(panel, "Sign…"))
    sign = dialog_of(panel, SignDialog)
    type_in(sign.name, "Bea Moss")
    type_in(sign.paper, "folder 3, ward office")
    click(sign.button)
    assert status(workshop) is ItemStatus.SIGNED
    signed, checked, *_ = workshop.history.events(T05)
    on_paper = "Signed on paper: folder 3, ward office; typed in by Ann Ward"
    assert (signed.person.name, signed.why) == ("Bea Moss", on_paper)
    assert (checked.person.name, checked.why) == ("Ann Ward", on_paper)


def test_pages_with_the_old_number_are_named_before_the_new_one_is_signed(
    panel: GovernancePanel, workshop: Workshop, qtbot: QtBot
) -> None:
    nurses = replace(T05, kind=ItemKind.CONTACT, id="p02")
    change(workshop, nurses, "phone", "020 7946 0000")
    panel.show_content(workshop.items.content(nurses))
    click(button(panel, "Mark as checked…"))
    told = dialog_of(panel, CheckDialog).reading.old_numbers
    assert told.isVisible()
    qtbot.waitUntil(lambda: "“Someone to talk to” (text) still says 0808 800 4040." in told.text())
    assert told.text().endswith("Change it there too, before anything is signed.")


def test_new_words_alone_change_no_path(panel: GovernancePanel, workshop: Workshop) -> None:
    change(workshop, W01, "q02.text", "Which kind of ALL is it?")
    panel.show_content(workshop.items.content(W01))
    click(button(panel, "Mark as checked…"))
    check = dialog_of(panel, CheckDialog)
    assert check.paths.summary.text() == "No path has changed: all 185 end as they did before."


def test_reviewed_and_nothing_changed(panel: GovernancePanel, workshop: Workshop) -> None:
    panel.show_content(workshop.items.content(T05))
    assert "The next review was due on 4 November 2024." in panel.people.text()
    click(button(panel, "Reviewed, nothing changed…"))
    review = dialog_of(panel, ReviewDialog)
    assert review.due.date().toString("yyyy-MM-dd") == "2029-11-23", "as long as it was before"
    click(review.button)
    assert status(workshop) is ItemStatus.SIGNED
    assert "Reviewed, with nothing changed, by Ann Ward (Ward sister)" in panel.people.text()
    assert "The next review is due on 23 November 2029." in panel.people.text()
    assert "Nothing has to be done now." in panel.missing.text()


def test_taking_down_says_what_points_there(
    panel: GovernancePanel, workshop: Workshop, file: Path
) -> None:
    panel.show_content(workshop.items.content(T05))
    click(button(panel, "Take down…"))
    withdraw = dialog_of(panel, WithdrawDialog)
    assert "CAR T-cell therapy: who it is for (" in withdraw.lead.text()
    click(withdraw.button)
    assert panel.state.text() == "This is a draft. Families see nothing of it."
    with checked_library(file) as library:
        assert "t05" not in [c.topic_id for s in library.sections() for c in library.cards(s.id)]


def test_what_is_not_saved_is_not_signed(panel: GovernancePanel, workshop: Workshop) -> None:
    panel.show_content(with_field(workshop.items.content(T05), "title", "Typed just now"))
    assert "not saved yet. Save it first." in panel.missing.text()
    assert not panel.next.isVisible()
    assert not panel.review.isEnabled()


def test_what_is_missing_is_said_before_anybody_tries(
    panel: GovernancePanel, workshop: Workshop
) -> None:
    change(workshop, T05, "source", "")
    panel.show_content(workshop.items.content(T05))
    assert panel.missing.text() == (
        "Before it can be signed: It has no source. Say where its facts come from, under “Words”."
    )


def test_all_that_a_new_page_needs_is_said_at_once_and_in_words(
    panel: GovernancePanel, workshop: Workshop
) -> None:
    new = workshop.items.create(ItemKind.TOPIC, "Going home", "s01")
    panel.show_content(workshop.items.content(new))
    said = panel.missing.text()
    assert "There are words still to be written: “To be written.”" in said
    assert "It needs a source and two dates." in said
    assert "Say where its facts come from, when it was reviewed and when it is due" in said
    assert "_" not in said
    assert new.id not in said  # it is the one that is on show
    broken = with_texts(workshop.items.content(T05), body="One.\n\nTwo.\n\nA <b>mark</b>.")
    workshop.items.save(broken)
    panel.show_content(workshop.items.content(T05))
    assert panel.missing.text().startswith("Before it can be signed: Text, paragraph 3: ")


def test_another_programs_change_is_told(file: Path, qtbot: QtBot) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE topic_text SET title = 'By a tool' WHERE topic_id = 't05'")
    with closing(open_library(file)) as workshop:
        panel = GovernancePanel(workshop)
        qtbot.addWidget(panel)
        panel.show_content(workshop.items.content(T05))
        assert panel.state.text().startswith("Another program changed it, so it is a draft.")


def test_a_library_that_is_read_can_only_be_looked_at(file: Path, qtbot: QtBot) -> None:
    with closing(open_library(file, read_only=True)) as workshop:
        panel = GovernancePanel(workshop)
        qtbot.addWidget(panel)
        panel.show()
        panel.show_content(workshop.items.content(T05))
        assert "open for reading only" in panel.missing.text()
        assert not button(panel, "Take down…").isEnabled()
        assert not button(panel, "Reviewed, nothing changed…").isEnabled()


def test_one_person_may_sign_where_the_library_says_so(
    panel: GovernancePanel, workshop: Workshop
) -> None:
    workshop.settings.save(replace(workshop.settings.read(), people_to_sign=1))
    change(workshop, T05, "title", "CAR T-cells")
    workshop.signing.mark_checked(T05)
    panel.show_content(workshop.items.content(T05))
    assert panel.missing.text() == "A signature is all that is missing."
    click(button(panel, "Sign…"))
    click(dialog_of(panel, SignDialog).button)
    assert status(workshop) is ItemStatus.SIGNED


def test_a_change_is_told_to_those_who_do_not_see_its_colours(
    panel: GovernancePanel, workshop: Workshop
) -> None:
    change(workshop, T05, "title", "CAR T-cell therapy: how it is")
    panel.show_content(workshop.items.content(T05))
    view: ComparisonView = panel.comparison
    assert view.accessibleDescription() == "Title, taken out: what, put in: how."
    html = view.toHtml()
    assert "line-through" in html
    assert "underline" in html


def test_everything_has_a_name_and_the_keyboard_reaches_it(panel: GovernancePanel) -> None:
    for widget in (panel.state, panel.people, panel.missing, panel.comparison):
        assert widget.accessibleName()
    for found in (panel.next, panel.review, panel.withdraw):
        assert found.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_library_itself_is_checked_and_signed_by_two_people(
    workshop: Workshop, file: Path, qtbot: QtBot
) -> None:
    workshop.settings.save(replace(workshop.settings.read(), sample=False, sample_notice=""))
    panel = LibrarySignOff(workshop)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    panel.show_item("")
    assert "Nobody has signed it yet." in panel.state.text()
    assert "First things to know" in panel.comparison.toPlainText()
    click(button(panel, "Mark as checked…"))
    click(dialog_of(panel, CheckDialog).button)
    click(button(panel, "Sign…"))
    sign = dialog_of(panel, SignDialog)
    type_in(sign.name, "Bea Moss")
    click(sign.button)
    assert panel.state.text().startswith("It is signed.")
    assert not panel.withdraw.isVisible()
    assert not panel.review.isVisible()
    workshop.sections.save(SectionRow("s01", "Start here"))
    panel.show_item("")
    assert "Start here" in panel.comparison.toPlainText()
    with checked_library(file) as library:
        assert library.sections()[0].title == "First things to know"
