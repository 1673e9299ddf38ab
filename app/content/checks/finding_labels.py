"""Where in a text a finding is, as staff know it: "q02, Why it is asked, paragraph 2"."""

from __future__ import annotations

from app.content.checks.findings import Finding
from app.content.items.components import table_of, texts_of
from app.content.items.fields import FIELDS
from app.content.items.item import Content
from app.content.reader.markup import read


def label_of(content: Content, finding: Finding) -> str:
    """The part of a walkthrough, the field and its paragraph; "" where it is the whole text."""
    at = finding.location
    owner = table_of(content, at.component) if at.component else str(content.key.kind)
    names = (at.field, at.column)
    field = next((f for f in FIELDS[owner] if f.name in names or f.column in names), None)
    found = [at.component, field.label if field is not None else ""]
    if at.line and field is not None:
        texts = texts_of(content, owner, at.component) if at.component else content.texts
        text = str(texts.get(field.column, ""))
        before = sum(line <= at.line for line in read(text).lines)
        found.append(f"paragraph {max(before, 1)}")
    return ", ".join(filter(None, found))
