"""Pictures of a library: in its text, in the file, in an edition; to the letter or not at all."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import date
from pathlib import Path

import pytest

from app.content.checks.findings import Kind, Level
from app.content.checks.gate import check_use, check_whole
from app.content.database import schema
from app.content.database.migrate import migrate_file
from app.content.items.approved import apply_approved
from app.content.publishing.edition import make_edition
from app.content.reader.library import ContentLibrary
from app.content.text.build import BuildError, build
from app.content.text.export import export
from app.domain.errors import ContentCode, ContentError
from app.domain.library.markup import Picture
from tests.pictures import png

Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
_MARK = '![A red field](picture:red-field "What red looks like | A. Drawer | CC0")'
_DAY = date(2026, 1, 1)


@pytest.fixture
def pictured(text: Path) -> Path:
    """A library's text with a picture on its first page."""
    (text / "pictures").mkdir()
    (text / "pictures" / "red-field.png").write_bytes(png())
    add(text, _MARK)
    return text


def add(text: Path, mark: str) -> None:
    page = text / "topics" / "t01-a-page.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{mark}\n", encoding="utf-8")


def made(text: Path) -> Path:
    file = text.parent / "pictured.db"
    build(text, file)
    return file


def picture_on(file: Path) -> Picture | None:
    with closing(ContentLibrary(file)) as library:
        use = library.blocks(library.topic("t01").body)[-1].picture
        assert use is not None
        assert (use.alt, use.caption, use.rights) == (
            *("A red field", "What red looks like", "A. Drawer, CC0"),
        )
        return use.picture


def test_a_picture_is_in_the_file_once_and_comes_with_the_text(pictured: Path) -> None:
    add(pictured, "![Red again](picture:red-field)\n\n![](decoration:red-field)")
    file = made(pictured)
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT digest, name, width, height FROM picture").fetchall()
    assert rows == [(hashlib.sha256(png()).hexdigest(), "red-field", 30, 20)]
    with closing(ContentLibrary(file)) as library:
        uses = [block.picture for block in library.blocks(library.topic("t01").body)[-3:]]
    assert [(use.alt, use.picture.data) for use in uses if use and use.picture] == [
        ("A red field", png()),
        ("Red again", png()),
        ("", png()),
    ]


def test_what_is_exported_is_what_was_built(pictured: Path, tmp_path: Path) -> None:
    file = made(pictured)
    export(file, tmp_path / "out")
    assert (tmp_path / "out" / "pictures" / "red-field.png").read_bytes() == png()
    page = tmp_path / "out" / "topics" / "t01-a-page.md"
    assert page.read_text(encoding="utf-8").endswith(f"\n{_MARK}\n")
    again = tmp_path / "again.db"
    build(tmp_path / "out", again)
    assert again.read_bytes() == file.read_bytes()
    (tmp_path / "out" / "pictures" / "old.png").write_bytes(b"what an earlier export left")
    export(file, tmp_path / "out")
    assert [p.name for p in (tmp_path / "out" / "pictures").iterdir()] == ["red-field.png"]


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("red-field.png", png()[:-1], "is no PNG or JPEG that this program wrote"),
        ("red-field.png", b"<svg/>", "is no PNG or JPEG that this program wrote"),
        ("red-field.png", png(1921, 1), "has 1,921 pixels on a side; 1,920 are the most"),
        ("red-field.jpg", png(), "no name of a picture"),
        ("Red field.png", png(), "no name of a picture"),
    ],
)
def test_a_file_that_this_program_did_not_write_is_not_built(
    text: Path, name: str, data: bytes, problem: str
) -> None:
    (text / "pictures").mkdir()
    (text / "pictures" / name).write_bytes(data)
    with pytest.raises(BuildError) as refused:
        made(text)
    (found,) = refused.value.problems
    assert found.file == f"pictures/{name}"
    assert problem in found.problem
    assert found.hint


def test_a_picture_that_is_not_there_is_named_with_its_line(text: Path) -> None:
    add(text, _MARK)
    with pytest.raises(BuildError) as refused:
        made(text)
    assert "t01 body, line " in str(refused.value)
    assert "A picture names red-field, which is not there." in str(refused.value)


def test_whoever_signed_the_text_signed_the_picture(pictured: Path, writing: Writing) -> None:
    file = made(pictured)
    check_use(file)
    assert picture_on(file) is not None
    blue = png(colour=(30, 30, 200))
    with writing(file) as connection:
        connection.execute("UPDATE picture SET data = ?", (blue,))
    assert picture_on(file) is None
    with pytest.raises(ContentError, match="is not the picture that was signed"):
        check_use(file)
    digest = hashlib.sha256(blue).hexdigest()
    with writing(file) as connection:
        old = connection.execute("SELECT digest FROM picture").fetchone()[0]
        connection.execute("UPDATE picture SET digest = ?", (digest,))
        connection.execute("UPDATE topic_text SET body = replace(body, ?, ?)", (old, digest))
    with pytest.raises(ContentError, match=r"The picture .* is not there"):
        check_use(file)  # the text that was signed came back, and names the old one


def test_damage_to_a_picture_is_damage(pictured: Path, writing: Writing) -> None:
    file = made(pictured)
    with writing(file) as connection:
        connection.execute("DROP TRIGGER picture_update_breaks_seal")
        connection.execute("UPDATE picture SET data = ?", (png(colour=(0, 0, 0)),))
        (sql,) = [s for k, n, _, s in schema.expected_schema() if n == "picture_update_breaks_seal"]
        connection.execute(sql)
    with pytest.raises(ContentError) as damaged:
        check_use(file)
    assert damaged.value.code is ContentCode.DAMAGED


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        ('![What red looks like](picture:red-field "What red looks like.")', "same as its caption"),
        ("![IMG_1234](picture:red-field)", "is the name of a file"),
        ("![red-field.png](picture:red-field)", "is the name of a file"),
        ("![Red field](picture:red-field)", "is the name of a file"),
        ("", "No text that families see uses this picture."),
    ],
)
def test_the_check_names_what_an_alternative_text_lacks(
    text: Path, mark: str, problem: str
) -> None:
    (text / "pictures").mkdir()
    (text / "pictures" / "red-field.png").write_bytes(png())
    add(text, mark)
    found = [f for f in check_whole(made(text), _DAY) if f.kind is Kind.PICTURE]
    assert len(found) == 1
    assert problem in found[0].problem
    assert found[0].level is Level.ADVICE
    assert found[0].hint


def test_a_good_picture_goes_unnamed(pictured: Path) -> None:
    assert [f for f in check_whole(made(pictured), _DAY) if f.kind is Kind.PICTURE] == []


def test_an_edition_holds_what_families_see(pictured: Path, tmp_path: Path) -> None:
    (pictured / "pictures" / "unused.png").write_bytes(png(9, 9))
    file = made(pictured)
    apply_approved(file)
    make_edition(file, tmp_path / "edition.db", number=2, day=_DAY)
    with closing(sqlite3.connect(tmp_path / "edition.db")) as connection:
        assert connection.execute("SELECT name FROM picture").fetchall() == [("red-field",)]
    check_use(tmp_path / "edition.db")
    assert picture_on(tmp_path / "edition.db") is not None


def test_a_library_of_the_version_before_pictures_grows(built: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(built, tmp_path / "old.db"))
    with closing(sqlite3.connect(file)) as connection:
        for table in ("picture", "appearance"):
            connection.execute(f"DROP TABLE {table}")
            connection.execute("DELETE FROM seal WHERE table_name = ?", (table,))
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
    assert migrate_file(file) == (2, schema.VERSION)
    check_use(file)


def test_how_a_library_looks_comes_back_as_it_was_written(pictured: Path) -> None:
    (pictured / "pictures" / "our-logo.png").write_bytes(png(60, 20))
    file = pictured / "library.yaml"
    looks = (
        'accent: "#5b2a6e"\ndrawing: red-field\nlogo: our-logo\nlogo_alt: Our clinic\n'
        "icons: {lungs: red-field}\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + looks, encoding="utf-8")
    first = made(pictured)
    with closing(ContentLibrary(first)) as library:
        shown = library.info().appearance
        assert shown.drawing is not None
        assert shown.logo is not None
        assert (shown.accent, shown.drawing.alt, shown.logo.alt) == ("#5b2a6e", "", "Our clinic")
        assert [name for name, _ in shown.icons] == ["lungs"]
        assert library.picture(shown.logo.digest) is not None
    export(first, pictured.parent / "exported")
    again = pictured.parent / "again.db"
    build(pictured.parent / "exported", again)
    with closing(ContentLibrary(again)) as library:
        assert library.info().appearance == shown


def test_a_picture_that_is_not_there_is_no_logo(pictured: Path) -> None:
    file = pictured / "library.yaml"
    file.write_text(file.read_text("utf-8") + "logo: lost\nlogo_alt: Our clinic\n", "utf-8")
    with pytest.raises(BuildError, match="Its logo is no picture of the library"):
        made(pictured)
