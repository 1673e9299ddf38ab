pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! "Was this helpful?", in three faces; then thanks, in their place, so that nothing moves. */
Column {
    id: helpful

    required property HelpfulQuestion question

    spacing: Theme.gap

    function answer(face: string): void {
        question.answer(face);
        // The faces have gone, and the keyboard and the screen reader were on one.
        thanks.forceActiveFocus(Qt.OtherFocusReason);
    }

    Heading {
        width: parent.width
        text: qsTr("Was this helpful?")
    }

    Item {
        width: parent.width
        height: Math.max(faces.implicitHeight, thanks.implicitHeight)

        GridLayout {
            id: faces

            visible: !helpful.question.thanks
            width: Math.min(parent.width, Theme.body * 24)
            columns: parent.width < Theme.body * 10 ? 1 : 3
            uniformCellWidths: true
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap

            Face {
                text: qsTr("Yes")
                iconName: "smile"
                Accessible.name: qsTr("Yes, it was helpful")
                onClicked: helpful.answer("yes")
            }

            Face {
                text: qsTr("A little")
                iconName: "meh"
                Accessible.name: qsTr("It was a little helpful")
                onClicked: helpful.answer("partly")
            }

            Face {
                text: qsTr("No")
                iconName: "frown"
                Accessible.name: qsTr("No, it was not helpful")
                onClicked: helpful.answer("no")
            }
        }

        PageText {
            id: thanks

            visible: helpful.question.thanks
            width: parent.width
            text: qsTr("Thank you. We count the faces, and not who chose them.")
            Accessible.focusable: true
            Accessible.focused: activeFocus
        }
    }

    component Face: Press {
        id: face

        readonly property bool stacked: helpful.width < Theme.body * 20

        Layout.fillWidth: true
        Layout.fillHeight: true
        leftPadding: Theme.gap / 2
        rightPadding: Theme.gap / 2
        topPadding: Theme.gap / 4
        bottomPadding: Theme.gap / 4

        contentItem: Item {
            implicitWidth: inside.implicitWidth
            implicitHeight: inside.implicitHeight

            Grid {
                id: inside

                anchors.centerIn: parent
                columns: face.stacked ? 1 : 2
                spacing: face.stacked ? 0 : Theme.gap / 2
                horizontalItemAlignment: Grid.AlignHCenter
                verticalItemAlignment: Grid.AlignVCenter

                Icon {
                    name: face.iconName
                    side: Theme.body
                    colour: face.down ? face.fill : face.textColour
                }

                Text {
                    text: face.text
                    textFormat: Text.PlainText
                    color: face.down ? face.fill : face.textColour
                    font.pixelSize: Theme.body
                    Accessible.ignored: true
                }
            }
        }
    }
}
