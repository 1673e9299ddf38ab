import QtQuick
import QtQuick.Layouts
import Kiosk

/*! A page of the family's own summary: its title, and what moves it or takes it out. */
UnbrokenBox {
    id: line

    required property int index
    required property string title
    required property bool finished
    required property int count

    signal moveChosen(int places)
    signal takeOutChosen

    height: grid.height + 2 * Theme.gap
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.line
    border.color: Theme.edge

    GridLayout {
        id: grid

        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        columns: width > Theme.body * 30 ? 2 : 1
        columnSpacing: Theme.space
        rowSpacing: Theme.gap

        Column {
            Layout.fillWidth: true
            spacing: Theme.mm(1)

            PageText {
                width: parent.width
                text: qsTr("%1. %2").arg(line.index + 1).arg(line.title)
                font.bold: true
            }

            PageText {
                width: parent.width
                visible: !line.finished
                text: qsTr("You have not answered all its questions yet, so it is left out.")
            }
        }

        Flow {
            Layout.fillWidth: grid.columns === 1
            Layout.preferredWidth: up.width + down.width + out.width + 2 * spacing + 1
            spacing: Theme.gap
            layoutDirection: line.LayoutMirroring.enabled ? Qt.RightToLeft : Qt.LeftToRight

            LineButton {
                id: up

                text: qsTr("Up")
                iconName: "chevron-up"
                shown: line.index > 0
                Accessible.name: qsTr("Move up: %1").arg(Theme.spoken(line.title))
                onClicked: line.moveChosen(-1)
            }

            LineButton {
                id: down

                text: qsTr("Down")
                iconName: "chevron-down"
                shown: line.index < line.count - 1
                Accessible.name: qsTr("Move down: %1").arg(Theme.spoken(line.title))
                onClicked: line.moveChosen(1)
            }

            LineButton {
                id: out

                text: qsTr("Take out")
                iconName: "x"
                Accessible.name: qsTr("Take out: %1").arg(Theme.spoken(line.title))
                onClicked: line.takeOutChosen()
            }
        }
    }

    component LineButton: Press {
        property bool shown: true

        // The three stand in one row on a panel of 10 inches.
        leftPadding: Theme.gap
        rightPadding: Theme.gap
        // Its place stays where there is nowhere to move to, so that nothing jumps about.
        opacity: shown ? 1 : 0
        enabled: shown
        Accessible.ignored: !shown
    }
}
