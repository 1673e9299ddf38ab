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
    /*! The height that the cards share, the lines left out if need be; or 0. */
    property real room: 0
    /*! Titles alone. */
    property bool titlesOnly: false
    property bool dense: false
    property bool iconless: false
    // The highest card, with its title alone and with its line, when a room was last shared.
    property real _least: 0
    property real _whole: 0
    readonly property bool fits: room > 0
    readonly property bool whole: !titlesOnly && (!fits || _whole <= cellIn(room))
    readonly property real cellWidth: Math.floor((width - (columns - 1) * columnSpacing) / columns)
    readonly property int least: Theme.body * 9 + Theme.mm(10)

    signal topicPressed(string topicId)
    signal topicChosen(string topicId)
    signal walkthroughPressed(string walkthroughId)
    signal walkthroughChosen(string walkthroughId)
    signal sectionChosen(string sectionId)

    /*! A finger is on the card of this row. */
    function press(topicId: string, row: var): void {
        if (topicId)
            topicPressed(topicId);
        else if (!row.sectionId)
            walkthroughPressed(row.walkthroughId);
    }

    /*! The card of this row was chosen. */
    function choose(topicId: string, row: var): void {
        if (topicId)
            topicChosen(topicId);
        else if (row.sectionId)
            sectionChosen(row.sectionId);
        else
            walkthroughChosen(row.walkthroughId);
    }

    function cellIn(height: real): real {
        const rows = Math.max(Math.ceil(cards.count / columns), 1);
        return (height - (rows - 1) * rowSpacing) / rows;
    }

    /*! Share this height among the cards; false where it is too little, and nothing has changed. */
    function share(height: real): bool {
        let least = 0;
        let whole = 0;
        for (let n = 0; n < repeater.count; ++n) {
            const card = repeater.itemAt(n) as Card;
            // Its words are to find their lines now, and not only when the layout comes to it.
            card.width = cellWidth;
            least = Math.max(least, card.leastHeight);
            whole = Math.max(whole, card.wholeHeight);
        }
        if (repeater.count === 0 || least > cellIn(height))
            return false;
        _least = least;
        _whole = whole;
        room = height;
        return true;
    }

    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((width + Theme.gap) / (least + Theme.gap))))

    // The few that stand out share one row, or have a row each.
    columns: !strong || fitting >= cards.count ? fitting : 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Repeater {
        id: repeater

        model: grid.cards

        Card {
            required property var model
            required property string topicId

            Layout.fillHeight: true
            Layout.preferredWidth: grid.cellWidth
            Layout.preferredHeight: grid.fits ? Math.max(grid.whole ? grid._whole : grid._least, Math.min(grid.cellIn(grid.room), Theme.mm(70))) : implicitHeight
            strong: grid.strong || (model.strong ?? false)
            whole: grid.whole
            dense: grid.dense
            iconless: grid.iconless
            onPressed: grid.press(topicId, model)
            onClicked: grid.choose(topicId, model)
        }
    }

    // A row that is not full keeps its cards at the edge that one reads from.
    Item {
        visible: grid.cards.count < grid.columns
        Layout.fillWidth: true
    }
}
