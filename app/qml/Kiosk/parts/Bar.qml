pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The one bar, always at the foot of the screen, where a wheelchair user can reach it. */
Rectangle {
    id: bar

    required property FamilySession family
    property bool canTakeAway: false
    property string open: ""

    signal homeChosen
    signal backChosen
    signal chooserChosen(string name)
    signal takeAwayChosen

    // Six side by side; with larger words the icons stand above them; a narrow screen has two rows.
    readonly property real room: width / Theme.barText
    readonly property bool stacked: room > 32 && room <= 45

    implicitHeight: grid.implicitHeight + 2 * Theme.gap
    color: Theme.soft

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.plain ? "#b9b09d" : Theme.edge
    }

    GridLayout {
        id: grid

        anchors.fill: parent
        anchors.margins: Theme.gap
        columns: bar.room > 32 ? 6 : 3
        uniformCellWidths: bar.room <= 45
        uniformCellHeights: true
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        BarItem {
            text: qsTr("Home")
            iconName: "house"
            onClicked: bar.homeChosen()
        }

        BarItem {
            text: qsTr("Back")
            iconName: LayoutMirroring.enabled ? "arrow-right" : "arrow-left"
            shown: bar.family.canGoBack
            onClicked: bar.backChosen()
        }

        BarItem {
            text: qsTr("Text size")
            iconName: "a-large-small"
            checked: bar.open === "size"
            onClicked: bar.chooserChosen("size")
        }

        BarItem {
            text: qsTr("Contrast")
            iconName: "contrast"
            checked: bar.open === "contrast"
            onClicked: bar.chooserChosen("contrast")
        }

        BarItem {
            text: qsTr("Summary to take away")
            iconName: "printer"
            shown: bar.canTakeAway
            onClicked: bar.takeAwayChosen()
        }

        BarItem {
            text: qsTr("I've finished")
            iconName: "log-out"
            strong: true
            onClicked: bar.family.finish()
        }
    }

    component BarItem: BarButton {
        property bool shown: true

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: implicitHeight
        stacked: bar.stacked
        opacity: shown ? 1 : 0
        enabled: shown
        Accessible.ignored: !shown
    }
}
