"""Markdown files to pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.importing.errors import ImportingError
from app.content.importing.limits import MOST_TEXT_BYTES
from app.content.importing.pages.markdown import from_markdown
from app.content.importing.pages.page import Page
from app.content.reader.markup import read

STARTER = Path(__file__).parents[4] / "resources" / "content" / "topics"


def page(text: str, file: str = "fever-at-home.md") -> Page:
    return from_markdown(file, text.encode())


def warnings(text: str) -> list[str]:
    return [str(warning) for warning in page(text).warnings]


def test_a_page_of_the_small_set_keeps_each_letter() -> None:
    body = "Words *that*\nare folded.\n\n## Next\n\n- a [word](term:g01)\n- b\n\n> A box\n> of two."
    found = page(f"# Fever\n\n{body}\n")
    assert (found.title, found.body, found.warnings) == ("Fever", body, ())


@pytest.mark.parametrize("file", sorted(STARTER.glob("*.md")), ids=lambda file: str(file.stem))
def test_our_own_pages_come_back(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = from_markdown(file.name, text.encode())
    assert found.body == text.split("\n---\n", 1)[1].strip("\n")
    assert f"id: {found.page_id}\n" in text
    assert found.title in text
    assert found.summary
    assert found.line
    assert "questions:" not in text or found.questions
    assert {warning.message.split(":")[0].split("”")[0] for warning in found.warnings} <= {
        f"“{key}"
        for key in (
            *("state", "icon", "stands_out", "source", "last_reviewed", "next_review"),
            *("references", "related", "contacts"),
        )
    }


def test_what_a_page_cannot_keep_is_told_with_its_line() -> None:
    text = (
        "---\ntitle: Fever\nicon: book\ntags: [a]\n---\n# Fever\n\nSee [this](https://example.org)\n"
        "and ![that](x.png).\n\nNext\n====\n\n- a\n  - b\n\n3. c\n\n<b>bold</b> `code`\n\n---\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~\n"
    )
    found = page(text)
    assert (found.title, found.body) == (
        "Fever",
        "See this and .\n\n## Next\n\n- a\n- b\n\n1. c\n\n**bold** code\n\n"
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
    )
    assert warnings(text) == [
        "Line 3: “icon” in the header: set it in the editor.",
        "Line 4: “tags” in the header: it is not known here.",
        "Line 9: A picture (“that”): left out.",
        "Line 27: Struck-out words (“old”): left out.",
        "Line 21: A line across the page: left out.",
        "Line 8: A link: the words are kept.",
        "Line 19: Words set as code: kept as plain words.",
        "Line 15: A list inside a list: the items are kept, all in one list.",
        "Line 17: A list that did not begin with 1: it is numbered from 1.",
    ]


def test_words_set_in_deeply_are_kept() -> None:
    assert page("# T\n\n" + "> " * 40 + "deep").body == "> deep"


def test_several_of_a_kind_are_told_together() -> None:
    assert warnings("# T\n\n![a](b)\n\n![c](d)") == ["Lines 3, 5: 2 pictures (“a”, “c”): left out."]


def test_without_a_heading_the_title_is_the_files_name() -> None:
    found = page("Words.", "ward/fever_at-home.md")
    assert (found.title, found.body) == ("Fever at home", "Words.")
    assert "the file's name" in str(found.warnings[0])


def test_headings_below_the_title_begin_with_the_second_level() -> None:
    assert page("# T\n\n#### A\n\n##### B\n\n###### C").body == "## A\n\n### B\n\n### C"
    assert page("Title\n=====\n\nPart\n----\n\nx").body == "## Part\n\nx"
    assert page("# T\n\n# A\n\n## B").body == "## A\n\n### B"


def test_questions_below_their_heading_become_the_pages_questions() -> None:
    found = page("# T\n\nWords.\n\n## Questions to ask\n\n- Who?\n- *When?*\n\n## More\n\nx")
    assert found.questions == ("Who?", "When?")
    assert found.body == "Words.\n\n## More\n\nx"
    assert page("# T\n\n## Questions\n\n- Who?\n\nWords.").questions == ()


def test_a_header_says_what_the_page_is() -> None:
    found = page("---\nid: t05\ntitle: T\nline: L\nsummary: S\nquestions:\n  - Q?\n---\nWords.\n")
    assert (found.page_id, found.title, found.line, found.summary, found.questions) == (
        *("t05", "T", "L", "S"),
        ("Q?",),
    )
    assert page("---\n\nWords\n\n---\n").title == "Fever at home"


def test_a_broken_header_names_its_line() -> None:
    with pytest.raises(ImportingError, match=r"fever-at-home.md: Line 4 of the header .* Mend"):
        page("---\ntitle: T\nline: [a\n---\nWords\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_encodings_that_say_what_they_are(encoding: str) -> None:
    found = from_markdown("a.md", "# Café £5\r\n\r\nWords\r\n".encode(encoding))
    assert (found.title, found.body, found.warnings) == ("Café £5", "Words", ())


def test_windows_text_is_read_and_that_is_told() -> None:
    found = from_markdown("a.md", "# Café\n\n“£5”".encode("cp1252"))
    assert (found.title, found.body) == ("Café", "“£5”")
    assert "Windows text" in str(found.warnings[0])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"PK\x03\x04rest", "an office document"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1", "rich text"),
        (b"\xd0\xcf\x11\xe0", "old or a locked"),
        (b"a\0b", "not a text file"),
        (b"\xff\xfe\x00", "damaged"),
        (b"a\x81b", "neither UTF-8 nor Windows"),
        (b"x" * (MOST_TEXT_BYTES + 1), "is the most"),
        (b"![a](b)", "no words"),
    ],
)
def test_a_file_that_is_no_page_says_why(data: bytes, words: str) -> None:
    with pytest.raises(ImportingError, match=rf"^a\.md: .*{words}"):
        from_markdown("a.md", data)


_MARKS = st.text(alphabet="ab \n#>-*_`[]()<>!1.:\\&;t~|=\t", max_size=80)


@given(st.one_of(_MARKS, st.text(max_size=60)))
def test_any_text_gives_a_page_or_the_one_error(text: str) -> None:
    try:
        found = from_markdown("a.md", text.encode("utf-8", "surrogatepass"))
    except ImportingError:
        return
    assert read(found.body).violations == ()
    assert found.title.strip()


@pytest.mark.parametrize("mark", ["[", "`", "<!--", "&", "_*", "|", "> ", "a\n"])
def test_marks_that_take_the_parser_minutes_are_refused(mark: str) -> None:
    with pytest.raises(ImportingError, match=r"a\.md: There are more than [\d,]+ "):
        from_markdown("a.md", (mark * 40_000).encode())


def test_aliases_in_a_header_are_refused_with_their_line() -> None:
    text = "---\ntitle: &a Fever\nquestions: [*a, *a]\n---\nWords."
    with pytest.raises(ImportingError, match=r"a\.md: Line 2 of the header.*aliases"):
        from_markdown("a.md", text.encode())
