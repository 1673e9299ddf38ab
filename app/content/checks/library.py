"""The checks on what a library says of itself, before anybody signs that."""

from __future__ import annotations

from collections.abc import Iterator

from app.content.checks.findings import Finding, Kind, Location, error_at
from app.content.checks.languages import is_language
from app.content.items.item import Content
from app.domain.library.characters import called, forbidden_in


def library_findings(content: Content) -> Iterator[Finding]:
    """What is wrong in it."""
    cells = content.own
    language = str(cells.get("language", ""))
    if not is_language(language):
        problem = f"Its language “{language}” is none that is known."
        yield error_at(Kind.LIBRARY, Location("library"), problem, "Set another language.")
    titles = content.rows.get("section_text", ())
    titled = {row["section_id"] for row in titles if row["language"] == language}
    for row in content.rows.get("section", ()):
        if row["id"] not in titled:
            problem, hint = "The section has no title.", "Give it one in the library's language."
            yield error_at(Kind.LIBRARY, Location(row["id"]), problem, hint)
    texts = [("library", str(value)) for value in cells.values()]
    texts += [(row["section_id"], str(row["title"])) for row in titles]
    for where, text in texts:
        if found := forbidden_in(text):
            problem, hint = f"It holds {called(found)}.", "Write it again without that."
            yield error_at(Kind.CHARACTER, Location(where), problem, hint)
