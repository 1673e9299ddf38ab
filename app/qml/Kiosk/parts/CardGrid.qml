pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! Cards side by side, as many as the text size has room for, those of a row equally high. */
GridLayout {
    id: grid

    required property RecordModel cards
    property bool strong: false
    property int most: 3
    /*! The height that the cards share where they fit into it, the lines left out if need be; or 0. */
    property real room: 0
    /*! Titles alone. */
    property bool titlesOnly: false
    property real _least: 0
    property real _whole: 0
    readonly property int _rows: Math.ceil(cards.count / columns)
    readonly property real _cell: (room - (_rows - 1) * rowSpacing) / Math.max(_rows, 1)
    readonly property bool fits: room > 0 && cards.count > 0 && _least > 0 && _least <= _cell
    readonly property bool whole: !titlesOnly && (!fits || _whole <= _cell)
    readonly property bool _overflows: room > 0 && _least > _cell
    readonly property int least: Theme.body * 9 + Theme.mm(10)

    signal topicPressed(string topicId)
    signal topicChosen(string topicId)
    signal walkthroughChosen(string walkthroughId)
    signal sectionChosen(string sectionId)
    /*! There is a room to share, and the cards do not fit into it. */
    signal overflows

    on_OverflowsChanged: Qt.callLater(tellOfOverflow)

    function tellOfOverflow(): void {
        if (_overflows)
            overflows();
    }

    // The highest card, with its title alone and with its line.
    function measure(): void {
        let least = 0;
        let whole = 0;
        for (let n = 0; n < repeater.count; ++n) {
            const card = repeater.itemAt(n) as Card;
            // Not yet laid out: its words have found no width.
            if (!card || card.width !== card.Layout.preferredWidth)
                return;
            least = Math.max(least, card.leastHeight);
            whole = Math.max(whole, card.wholeHeight);
        }
        _least = least;
        _whole = whole;
    }

    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((width + Theme.gap) / (least + Theme.gap))))

    // The few that stand out share one row, or have a row each.
    columns: !strong || fitting >= cards.count ? fitting : 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Repeater {
        id: repeater

        model: grid.cards
        onCountChanged: Qt.callLater(grid.measure)

        Card {
            required property var model
            required property string topicId

            Layout.fillHeight: true
            Layout.preferredWidth: Math.floor((grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns)
            Layout.preferredHeight: grid.fits ? Math.min(grid._cell, Theme.mm(70)) : implicitHeight
            strong: grid.strong || (model.strong ?? false)
            whole: grid.whole
            onWidthChanged: Qt.callLater(grid.measure)
            onLeastHeightChanged: Qt.callLater(grid.measure)
            onWholeHeightChanged: Qt.callLater(grid.measure)
            onPressed: {
                if (topicId)
                    grid.topicPressed(topicId);
            }
            onClicked: {
                if (topicId)
                    grid.topicChosen(topicId);
                else if (model.sectionId)
                    grid.sectionChosen(model.sectionId);
                else
                    grid.walkthroughChosen(model.walkthroughId);
            }
        }
    }

    // A row that is not full keeps its cards at the edge that one reads from.
    Item {
        visible: grid.cards.count < grid.columns
        Layout.fillWidth: true
    }
}
