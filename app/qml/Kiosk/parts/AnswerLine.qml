import QtQuick
import Kiosk

/*! A line of the review: the question, the answer, and Change. */
Rectangle {
    id: line

    required property string question
    required property string answer

    signal changeChosen

    height: Math.max(words.height, change.height) + 2 * Theme.mm(2.6)
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.line
    border.color: Theme.plain ? "#b9b09d" : Theme.edge

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: change.left
        anchors.margins: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
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
        id: change

        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Change")
        iconName: "pencil"
        Accessible.name: qsTr("Change: %1").arg(Theme.spoken(line.question))
        onClicked: line.changeChosen()
    }
}
