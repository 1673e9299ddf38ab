"""Reading in a process of its own: the same values, and limits of time and memory."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.content.importing import worker
from app.content.importing.contacts.rows import read_contacts
from app.content.importing.errors import ImportingError
from app.content.importing.files import page_in, read_pages
from app.content.importing.limits import is_short
from app.content.importing.pages.html import paste
from app.content.importing.reading import COMMAND, ReadingProcess
from app.domain.progress import CancelledError
from tests.content.importing.documents import docx, paragraph, xlsx

LETTER = docx(paragraph("Fever", style="Heading1"), paragraph("Call us."))
SHEET = xlsx(("Name", "About", "Phone", "Hours"), ("A", "B", "0117 496 0123", "Mon 9am-5pm"))
HTML = "<h1>Fever</h1><p>Call <b>us</b><img src=x>"
# Within all limits of size, and several seconds of work.
SLOW = "<table>" + ("<tr>" + "<td rowspan=90 colspan=3><b>x</b>" * 60 + "</tr>") * 30 + "</table>"


def test_the_process_gives_what_a_call_would() -> None:
    with ReadingProcess() as reader:
        assert reader.page("a.docx", LETTER) == page_in("a.docx", LETTER)
        assert reader.contacts("a.xlsx", SHEET) == read_contacts("a.xlsx", SHEET)
        assert reader.paste(HTML) == paste(HTML)


def test_a_file_that_cannot_be_read_says_why_and_the_next_is_read() -> None:
    with ReadingProcess() as reader:
        with pytest.raises(ImportingError, match=r"^a\.docx: This file is empty\. Choose another"):
            reader.page("a.docx", b"")
        assert reader.page("b.docx", LETTER).title == "Fever"


def test_what_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with ReadingProcess(paste_seconds=0.01) as reader:
        with pytest.raises(ImportingError, match="The clipboard: This takes longer than"):
            reader.paste(SLOW)
        assert reader.page("b.docx", LETTER).title == "Fever"


def test_reading_can_be_stopped_from_another_thread() -> None:
    with ReadingProcess() as reader:
        reader.page("a.docx", LETTER)  # it runs now
        stopping = threading.Timer(0.05, reader.stop)
        stopping.start()
        with pytest.raises(CancelledError):
            reader.paste(SLOW)
        stopping.join()
        with pytest.raises(CancelledError):
            reader.page("a.docx", LETTER)


def test_a_process_that_breaks_off_is_told_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [sys.executable, "-c", "import os; os._exit(3)"]
    monkeypatch.setattr("app.content.importing.reading._command", lambda: broken)
    with ReadingProcess() as reader, pytest.raises(ImportingError, match=r"^a\.docx: .*broke off"):
        reader.page("a.docx", LETTER)


def test_a_command_of_the_built_program_is_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-P", "-m", "app.cli.main", COMMAND]
    monkeypatch.setattr("app.content.importing.reading._command", lambda: command)
    with ReadingProcess() as reader:
        assert reader.page("a.docx", LETTER).title == "Fever"


class Stranger:
    """A value of nobody's."""


def test_no_values_but_ours_come_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "stranger.py"
    answer = pickle.dumps(Stranger())
    program.write_text(
        "import sys\nsys.stdin.buffer.read(1)\n"
        f"data = {answer!r}\nsys.stdout.buffer.write(len(data).to_bytes(8, 'big') + data)\n"
    )
    monkeypatch.setattr(
        "app.content.importing.reading._command", lambda: [sys.executable, str(program)]
    )
    with ReadingProcess() as reader, pytest.raises(ImportingError, match="broke off"):
        reader.page("a.docx", LETTER)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_process_has_a_limit_of_memory() -> None:
    program = "from app.content.importing import worker; worker._limit(); bytearray(3_000_000_000)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(worker.__file__).parents[3],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "MemoryError" in done.stderr


def test_many_files_are_read_by_one_process(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(LETTER)
    (tmp_path / "c.docx").write_bytes(b"")
    with ReadingProcess() as reader:
        found = read_pages(sorted(tmp_path.iterdir()), read=reader.page)
    assert [page.file for page in found.pages] == ["a.docx", "b.docx"]
    assert [error.file for error in found.failed] == ["c.docx"]


def test_a_few_paragraphs_are_short_and_tables_in_tables_are_not() -> None:
    assert is_short(HTML)
    assert not is_short("<table><tr><td>" * 20)
    assert not is_short(SLOW)
    assert not is_short("&" * 1000)
    assert not is_short("x" * 50_000)
