pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The one bar, always at the foot of the screen, where a wheelchair user can reach it. */
Rectangle {
    id: bar

    required property FamilySession family
    required property int collected
    property string open: ""
    property bool upright: false

    signal homeChosen
    signal backChosen
    signal chooserChosen(string name)
    signal takeAwayChosen

    // Six side by side; with larger words the icons stand above them; a narrow screen has two rows.
    readonly property real room: width / Theme.barText
    readonly property bool stacked: inOneRow && room <= 45 || room < 24
    readonly property bool inOneRow: room > (upright ? 32 : 28)

    implicitHeight: grid.implicitHeight + 2 * Theme.inset
    color: Theme.soft

    Rule {
        width: parent.width
    }

    GridLayout {
        id: grid

        anchors.fill: parent
        anchors.margins: Theme.gap
        anchors.topMargin: Theme.inset
        anchors.bottomMargin: Theme.inset
        columns: bar.inOneRow ? 6 : 3
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
            Accessible.description: checked ? qsTr("Open") : qsTr("Closed")
            onClicked: bar.chooserChosen("size")
        }

        BarItem {
            text: qsTr("Contrast")
            iconName: "contrast"
            checked: bar.open === "contrast"
            Accessible.description: checked ? qsTr("Open") : qsTr("Closed")
            onClicked: bar.chooserChosen("contrast")
        }

        BarItem {
            id: takeAway

            text: qsTr("My summary")
            iconName: "printer"
            strong: true
            shown: bar.family.screen !== "summary" && bar.family.screen !== "phone"
            // The number has its place even while there is none, so that nothing moves.
            rightPadding: stacked ? leftPadding : number.width + 2 * leftPadding
            Accessible.description: bar.collected ? Counts.pagesInSummary(bar.collected) : ""
            onClicked: bar.takeAwayChosen()

            // How many pages are in the family's own summary.
            Rectangle {
                id: number

                visible: bar.collected > 0
                x: takeAway.mirrored ? Theme.mm(1.5) : takeAway.width - width - Theme.mm(1.5)
                y: takeAway.stacked ? Theme.mm(1.5) : (takeAway.height - height) / 2
                width: Math.max(height, count.implicitWidth + Theme.barText * 0.6)
                height: Theme.barText * 1.25
                radius: height / 2
                color: takeAway.down ? Theme.accent : Theme.accentInk

                Text {
                    id: count

                    anchors.centerIn: parent
                    text: bar.collected
                    textFormat: Text.PlainText
                    color: takeAway.down ? Theme.accentInk : Theme.accent
                    font.pixelSize: Theme.barText
                    font.bold: true
                    Accessible.ignored: true
                }
            }
        }

        BarItem {
            text: qsTr("I've finished")
            iconName: "log-out"
            quiet: true
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
