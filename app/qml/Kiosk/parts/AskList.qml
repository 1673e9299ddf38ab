pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! Questions to take along. */
Rectangle {
    id: list

    required property RecordModel questions
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

        x: Theme.gap * 1.5
        y: Theme.gap
        width: parent.width - 3 * Theme.gap
        spacing: Theme.gap

        Heading {
            width: parent.width
            text: qsTr("Questions you could ask")
        }

        Repeater {
            model: list.questions

            Item {
                id: line

                required property string label

                width: column.width
                height: question.height

                Icon {
                    id: mark

                    x: line.LayoutMirroring.enabled ? parent.width - width : 0
                    y: Theme.body * 0.1
                    name: "message-circle-question-mark"
                    side: Theme.body * 1.1
                    colour: Theme.accent
                }

                PageText {
                    id: question

                    x: line.LayoutMirroring.enabled ? 0 : mark.width + Theme.gap
                    width: parent.width - mark.width - Theme.gap
                    text: line.label
                    Accessible.role: Accessible.ListItem
                }
            }
        }
    }
}
