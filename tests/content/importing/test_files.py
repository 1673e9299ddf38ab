"""Many files of pages at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.importing import limits
from app.content.importing.errors import ImportingError
from app.content.importing.files import bytes_of, page_files, page_in, read_pages
from tests.content.importing.documents import docx, paragraph


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages, files that are none, and what Word and systems leave behind."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.MD").write_text("# B", encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(docx(paragraph("A")))
    (tmp_path / "c.docx").write_bytes(b"no document")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    for name in ("~$a.docx", ".hidden.md", "notes.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def test_one_bad_file_stops_none_of_the_others(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    found = read_pages(page_files(folder), lambda done, of: seen.append((done, of)))
    assert [(page.file, page.title) for page in found.pages] == [("a.docx", "A"), ("b.MD", "B")]
    assert [error.file for error in found.failed] == ["c.docx", "old.doc"]
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_reading_stops_when_told_to(folder: Path) -> None:
    assert len(read_pages(page_files(folder), lambda done, of: False).pages) == 1


def test_a_folder_without_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match="no pages in this folder"):
        page_files(tmp_path)


def test_a_folder_with_too_many_says_so(tmp_path: Path) -> None:
    for number in range(limits.MOST_FILES + 1):
        (tmp_path / f"{number}.md").touch()
    with pytest.raises(ImportingError, match="501 files; 500 is the most"):
        page_files(tmp_path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match=r"^gone\.md: This cannot be read: No such file"):
        bytes_of(tmp_path / "gone.md")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"12345")
    with pytest.raises(ImportingError, match="more than 4 bytes"):
        bytes_of(file, 4)


def test_a_file_of_another_kind_says_what_can_be_read() -> None:
    with pytest.raises(ImportingError, match=r"^a\.png: Only Word documents"):
        page_in("a.png", b"x")
