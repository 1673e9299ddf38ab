import QtQuick
import Kiosk

/*! On a walkthrough that was left earlier: go on where one was, or start again. */
Column {
    id: reopened

    signal startAgainChosen

    spacing: Theme.gap

    PageText {
        width: parent.width
        color: Theme.quiet
        text: qsTr("Your earlier answers are still here. You can go on, or start again.")
    }

    Press {
        width: Math.min(implicitWidth, parent.width)
        iconName: "repeat-2"
        text: qsTr("Start again")
        onClicked: reopened.startAgainChosen()
    }
}
