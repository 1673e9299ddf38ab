import QtQuick
import QtQuick.Layouts
import Kiosk

/*! A line of the review: the question, the answer, and Change. */
Rectangle {
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

        Column {
            Layout.fillWidth: true
            spacing: Theme.mm(1)

            PageText {
                width: parent.width
                color: Theme.quiet
                text: line.question
            }

            PageText {
                width: parent.width
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
