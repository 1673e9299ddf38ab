pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! Questions to take along: those that are ticked are what is printed. */
Rectangle {
    id: list

    required property RecordModel questions
    required property TickedQuestions ticked
    readonly property alias lines: column

    Accessible.role: Accessible.List

    visible: questions.count > 0
    height: visible ? column.height + 2 * Theme.gap : 0
    color: Theme.soft
    radius: Theme.radius
    border.width: Theme.plain ? 0 : Theme.line
    border.color: Theme.edge

    Column {
        id: column

        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: Theme.apart

        Heading {
            width: parent.width
            text: qsTr("Questions you could ask")
        }

        PageText {
            width: parent.width
            text: qsTr("Tick the ones you want to print. No tick means all.")
        }

        Repeater {
            model: list.questions

            Item {
                id: item

                required property string label
                required property string question

                width: column.width
                height: line.height
                Accessible.role: Accessible.ListItem
                Accessible.name: Theme.spoken(label)

                TickLine {
                    id: line

                    width: parent.width
                    text: item.label
                    ticked: list.ticked.questions.split("\n").includes(item.question)
                    onClicked: list.ticked.toggle(item.question)
                }
            }
        }

        TickLine {
            width: column.width
            text: qsTr("Something else to ask (an empty line)")
            ticked: list.ticked.emptyLine
            onClicked: list.ticked.toggle("")
        }
    }
}
