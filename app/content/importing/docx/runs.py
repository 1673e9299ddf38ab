"""The runs of a paragraph: breaks, symbol fonts, struck and raised words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

from app.content.importing.docx.names import W, attribute, is_on, text_of
from app.content.importing.docx.styles import Styles, struck
from app.content.importing.pages.import_warnings import Tally, WarningKind

_KEPT = frozenset(
    f"{W}{name}"
    for name in (
        *("noBreakHyphen", "softHyphen", "fldChar", "instrText", "footnoteReference"),
        *("endnoteReference"),
    )
)
_BREAKS = frozenset((f"{W}br", f"{W}cr"))
_TABS = frozenset((f"{W}tab", f"{W}ptab"))
_PLAIN = frozenset(f"{W}{name}" for name in ("rPr", "t", "br", "tab", "noBreakHyphen"))
_KEPT_LOOKS = ("rStyle", "b", "i", "u", "caps", "smallCaps", "vertAlign")


class RunReader:
    """Makes plain runs of a run; `other` makes runs of what is no text."""

    def __init__(
        self,
        styles: Styles,
        tally: Tally,
        other: Callable[[ET.Element], list[ET.Element]],
    ) -> None:
        self._styles = styles
        self._tally = tally
        self._other = other

    def run(self, run: ET.Element, paragraph_style: str) -> list[ET.Element]:
        """The runs that stand for one, and for the drawings and other things inside of it."""
        properties = run.find(f"{W}rPr")
        style = "" if properties is None else attribute(properties.find(f"{W}rStyle"))
        plain = self._properties(properties, style, paragraph_style)
        if self._is_hidden(properties, style, paragraph_style):
            chosen = (_chosen(field) for field in run.iter(f"{W}fldChar"))
            words = " ".join(filter(None, (text_of(run), *chosen)))
            self._tally.note(WarningKind.HIDDEN, words=words, count=bool(words))
            return []
        # Moved by hand: a power, perhaps, or only a line that looked better so.
        if properties is not None and attribute(properties.find(f"{W}position")).strip("-+0 "):
            words = text_of(run)
            self._tally.note(WarningKind.RAISED, words=words, count=bool(words))
        made: list[ET.Element] = []
        for child in run:
            if child.tag == f"{W}rPr":
                continue
            if child.tag == f"{W}ruby":
                made += self._ruby(child, paragraph_style)
                continue
            new = _text_of_child(child)
            if new is None:
                made += self._other(child)
                continue
            holder = ET.Element(f"{W}r")
            holder.append(plain)
            holder.extend(new)
            made.append(holder)
        return made

    def _properties(
        self, properties: ET.Element | None, style: str, paragraph_style: str
    ) -> ET.Element:
        """The properties that a page may keep, struck out twice as once."""
        plain = ET.Element(f"{W}rPr")
        own = struck(properties)
        if own if own is not None else self._styles.is_struck(style, paragraph_style):
            ET.SubElement(plain, f"{W}strike")
        if properties is None:
            return plain
        plain.extend(one for name in _KEPT_LOOKS for one in properties.findall(f"{W}{name}"))
        return plain

    def _is_hidden(self, properties: ET.Element | None, style: str, paragraph_style: str) -> bool:
        own = is_on(properties, "vanish")
        return own if own is not None else self._styles.is_hidden(style, paragraph_style)

    def _ruby(self, ruby: ET.Element, paragraph_style: str) -> list[ET.Element]:
        """Words with a reading aid over them: the aid goes behind, in brackets."""
        made: list[ET.Element] = []
        for base in ruby.iterfind(f"{W}rubyBase/{W}r"):
            made += self.run(base, paragraph_style)
        aid = "".join(text_of(one) for one in ruby.iterfind(f"{W}rt"))
        if aid:
            holder = ET.Element(f"{W}r")
            holder.append(_text(f" ({aid})"))
            made.append(holder)
        return made


def _text_of_child(child: ET.Element) -> list[ET.Element] | None:
    """What stands for a piece of text in a run; None for what is no text."""
    if child.tag == f"{W}t":
        return [_text(child.text or "")]
    if child.tag in _BREAKS:
        return [ET.Element(f"{W}br")]
    if child.tag in _TABS:
        return [ET.Element(f"{W}tab")]
    if child.tag == f"{W}fldChar" and (chosen := _chosen(child)):
        return [_text(chosen), child]
    return [child] if child.tag in _KEPT else None


def joined(before: ET.Element, run: ET.Element) -> bool:
    """Put a run's content into the one before it, where both look alike."""
    if before.tag != f"{W}r" or run.tag != f"{W}r":
        return False
    if any(child.tag not in _PLAIN for both in (before, run) for child in both):
        return False
    one, other = before.find(f"{W}rPr"), run.find(f"{W}rPr")
    if one is None or other is None or len(one) != len(other):
        return False
    pairs = zip(one, other, strict=True)
    if any(a.tag != b.tag or a.attrib != b.attrib for a, b in pairs):
        return False
    rest = [child for child in run if child is not other]
    last = before[-1]
    if len(rest) == 1 and rest[0].tag == last.tag == f"{W}t":
        last.text = (last.text or "") + (rest[0].text or "")
    else:
        before.extend(rest)
    return True


def _text(text: str) -> ET.Element:
    made = ET.Element(f"{W}t")
    made.text = text
    return made


def _chosen(begin: ET.Element) -> str:
    """What is chosen in a form's list, which Word shows and keeps beside the words."""
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [attribute(one) for one in choices.findall(f"{W}listEntry")]
    number = attribute(choices.find(f"{W}result")) or attribute(choices.find(f"{W}default")) or "0"
    return entries[int(number[:4])] if number.isdecimal() and int(number[:4]) < len(entries) else ""
