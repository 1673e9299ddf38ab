"""What a script may set, add, take out and put in order in a library that is worked on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from app.content.items import components
from app.content.items.edit import among, find
from app.content.items.field_values import FieldError, day, flag
from app.content.items.item import Content
from app.content.items.set_field import with_field
from app.content.workshop import Workshop
from app.content.workshop.values import SectionRow, Settings, SourceRow
from app.domain.governance.governance import ItemKey, ItemKind
from app.domain.library.appearance import PICTURES, accent_fault

Values = Mapping[str, str]
LIBRARY = "library"

_SOURCE = tuple(field.name for field in fields(SourceRow) if field.name != "id")
_LIBRARY = (
    *("title", "sample", "sample_notice", "people_to_sign", "take_down_after", "plain_names"),
    *("welcome", "whom_to_ask", "helpline"),
    *("accent", "drawing", "drawing_alt", "logo", "logo_alt", "icons"),
)
_PEOPLE = ("owner", "author")


def set_item(workshop: Workshop, key: ItemKey, values: Values, why: str = "") -> None:
    """Set fields of a text, which becomes a draft; its owner and author make no draft."""
    content = workshop.items.content(key)
    changed = content
    for name, value in values.items():
        if name not in _PEOPLE:
            changed = with_field(changed, name, value)
    if changed.digest != content.digest:
        workshop.items.save(changed, why)
    if any(name in values for name in _PEOPLE):
        row = next(row for row in workshop.items.rows(key.kind) if row.key == key)
        people = (values.get("owner", row.owner), values.get("author", row.author))
        workshop.items.set_people(key, *people)


def set_library_fields(workshop: Workshop, item: str, values: Values) -> bool:
    """Set fields of the library, of a section or of a source; False where it is none of these."""
    if item == LIBRARY:
        settings = _settings(workshop.settings.read(), values)
        if "helpline" in values:
            settings = replace(settings, helpline_id=_helpline(workshop, values["helpline"]))
        workshop.settings.save(_with_pictures(workshop, settings, values))
        return True
    for section in workshop.sections.rows():
        if section.id == item:
            _check_fields(values, ("title",), "section")
            workshop.sections.save(SectionRow(item, values["title"]))
            return True
    for source in workshop.sources.rows():
        if source.id == item:
            workshop.sources.save(_source(source, values))
            return True
    return False


def _check_fields(values: Values, known: Sequence[str], what: str) -> None:
    if unknown := [name for name in values if name not in known]:
        raise FieldError(f"A {what} has no field {unknown[0]}. It has: {', '.join(known)}.")


def _source(source: SourceRow, values: Values) -> SourceRow:
    _check_fields(values, _SOURCE, "source")
    cells: dict[str, Any] = {}
    for name, value in values.items():
        is_day = name in ("read_on", "changed_on")
        cells[name] = (day(name, value) if value.strip() else None) if is_day else value.strip()
    return replace(source, **cells)


def _settings(settings: Settings, values: Values) -> Settings:
    _check_fields(values, _LIBRARY, LIBRARY)
    cells: dict[str, Any] = {}
    for name, value in values.items():
        if name == "sample":
            cells[name] = bool(flag(name, value))
        elif name == "people_to_sign":
            cells[name] = _number(name, value)
        elif name == "take_down_after":
            cells[name] = _number(name, value) if value.strip() else None
        elif name in ("helpline", "icons", *PICTURES):
            continue  # they are looked up in the library
        elif name == "accent":
            cells[name] = _accent(value)
        elif name == "plain_names":
            cells[name] = tuple(filter(None, map(str.strip, value.split(","))))
        else:
            cells[name] = value.strip()
    return replace(settings, **cells)


def _accent(value: str) -> str:
    """A colour that can be read, or ""."""
    accent = value.strip().lower()
    if fault := accent_fault(accent):
        raise FieldError(fault)
    return accent


def _with_pictures(workshop: Workshop, settings: Settings, values: Values) -> Settings:
    """The drawing, the logo and the icons, which are given by the names of pictures."""
    digests = {name: digest for digest, name in workshop.pictures.names().items()}

    def digest(field: str, name: str) -> str:
        name = name.strip()
        if name and name not in digests:
            known = ", ".join(sorted(digests)) or "none yet"
            raise FieldError(f"{field} is the name of a picture: {known}. “{name}” is none.")
        return digests.get(name, "")

    cells: dict[str, Any] = {n: digest(n, values[n]) for n in PICTURES if n in values}
    if "icons" in values:
        pairs = (pair.partition("=") for pair in values["icons"].split(",") if pair.strip())
        icons = {name.strip(): digest("icons", picture) for name, _, picture in pairs}
        cells["icons"] = tuple(sorted((name, value) for name, value in icons.items() if value))
    return replace(settings, **cells)


def _helpline(workshop: Workshop, value: str) -> str:
    """The id of a contact with a telephone, or ""."""
    chosen = value.strip()
    known = {
        row.key.id
        for row in workshop.items.rows(ItemKind.CONTACT)
        if workshop.items.content(row.key).own.get("phone")
    }
    if chosen and chosen not in known:
        named = ", ".join(sorted(known)) or "none yet"
        raise FieldError(f"helpline is a contact with a telephone: {named}. “{chosen}” is none.")
    return chosen


def _number(name: str, value: str) -> int:
    if not value.strip().isdecimal():
        raise FieldError(f"{name} is a whole number, not “{value}”.")
    return int(value)


def add_new(workshop: Workshop, kind: str, title: str, section: str = "") -> str:
    """Add a text, a section or a source that has a title alone; returns its id."""
    if kind == "section":
        return workshop.sections.save(SectionRow("", title))
    if kind == "source":
        return workshop.sources.save(SourceRow("", publisher="To be written.", title=title))
    if section and section not in [row.id for row in workshop.sections.rows()]:
        raise FieldError(f"There is no section {section}.")
    return workshop.items.create(ItemKind(kind), title, section).id


def arrange_topics(workshop: Workshop, section: str, first: Sequence[str]) -> tuple[str, ...]:
    """Put topics first in a section, in this order; returns the section's order."""
    order = _current_order(workshop)
    if section not in order:
        raise FieldError(f"There is no section {section}. There are: {', '.join(order)}.")
    known = {topic for topics in order.values() for topic in topics}
    _check_ids(first, known)
    rest = {s: [t for t in topics if t not in first] for s, topics in order.items()}
    rest[section] = [*dict.fromkeys(first), *rest[section]]
    workshop.order.arrange(rest)
    return tuple(rest[section])


def arrange_sections(workshop: Workshop, first: Sequence[str]) -> tuple[str, ...]:
    """Put sections first, in this order; returns the order of all."""
    order = _current_order(workshop)
    _check_ids(first, order)
    ids = _first(first, order)
    workshop.order.arrange({section: order[section] for section in ids})
    return ids


def arrange_items(workshop: Workshop, kind: str, first: Sequence[str]) -> tuple[str, ...]:
    """Put contacts or glossary words first, in this order; returns the order of all."""
    known = list(dict.fromkeys(row.key.id for row in workshop.items.rows(ItemKind(kind))))
    _check_ids(first, known)
    ids = _first(first, known)
    workshop.order.arrange_kind(ItemKind(kind), ids)
    return ids


def _current_order(workshop: Workshop) -> dict[str, list[str]]:
    order: dict[str, list[str]] = {section.id: [] for section in workshop.sections.rows()}
    for row in workshop.items.rows(ItemKind.TOPIC):
        if row.key.id not in order[row.section_id]:
            order[row.section_id].append(row.key.id)
    return order


def _first(first: Sequence[str], known: Sequence[str] | Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *known)))


def _check_ids(ids: Sequence[str], known: Sequence[str] | Mapping[str, object] | set[str]) -> None:
    if unknown := [item for item in ids if item not in known]:
        raise FieldError(f"There is no {', '.join(unknown)} to put in order.")


def add_component(
    workshop: Workshop, key: ItemKey, table: str, title: str, *, question: str = "", why: str = ""
) -> str:
    """Add a question, an answer, an outcome or a note to a walkthrough; returns its id."""
    content = workshop.items.content(key)
    if table == "choice" and not find(content, "question", id=question):
        raise FieldError(f"An answer stands at a question. {key.id} has no question “{question}”.")
    versions = (content, workshop.items.signed_content(key) or content)
    item = components.new_id(versions, table)
    added = components.add(content, table, item, question if table == "choice" else "")
    workshop.items.save(components.with_heading(added, table, item, title), why)
    return item


def remove_components(workshop: Workshop, key: ItemKey, ids: Sequence[str], why: str = "") -> None:
    """Take components out of a walkthrough; FieldError where something leads to one that stays."""
    content = workshop.items.content(key)
    for item in ids:
        table = _table(content, item)
        named = [each for each in components.leading_to(content, item) if each.id not in ids]
        if named:
            by = ", ".join(f"{each.id} “{each.title}”" for each in named)
            raise FieldError(f"{item} is named by {by}. Let them lead elsewhere first.")
        content = components.remove(content, table, item)
    workshop.items.save(content, why)


def arrange_components(
    workshop: Workshop, key: ItemKey, ids: Sequence[str], why: str = ""
) -> tuple[str, ...]:
    """Put components of one kind before their neighbours; returns the order of all."""
    content = workshop.items.content(key)
    kinds = {(_table(content, item), components.question_of(content, item)) for item in ids}
    if len(kinds) > 1:
        raise FieldError("Put questions, outcomes, notes or the answers of one question in order.")
    ((table, question),) = kinds
    changed = components.put_first(content, table, ids)
    workshop.items.save(changed, why)
    beside = among(changed, table, **({"question_id": question} if question else {}))
    return tuple(str(row["id"]) for row in beside)


def _table(content: Content, item: str) -> str:
    if table := components.table_of(content, item):
        return table
    raise FieldError(f"{content.key.id} has no part {item}.")
