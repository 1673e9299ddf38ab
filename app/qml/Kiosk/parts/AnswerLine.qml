import QtQuick
import QtQuick.Layouts
import Kiosk

/*! A line of the review: the question, the answer, and Change. */
UnbrokenBox {
    id: line

    required property string question
    required property string answer

    signal changeChosen

    height: grid.height + 2 * Theme.mm(2.6)
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.line
    border.color: Theme.edge

    GridLayout {
        id: grid

        x: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - 2 * Theme.gap
        // Beside large words there is no room for a button.
        columns: width > Theme.body * 16 ? 2 : 1
        columnSpacing: Theme.space
        rowSpacing: Theme.gap

        // The answer beside its question where both have room: then all of them stand on one screen.
        GridLayout {
            Layout.fillWidth: true
            columns: width > Theme.body * 20 ? 2 : 1
            uniformCellWidths: true
            columnSpacing: Theme.gap
            rowSpacing: Theme.mm(1)

            PageText {
                Layout.fillWidth: true
                color: Theme.quiet
                text: line.question
            }

            PageText {
                Layout.fillWidth: true
                text: line.answer
                font.bold: true
            }
        }

        Press {
            text: qsTr("Change")
            iconName: "pencil"
            Accessible.name: qsTr("Change: %1").arg(Theme.spoken(line.question))
            onClicked: line.changeChosen()
        }
    }
}
