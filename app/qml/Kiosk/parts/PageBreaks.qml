pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! Where a page of reading may end: between lines, and not within a card that a page has room for.

    A unit is what the end of a page does not cut: a line of text, or a button, a box or a picture.
    These have parts, their lines, and may come apart between them. */
QtObject {
    id: breaks

    required property Flickable view

    /*! Whether a line of a text that would be alone goes with the others. */
    property bool together: true

    /*! The units of what stands in an item. */
    function units(parent: Item): var {
        let found = [];
        for (const child of parent.children) {
            if (!child.visible || child.height <= 0 || child instanceof SheetPicture)
                continue;
            const count = (child as Text)?.lineCount ?? (child as TextEdit)?.lineCount ?? 0;
            if (count)
                found.push(..._lines(child, count));
            else if (child instanceof Rule || child instanceof Image)
                found.push(_unit(child, []));
            else if (child instanceof T.AbstractButton || _isBox(child))
                found.push(_unit(child, units(child)));
            else
                found.push(...units(child));
        }
        return found;
    }

    /*! The lowest place above `foot`, on a page that begins at `top`, at which nothing is cut. A heading is not left
        behind, nor, where half of the page stays, one line of a text on either page. */
    function cut(all: var, top: real, foot: real): real {
        let found = all;
        let place = foot;
        for (let above = place; true; place = above) {
            const crossing = _crossing(found, place);
            if (crossing && _comesApart(crossing, found, top)) {
                crossing.apart = true;
                found = _apart(found, crossing);
                continue;
            }
            const last = _last(found, place);
            const lone = together ? _lone(found, place) : null;
            if (crossing)
                above = crossing.top;
            else if (last?.heads && last.begins > top + Theme.space)
                above = last.begins;
            else if (lone && (lone.n ? lone.top : lone.begins) > top + view.height / 2)
                above = lone.n ? lone.top : lone.begins;
            else
                return place;
        }
    }

    /*! Where what is whole begins, on a page that begins at `top`. */
    function start(all: var, top: real): real {
        let found = all;
        for (let broken = true; broken; ) {
            broken = found.find(unit => unit.apart && _crosses(unit, top));
            found = broken ? _apart(found, broken) : found;
        }
        // Below what is not whole, what stands beside it has to be whole too.
        let place = top;
        for (let crossing = _crossing(found, place); crossing; crossing = _crossing(found, place))
            place = crossing.bottom;
        return place;
    }

    /*! The unit that stands at a place, taken apart where its page did. */
    function at(all: var, place: real): var {
        const unit = all.find(one => one.top <= place && one.bottom > place);
        return (unit?.apart || unit?.flows ? at(unit.parts, place) : null) ?? unit;
    }

    function _lines(text: Item, count: int): var {
        const top = _top(text);
        const height = text.height / count;
        return Array.from({
            "length": count
        }, (_, n) => ({
                    "top": top + n * height,
                    "bottom": top + (n + 1) * height,
                    "begins": top,
                    "heads": text instanceof Heading,
                    "parts": null,
                    "n": n,
                    "of": count,
                    "next": top + (n + 2) * height
                }));
    }

    function _unit(item: Item, parts: var): var {
        const top = _top(item);
        return {
            "top": top,
            "bottom": top + item.height,
            "begins": top,
            "heads": item instanceof Rule,
            "parts": _edged(item, top, parts.filter(part => !part.drawn)),
            "presses": item instanceof T.AbstractButton,
            "flows": _isBox(item) && !(item instanceof UnbrokenBox || item instanceof Rule),
            // It has no words of its own, and stands behind others.
            "drawn": !parts.length && !(item instanceof Image || item instanceof Rule),
            "apart": false
        };
    }

    // The edges of a box belong to its first and its last line: none is left alone on a page.
    function _edged(item: Item, top: real, parts: var): var {
        if (parts.length && _isBox(item)) {
            const first = parts.reduce((one, part) => part.top < one.top ? part : one);
            const last = parts.reduce((one, part) => part.bottom > one.bottom ? part : one);
            const begins = first.begins;
            for (const part of parts.filter(one => one.begins === begins))
                part.begins = Math.min(top, begins);
            first.top = Math.min(top, first.top);
            last.bottom = Math.max(top + item.height, last.bottom);
        }
        return parts;
    }

    function _top(item: Item): real {
        return item.mapToItem(view.contentItem, 0, 0).y;
    }

    function _isBox(item: Item): bool {
        const box = item as Rectangle;
        return box !== null && (box.color.a > 0 || box.border.width > 0);
    }

    // Not to the pixel: the lines of a paragraph touch.
    function _crosses(unit: var, place: real): bool {
        return unit.top < place - 0.1 && unit.bottom > place + 0.5;
    }

    function _crossing(all: var, place: real): var {
        return all.find(unit => _crosses(unit, place));
    }

    function _last(all: var, place: real): var {
        return all.reduce((one, unit) => unit.bottom <= place + 0.5 && (!one || unit.bottom > one.bottom) ? unit : one, null);
    }

    // The line of a text above a place that would leave one line alone there, or below.
    function _lone(all: var, place: real): var {
        return all.find(unit => unit.of > 1 && unit.bottom <= place + 0.5 && unit.next > place + 0.5 && (unit.n === 0 || unit.n === unit.of - 2));
    }

    function _apart(all: var, unit: var): var {
        return all.filter(one => one !== unit).concat(unit.parts);
    }

    // It has no room on any page, or would leave this one with a heading alone; text in a box goes
    // on on the next page as other text does.
    function _comesApart(unit: var, all: var, top: real): bool {
        const height = unit.bottom - unit.top;
        if (unit.parts === null)
            return false;
        if (unit.apart || height > view.height - Theme.space / 2)
            return true;
        const above = all.filter(one => one.bottom > top + 1 && one.bottom <= unit.top + 0.5);
        if (above.length > 0 && unit.parts.length > 0 && above.every(one => one.heads))
            return !unit.presses;
        return unit.flows && height > view.height * 0.35;
    }
}
