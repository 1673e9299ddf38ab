"""`clinic-content import`, as staff type it: what a file would bring in, and bringing it in."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from app import paths
from app.cli.main import main
from app.content.checks.gate import checked_library
from app.content.importing.apply import contacts_now
from app.content.workshop import Workshop
from app.domain.governance.governance import ItemKey, ItemKind, ItemStatus, Person
from tests.content.importing.documents import docx, paragraph, xlsx

T12 = ItemKey(ItemKind.TOPIC, "t12", "en-GB")


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["import", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_word_document_is_shown_with_what_is_dropped(tmp_path: Path) -> None:
    file = tmp_path / "fever.docx"
    file.write_bytes(docx(paragraph("Fever", style="Heading1"), paragraph("- a", "b")))
    result = run("pages", file)
    assert result.exit_code == 0
    assert result.output == "fever.docx: Fever\n   | \\- ab\n\n"


def test_a_terminal_that_cannot_show_a_sign_gets_another(tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    file = tmp_path / "counts.docx"
    file.write_bytes(docx(paragraph("Counts", style="Heading1"), paragraph("10\u2079/L \u2265 1")))
    words = ("pages", str(file), "--into", str(library), "--name", "Ann")
    done = subprocess.run(
        [sys.executable, "-m", "app.cli.main", "import", *words],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode("cp1252")
    assert "10?/L ? 1" in shown
    assert "counts.docx is the draft t13 now." in shown


def test_a_folder_with_a_bad_file_shows_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n![x](y)", encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"")
    result = run("pages", tmp_path)
    assert result.exit_code == 2
    assert "a.md: A" in result.output
    assert "Line 3: A picture (“x”): left out." in result.output
    assert "b.docx: This file is empty. Choose another file." in result.output
    found = json.loads(run("pages", tmp_path, "--json").stdout)
    assert [page["title"] for page in found["pages"]] == ["A"]
    assert [failed["file"] for failed in found["refused"]] == ["b.docx"]


def test_a_page_that_was_exported_comes_back_with_its_picture(tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    file = paths.RESOURCES / "content" / "topics" / "t12-get-ready-for-the-talk.md"
    assert "(picture:the-talk " in file.read_text(encoding="utf-8")
    result = run("pages", file, "--into", library, "--name", "Ann")
    assert result.exit_code == 0
    with closing(sqlite3.connect(library)) as connection:
        ((digest,),) = connection.execute("SELECT digest FROM picture WHERE name = 'the-talk'")
        ((body,),) = connection.execute("SELECT body FROM topic_text WHERE topic_id = 't12'")
    assert f"(picture:{digest} " in body
    with closing(Workshop.open(library, Person("Ann"))) as workshop:
        found = workshop.checks.findings(workshop.items.content(T12))
    assert [finding.problem for finding in found] == ["Its review was due on 4 November 2024."]


def test_a_folder_without_pages(tmp_path: Path) -> None:
    result = run("pages", tmp_path)
    assert result.exit_code == 2
    assert "no pages in this folder" in result.output


def test_contacts_are_compared_and_bad_rows_named(tmp_path: Path) -> None:
    before = hashlib.sha256(paths.CONTENT.read_bytes()).digest()
    sheet = tmp_path / "ward.xlsx"
    headings = ("Name", "About", "Phone", "Hours", "Fax")
    rows = (
        ("Cancer Research UK nurses", None, "0808 800 4041", "Mon-Fri 9am-5pm", None),
        ("Porter", "He helps.", None, None, None),
        ("Ward", "x", "o800 123", None, None),
    )
    sheet.write_bytes(xlsx(headings, *rows))
    result = run("contacts", sheet, "--library", paths.CONTENT)
    assert result.exit_code == 1
    assert "Row 2: changed: Cancer Research UK nurses (found by its name)" in result.output
    assert "   Phone: 0808 800 4040 -> 0808 800 4041\n" in result.output
    assert "Hours:" not in result.output
    assert (
        "Row 3: new: Porter\n   About: nothing -> He helps.\n   Phone: nothing\n" in result.output
    )
    assert "Row 4, Phone: “o800 123” has a letter o in it." in result.output
    assert "The column “Fax” is not known" in result.output
    assert hashlib.sha256(paths.CONTENT.read_bytes()).digest() == before
    found = json.loads(run("contacts", sheet, "--json").stdout)
    assert [change["kind"] for change in found["changes"]] == ["unclear", "new"]


def test_each_number_is_shown_as_it_will_be(tmp_path: Path) -> None:
    sheet = tmp_path / "ward.csv"
    nurses = "Cancer Research UK nurses,Another line.,0808 800 4040\n"
    sheet.write_text(f"Name,About,Phone\n{nurses}Ward,x,0117-496-0123\n", encoding="utf-8")
    result = run("contacts", sheet, "--library", paths.CONTENT)
    assert "   Phone: 0808 800 4040, as it is\n" in result.output
    assert "   Phone: nothing -> 0117 496 0123\n" in result.output


def test_contacts_that_cannot_be_read(tmp_path: Path) -> None:
    result = run("contacts", tmp_path / "gone.csv")
    assert (result.exit_code, "gone.csv: This cannot be read" in result.output) == (2, True)
    sheet = tmp_path / "a.csv"
    sheet.write_text("Name,About\nA,b\n", encoding="utf-8")
    assert run("contacts", sheet).exit_code == 0
    assert run("contacts", sheet, "--library", sheet).exit_code == 2


def test_pages_become_drafts(tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    new, old = tmp_path / "fever.docx", tmp_path / "t05.md"
    new.write_bytes(docx(paragraph("Fever", style="Heading1"), paragraph("Call us.", "")))
    old.write_text("---\nid: t05\ntitle: Another title\n---\n\nNew words.", encoding="utf-8")
    assert "--name" in run("pages", new, "--into", library).output
    result = run("pages", new, old, "--into", library, "--section", "s02", "--name", "Ann")
    assert result.exit_code == 0
    assert "fever.docx is the draft t13 now." in result.output
    assert "t05.md is the draft t05 now." in result.output
    with closing(Workshop.open(library, Person("Bea"))) as workshop:
        rows = {row.key.id: row for row in workshop.items.rows(ItemKind.TOPIC)}
        assert (rows["t13"].title, rows["t13"].section_id) == ("Fever", "s02")
        assert rows["t13"].status is rows["t05"].status is ItemStatus.DRAFT
        words = workshop.items.content(rows["t05"].key).texts
        assert (words["title"], words["body"]) == ("Another title", "New words.")
        assert words["summary"] != ""
        assert workshop.history.events(rows["t05"].key)[0].why == "From t05.md"
    with checked_library(library) as shown:
        assert shown.topic("t05").title != "Another title"


def test_contacts_become_drafts(tmp_path: Path) -> None:
    library = Path(shutil.copy(paths.CONTENT, tmp_path / "content.db"))
    sheet = tmp_path / "ward.csv"
    sheet.write_text(
        "Name,About,Phone,Hours\nCancer Research UK nurses,,0808 800 4041,\n"
        'Ward desk,Ask for help.,020 7946 0000,"Mon-Fri 9am-5pm"\nBad,x,o1,\n',
        encoding="utf-8",
    )
    result = run("contacts", sheet, "--into", library, "--name", "Ann")
    assert result.exit_code == 1, "one row is bad"
    assert "Row 4, Phone" in result.output
    with closing(Workshop.open(library, Person("Bea"))) as workshop:
        found = {row.name: row for row in contacts_now(workshop)}
        assert found["Cancer Research UK nurses"].phone == "0808 800 4041"
        assert found["Ward desk"].phone == "020 7946 0000"
        assert "Bad" not in found
    with checked_library(library) as shown:
        assert "0808 800 4040" in {contact.phone for contact in shown.contacts()}
    assert "Drafts now: none" in run("contacts", sheet, "--into", library, "--name", "A").output
