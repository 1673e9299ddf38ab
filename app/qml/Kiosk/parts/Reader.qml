pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! A page of reading: a column of text, with Page up and Page down always beside it. */
FocusScope {
    id: reader

    focus: true

    default property alias content: column.data
    property alias contentY: view.contentY
    /*! All of it stands on one screen: there is no rail, and its room is the page's. */
    property bool single: false
    property real columnWidth: width
    /*! It holds few lines: cards have their titles alone, and contacts fold. */
    readonly property bool tight: height < 14 * Theme.body * Theme.fontLine * Theme.lineHeight
    readonly property bool moreAbove: view.contentY > 1
    // What is left over of the margin below the text is not worth a page.
    readonly property bool moreBelow: view.contentY < view.contentHeight - view.height - Theme.space
    readonly property alias column: column

    /*! What stands beside the text where the screen is wide, and below it where it is not. */
    property Component aside: null
    /*! The room that this would like; it takes a little less. */
    property real asideWidth: Theme.body * 12
    /*! How wide the column is with it beside: a little narrower where that gives the other one its room. */
    property real columnBeside: Math.min(columnWidth, Math.max(Theme.body * 25, _columnsRoom - asideWidth))
    /*! How wide what stands beside it is, at most. */
    property real asideWidest: Theme.body * 18
    property bool asideReady: true
    /*! What stays in sight below the text, however far down that is read. */
    property Component foot: null
    readonly property real footHeight: footLoader.height
    readonly property real _columnsRoom: width - rail.width - Theme.margin - 3.5 * Theme.gap
    readonly property real _asideRoom: _columnsRoom - columnBeside
    readonly property bool beside: aside !== null && _asideRoom >= asideWidth - Theme.body

    property Item _anchor: null
    property real _within: 0
    // Where to open the page, until its parts have found their places and it is drawn; then -1.
    property real _opensAt: -1
    property Item _coming: null

    /*! The page stands, and where its screens begin and end is known. */
    signal measured

    /*! Open the page where it was left. */
    function openAt(y: real): void {
        moveTo(y);
        _opensAt = y;
    }

    /*! Turn the page: on by 1, back by -1. It goes on with the first line that was not whole. */
    function turn(by: int): void {
        if (_stale)
            _measure();
        const before = _starts.filter(start => start < view.contentY - 1);
        moveTo(by > 0 ? _next(view.contentY) : before[before.length - 1] ?? 0);
    }

    readonly property PageBreaks _breaks: PageBreaks {
        view: view
    }

    // Where pages begin, and in each column where what stands whole begins and ends.
    property var _columns: []
    property var _starts: [0]
    property var _edges: []
    property bool _stale: true
    readonly property int pages: _starts.length
    readonly property int pageNumber: moreBelow ? Math.max(1, _starts.filter(start => start <= view.contentY + 1).length) : pages

    function _measure(): void {
        const aside = asideLoader.item as Item;
        const texts = _breaks.units(column);
        _columns = beside && aside ? [texts, _breaks.units(aside)] : [aside ? texts.concat(_breaks.units(aside)) : texts];
        _breaks.together = false;
        const fewest = _turns();
        _breaks.together = true;
        _starts = _turns();
        // That no line stands alone is not worth a screen more.
        if (_starts.length > fewest.length) {
            _breaks.together = false;
            _starts = fewest;
        }
        _stale = false;
        _frame();
        measured();
    }

    function _turns(): var {
        const starts = [0];
        const end = view.contentHeight - view.height;
        while (starts[starts.length - 1] < end - Theme.space && starts.length < 500)
            starts.push(_next(starts[starts.length - 1]));
        return starts;
    }

    /*! Whether what stands beside the text ends higher than the text does. */
    function endsHigherBeside(): bool {
        const ends = _columns.map(units => units.reduce((most, unit) => Math.max(most, unit.bottom), 0));
        return ends.length > 1 && ends[1] < ends[0];
    }

    function _next(y: real): real {
        const foot = y + view.height;
        const end = view.contentHeight - view.height;
        const more = _columns.filter(units => units.some(unit => unit.bottom > foot));
        const whole = Math.min(foot, ...more.map(units => _breaks.cut(units, y, foot)));
        const start = Math.floor(whole - Theme.space / 2);
        // What stays whole is less high than the rest: it always has a page that shows it.
        const next = start > y + view.height * 0.05 ? start : y + view.height * 0.8;
        // The page's own margins are nothing to turn to, but no line is passed over for them.
        return end - next < Theme.space ? Math.floor(Math.min(end, Math.max(next, whole))) : next;
    }

    function _frame(): void {
        if (_stale)
            return;
        const top = view.contentY;
        const foot = top + view.height;
        // In whole pixels: of what is not shown, no edge is either.
        _edges = _columns.map(units => ({
                    "start": Math.ceil(_breaks.start(units, top) - top),
                    "end": units.some(unit => unit.bottom > foot + 0.5) ? Math.floor(_breaks.cut(units, top, foot) - top) : view.height
                }));
    }

    /*! The page's title: its first heading of level 1. */
    function title(): Heading {
        for (const child of column.children) {
            if (child instanceof Heading && (child as Heading).level === 1)
                return child;
        }
        return null;
    }

    /*! Put away every explanation of a hard word. */
    function closeExplanations(): void {
        for (const block of _allBlocks()) {
            const text = block.item as TextBlock;
            if (text)
                text.explained = -1;
        }
    }

    function _allBlocks(): var {
        return beside || !asideLoader.item ? _blocks(column) : _blocks(column).concat(_blocks(asideLoader.item as Item));
    }

    // What a place on the page is known by: blocks of text, cards, choices.
    function _blocks(parent: Item): var {
        let found = [];
        for (let i = 0; i < parent.children.length; ++i) {
            const child = parent.children[i];
            if (!child.visible || child.height <= 0)
                continue;
            if (child instanceof Loader)
                found = found.concat(_blocks(child));
            else if (child instanceof AskList)
                found = found.concat(_blocks((child as AskList).lines));
            else if (child instanceof CardGrid || child instanceof TitleGrid || (child instanceof Column && !(child instanceof TextBlock)))
                found = found.concat(_blocks(child));
            else
                found.push({
                    "item": child,
                    "top": child.mapToItem(view.contentItem, 0, 0).y,
                    "height": child.height
                });
        }
        return found;
    }

    function moveTo(y: real): void {
        _opensAt = -1;
        view.contentY = Math.floor(Math.max(0, Math.min(y, view.contentHeight - view.height)));
        remember();
        _frame();
    }

    // What stands at the top of the page, so that a new text size does not lose the place.
    function remember(): void {
        const top = view.contentY > 0 ? _allBlocks().find(block => block.top + block.height > view.contentY) : undefined;
        _anchor = top ? top.item : null;
        _within = top ? Math.max(0, (view.contentY - top.top) / top.height) : 0;
    }

    function hold(): void {
        _stale = true;
        if (_opensAt >= 0)
            view.contentY = Math.max(0, Math.min(_opensAt, view.contentHeight - view.height));
        else if (_anchor?.parent)
            view.contentY = Math.max(0, Math.min(_anchor.mapToItem(view.contentItem, 0, 0).y + _within * _anchor.height, view.contentHeight - view.height));
        else if (view.contentY > 0 && view.contentHeight <= view.height)
            view.contentY = 0;
    }

    /*! Bring something into sight once it has found its place and is drawn. */
    function bringIntoViewWhenDrawn(item: Item): void {
        _coming = item;
    }

    /*! What the keyboard is on stays in sight. Under a finger nothing may move. */
    function keepInSight(): void {
        const control = reader.Window.window?.activeFocusItem as T.Control;
        if (control && control.visualFocus)
            bringIntoView(control);
    }

    function bringIntoView(item: Item): void {
        let inside = item;
        let isAside = false;
        while (inside && inside !== view.contentItem) {
            isAside = isAside || inside === asideLoader;
            inside = inside.parent;
        }
        if (!inside)
            return;
        if (_stale)
            _measure();
        const top = item.mapToItem(view.contentItem, 0, 0).y - Theme.ring * 3;
        const bottom = top + item.height + Theme.ring * 6;
        // A line that the page's edge cuts is not shown: what stands in it comes with all of it.
        const n = isAside && _columns.length > 1 ? 1 : 0;
        const middle = (top + bottom) / 2;
        const line = _breaks.at(_columns[n], middle);
        const first = Math.min(top, line?.top ?? top);
        const last = Math.max(bottom, line?.bottom ?? bottom);
        const isBelow = () => bottom > view.contentY + view.height || line?.bottom > view.contentY + _edges[n].end + 0.5;
        if (top < view.contentY || line?.top < view.contentY + _edges[n].start - 0.5)
            moveTo(first);
        else if (isBelow())
            moveTo(Math.min(first, Math.ceil(last - view.height)));
        // A line that would be alone at the foot of the page is not shown there.
        if (isBelow())
            moveTo(first);
    }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageDown || event.key === Qt.Key_PageUp) {
            turn(event.key === Qt.Key_PageDown ? 1 : -1);
            event.accepted = true;
        } else if (event.key === Qt.Key_Home || event.key === Qt.Key_End) {
            moveTo(event.key === Qt.Key_Home ? 0 : view.contentHeight);
            event.accepted = true;
        }
    }

    Flickable {
        id: view

        anchors.left: parent.left
        anchors.right: reader.single ? parent.right : rail.left
        anchors.top: parent.top
        anchors.bottom: footLoader.top
        clip: true
        contentHeight: Math.ceil(Math.max(column.y + column.height, asideLoader.active ? asideLoader.y + asideLoader.height : 0) + (reader.single ? Theme.inset : reader.beside ? Theme.apart : Theme.space))
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.VerticalFlick
        onMovementEnded: {
            reader.remember();
            reader._frame();
        }
        onContentHeightChanged: reader.hold()
        onHeightChanged: reader.hold()

        Frame {
            edge: reader._edges[0]

            Column {
                id: column

                x: reader.beside ? reader.LayoutMirroring.enabled ? asideLoader.width + 2.5 * Theme.gap : Theme.margin : Math.max(Theme.margin, (view.width - width) / 2)
                y: Theme.space
                width: Math.min(view.width - 2 * Theme.margin, reader.beside ? reader.columnBeside : reader.columnWidth)
                spacing: Theme.space
            }
        }

        Frame {
            edge: reader._edges[reader._edges.length - 1]

            Loader {
                id: asideLoader

                objectName: "aside"
                x: !reader.beside ? column.x : reader.LayoutMirroring.enabled ? Theme.gap : column.x + column.width + 1.5 * Theme.gap
                y: reader.beside ? column.y : column.y + column.height + column.spacing
                width: reader.beside ? Math.min(reader._asideRoom, reader.asideWidest) : column.width
                active: reader.aside !== null && reader.asideReady
                sourceComponent: reader.aside
            }
        }
    }

    PageRail {
        id: rail

        visible: !reader.single
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.bottom: footLoader.top
        anchors.bottomMargin: Theme.gap
        pageNumber: reader.pageNumber
        pages: reader.pages
        moreAbove: reader.moreAbove
        moreBelow: reader.moreBelow
        room: view.height
        onTurned: by => reader.turn(by)
    }

    Loader {
        id: footLoader

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Math.ceil((item as Item)?.implicitHeight ?? 0)
        active: reader.foot !== null
        sourceComponent: reader.foot
    }

    // What stands half above or below the page is not seen, until it is turned to.
    component Frame: Item {
        id: frame

        property var edge
        objectName: "frame"
        default property alias content: inner.data
        readonly property bool cuts: edge !== undefined && !view.moving && !reader._stale

        y: cuts ? view.contentY + edge.start : 0
        width: view.width
        height: cuts ? edge.end - edge.start : view.contentHeight
        clip: true

        Item {
            id: inner

            y: -frame.y
            width: parent.width
        }
    }

    // A new layout is measured once it has been painted: a page shows sooner.
    Connections {
        target: reader.Window.window
        enabled: reader._stale && reader.visible
        function onFrameSwapped(): void {
            reader._measure();
        }
    }

    Connections {
        target: reader.Window.window
        enabled: reader._opensAt >= 0
        function onFrameSwapped(): void {
            reader.moveTo(view.contentY);
        }
    }

    Connections {
        target: reader.Window.window
        enabled: reader._coming !== null
        function onFrameSwapped(): void {
            const item = reader._coming;
            reader._coming = null;
            reader.bringIntoView(item);
        }
    }

    Connections {
        target: reader.Window.window
        function onActiveFocusItemChanged(): void {
            reader.keepInSight();
        }
    }
}
