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
    readonly property int least: Theme.body * 9 + Theme.mm(10)

    signal topicPressed(string topicId)
    signal topicChosen(string topicId)
    signal walkthroughChosen(string walkthroughId)

    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((width + Theme.gap) / (least + Theme.gap))))

    // The few that stand out share one row, or have a row each.
    columns: !strong || fitting >= cards.count ? fitting : 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Repeater {
        model: grid.cards

        Card {
            required property var model
            required property string topicId

            Layout.fillHeight: true
            Layout.preferredWidth: Math.floor((grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns)
            strong: grid.strong
            onPressed: {
                if (topicId)
                    grid.topicPressed(topicId);
            }
            onClicked: {
                if (topicId)
                    grid.topicChosen(topicId);
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
