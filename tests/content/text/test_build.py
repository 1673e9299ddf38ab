"""Text to a library and back: nothing is lost, and what is wrong is named."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.database.checksums import broken_checksums, edited_tables
from app.content.items.approved import update_states
from app.content.text.build import BuildError, build
from app.content.text.export import ExportError, export
from app.domain.errors import ContentCode, ContentError
from app.domain.library.characters import is_blank, without_forbidden

Dump = Callable[[Path], str]
Writing = Callable[[Path], AbstractContextManager[sqlite3.Connection]]


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_same_bytes_each_time(sample: Path, built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    build(sample, again)
    assert again.read_bytes() == built.read_bytes()


def test_a_built_library_is_sealed(built: Path) -> None:
    with closing(sqlite3.connect(built)) as connection:
        assert edited_tables(connection) == ()
        assert broken_checksums(connection) == ()


def test_export_gives_the_text_back_to_the_letter(
    sample: Path, built: Path, tmp_path: Path
) -> None:
    export(built, tmp_path / "out")
    assert _files(tmp_path / "out") == _files(sample)


def test_line_ends_of_windows_make_no_difference(text: Path, built: Path, tmp_path: Path) -> None:
    for path in text.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    build(text, tmp_path / "content.db")
    assert (tmp_path / "content.db").read_bytes() == built.read_bytes()


_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=60
).map(without_forbidden)
# What is blank, in whichever script, is refused as missing: no text of a library.
_LINE = _TEXT.filter(lambda text: not is_blank(text))


@given(
    body=_TEXT,
    title=_LINE,
    summary=_LINE,
    question=_LINE,
    note=_LINE,
    opening=_LINE,
    file_words=st.sampled_from(["", "a", "b-c"]),
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_round_trip_loses_nothing(  # noqa: PLR0913, PLR0917 - a text for each kind of place
    built: Path,
    tmp_path_factory: pytest.TempPathFactory,
    dump: Dump,
    writing: Writing,
    body: str,
    title: str,
    summary: str,
    question: str,
    note: str,
    opening: str,
    file_words: str,
) -> None:
    folder = tmp_path_factory.mktemp("round")
    first, second = folder / "first.db", folder / "second.db"
    first.write_bytes(built.read_bytes())
    with writing(first) as connection:
        # Drafts, since not every text that can be kept may be shown.
        connection.execute(
            "UPDATE topic_text SET body = ?, title = ?, summary = ? WHERE topic_id = 't04'",
            (body, title, summary),
        )
        connection.execute("UPDATE topic SET file_words = ? WHERE id = 't04'", (file_words,))
        connection.execute("UPDATE topic_question SET text = ? WHERE language = 'cy'", (question,))
        connection.execute("UPDATE staff_note SET note = ?", (note,))
        connection.execute(
            "UPDATE walkthrough_text SET opening = ? WHERE walkthrough_id = 'w02'", (opening,)
        )
    export(first, folder / "text")
    build(folder / "text", second)
    if not file_words:
        with writing(second) as connection:
            connection.execute("UPDATE topic SET file_words = '' WHERE id = 't04'")
    update_states(first)  # what was edited is a draft, and goes out as one
    with writing(first) as one, writing(second) as two:
        one.execute("DELETE FROM seal")
        two.execute("DELETE FROM seal")
    assert _unsigned(dump(first)) == _unsigned(dump(second))


def _unsigned(dumped: str) -> str:
    """A library without its versions and signatures: the text does not carry those."""
    return re.sub(
        r'INSERT INTO "(?:version|signature)" VALUES\(.*?\);\n', "", dumped, flags=re.DOTALL
    )


def test_export_renews_an_earlier_export(content: Path, tmp_path: Path, writing: Writing) -> None:
    out = tmp_path / "out"
    export(content, out)
    with writing(content) as connection:
        connection.execute("UPDATE topic SET file_words = 'renamed' WHERE id = 't02'")
    export(content, out)
    names = {path.name for path in (out / "topics").iterdir()}
    assert "t02-renamed.md" in names
    assert "t02-other.md" not in names


@pytest.mark.parametrize(
    "stranger", ["notes.txt", "topics/image.png", "other/t01-a.md", "sections.yaml"]
)
def test_export_leaves_other_folders_alone(built: Path, tmp_path: Path, stranger: str) -> None:
    path = tmp_path / "out" / stranger
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(ExportError):
        export(built, tmp_path / "out")
    assert _files(tmp_path / "out") == {stranger: b"mine"}


def test_export_into_a_file_is_refused(built: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ExportError):
        export(built, tmp_path / "out")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO term_text VALUES ('g01', 'cy', 'draft', 'gair', 'ystyr')",
        "DELETE FROM section_text WHERE section_id = 's03'",
    ],
)
def test_export_says_what_text_cannot_hold(
    content: Path, tmp_path: Path, writing: Writing, sql: str
) -> None:
    with writing(content) as connection:
        connection.execute(sql)
    with pytest.raises(ContentError) as raised:
        export(content, tmp_path / "out")
    assert raised.value.code is ContentCode.FAULTY
    assert not (tmp_path / "out").exists()


def test_export_of_a_damaged_file_writes_nothing(content: Path, tmp_path: Path) -> None:
    content.write_bytes(content.read_bytes()[:9000])
    with pytest.raises(ContentError):
        export(content, tmp_path / "out")
    assert not (tmp_path / "out").exists()


_PAGE = "topics/t01-a-page.md"
_WALK = "walkthroughs/w01-a-talk.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "words"),
    [
        (_PAGE, "stands_out: true", "stands_out: maybe", 8, "maybe"),
        (_PAGE, "icon: pill", "icno: pill", 7, "icno"),
        (_PAGE, "title: A page\n", "", 2, "title"),
        (_PAGE, "state: approved", "state: done", 3, "done"),
        (_PAGE, "last_reviewed: 2025-11-04", "last_reviewed: 4 November", 10, "4 November"),
        (_PAGE, "last_reviewed: 2025-11-04", "last_reviewed: 2025-02-30", 10, "2025-02-30"),
        (_PAGE, "next_review: 2027-11-04", "next_review: 2020-11-04", 11, "before"),
        (_PAGE, "next_review: 2027-11-04\n", "", 2, "next_review"),
        (_PAGE, "source: r01", "source: r99", 2, "r99"),
        (_PAGE, "source: r01\n", "", 2, "no source"),
        (_PAGE, "references: [r02, r01]", "references: [r02, r98]", 2, "r98"),
        (_PAGE, "references: [r02, r01]", "references: [r02, r02]", 12, "twice"),
        (_PAGE, "related: [t03, t02, t04]", "related: t03", 13, "list"),
        (_PAGE, "id: t01", "id: t09", 2, "t01"),
        (_PAGE, "term:g01", "term:g99", 2, "g99"),
        (_PAGE, "term:g01", "term:g03", 2, "draft"),
        (_PAGE, "topic:t02", "topic:t04", 2, "draft"),
        (_PAGE, "topic:t02", "https://example.org", 2, "web link"),
        (_PAGE, "Ask **at once**", "Ask <b>at once</b>", 2, "HTML"),
        (_PAGE, "---\nid", "id", 1, "header"),
        (_PAGE, "  - How long", "\t- How long", 15, "YAML"),
        ("sections.yaml", "[t02, t01]", "[t02, t01, t77]", 0, "t77"),
        ("sections.yaml", "[t03, t04]", "[t03, t05]", 0, "t05"),
        ("sections.yaml", "[t03, t04]", "[t03, t04, t01]", 6, "t01"),
        ("sections.yaml", "id: s03", "id: s02", 7, "s02"),
        ("sections.yaml", "title: First", "titel: First", 2, "titel"),
        ("library.yaml", "edition: 3", "edition: third", 3, "edition"),
        ("library.yaml", "sample_notice: These words are a sample.\n", "", 1, "sample_notice"),
        ("library.yaml", "language: en-GB", "language: English", 2, "English"),
        ("glossary.yaml", "id: g02", "id: G 2", 1, "G 2"),
        ("glossary.yaml", "- id: g01\n", "- id: g01\n  source: r97\n", 4, "r97"),
        ("contacts.yaml", "- id: p02\n", "- id: p02\n  source: r99\n", 8, "r99"),
        ("contacts.yaml", "0808 800 4040", "ring us", 4, "ring us"),
        ("contacts.yaml", "Mon-Fri", "Mon-Funday", 6, "days"),
        ("contacts.yaml", "Mon-Fri", "Fri-Mon", 6, "days"),
        ("contacts.yaml", '"17:00"', '"8:00"', 6, "8:00"),
        ("contacts.yaml", '"17:00"', '"08:00"', 6, "after"),
        ("staff-notes.yaml", "[t01, t02]", "[t01, t55]", 1, "t55"),
        (_WALK, "leads_to: q02", "leads_to: q09", 21, "q09"),
        (_WALK, "leads_to: q02", "leads_to: q01", 21, "its own question"),
        (_WALK, "after: c03", "after: c44", 0, "c44"),
        (_WALK, "not_sure: true", "not_sure: false", 0, "not sure"),
        (_WALK, "id: c02", "id: c01", 22, "c01"),
        (_WALK, "id: o02", "id: o03", 0, "o02"),
        (_WALK, "choices: [c02, c03]", "choices: [c02, c33]", 0, "c33"),
        (_WALK, "The page names it.", "Your child is eligible.", 0, "eligible"),
        (_WALK, "opening: |\n  It helps", "opening: |\n  # It helps", 0, "level 1"),
    ],
)
def test_what_is_wrong_is_named(  # noqa: PLR0913, PLR0917 - a row of the table above
    text: Path, tmp_path: Path, file: str, old: str, new: str, line: int, words: str
) -> None:
    path = text / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    target = tmp_path / "content.db"
    target.write_text("the one before")
    with pytest.raises(BuildError) as raised:
        build(text, target)
    problems = raised.value.problems
    fitting = [p for p in problems if words in p.problem and p.file == file]
    assert fitting, raised.value
    assert line in (0, fitting[0].line), fitting
    assert all(problem.hint for problem in problems)
    assert target.read_text() == "the one before"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_everything_that_is_wrong_is_named_at_once(text: Path, tmp_path: Path) -> None:
    (text / "topics" / "t03-third.md").write_bytes(b"---\nid: t03\n---\n\xff")
    (text / "topics" / "picture.png").write_bytes(b"")
    (text / "topics" / "t77-lost.cy.md").write_text("---\nid: t77\n---\n")
    (text / "walkthroughs" / "w02-later.yaml").write_text("- a list\n")
    (text / "glossary.yaml").write_text("a: mapping\n")
    (text / "stray.md").write_text("")
    with pytest.raises(BuildError) as raised:
        build(text, tmp_path / "content.db")
    files = {problem.file for problem in raised.value.problems}
    assert files >= {
        *("topics/t03-third.md", "topics/picture.png", "topics/t77-lost.cy.md"),
        *("walkthroughs/w02-later.yaml", "glossary.yaml", "stray.md"),
    }


@pytest.mark.parametrize("missing", ["library.yaml", "sections.yaml", "topics"])
def test_a_text_without_a_file_it_needs(text: Path, tmp_path: Path, missing: str) -> None:
    (text / missing).rename(tmp_path / "away")
    with pytest.raises(BuildError):
        build(text, tmp_path / "content.db")
    assert not (tmp_path / "content.db").exists()


def test_a_library_without_walkthroughs_or_notes_is_one(text: Path, tmp_path: Path) -> None:
    (text / "staff-notes.yaml").unlink()
    for path in (text / "walkthroughs").iterdir():
        path.unlink()
    build(text, tmp_path / "content.db")
    export(tmp_path / "content.db", tmp_path / "out")
    assert not (tmp_path / "out" / "staff-notes.yaml").exists()


def test_an_icon_that_is_not_there(sample: Path, tmp_path: Path) -> None:
    icons = {"pill", "map", "house", "compass", "info"}
    build(sample, tmp_path / "content.db", icons)
    with pytest.raises(BuildError, match="pill"):
        build(sample, tmp_path / "content.db", icons - {"pill"})


def test_a_folder_that_cannot_be_written(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="cannot be written"):
        build(sample, tmp_path / "nowhere" / "content.db")
