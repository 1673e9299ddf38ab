pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! Questions to take along. On a page of questions those that are ticked are what is printed. */
Rectangle {
    id: list

    required property RecordModel questions
    required property TickedQuestions ticked
    /*! Whether they can be ticked; below a page that is about something else they are a few, and all are printed. */
    property bool ticks: true
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
            visible: list.ticks
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
                height: row.height
                Accessible.role: Accessible.ListItem
                Accessible.name: Theme.spoken(label)

                Loader {
                    id: row

                    width: parent.width
                    sourceComponent: list.ticks ? tickLine : plainLine
                }

                Component {
                    id: tickLine

                    TickLine {
                        text: item.label
                        ticked: list.ticked.questions.split("\n").includes(item.question)
                        onClicked: list.ticked.toggle(item.question)
                    }
                }

                Component {
                    id: plainLine

                    Item {
                        implicitHeight: words.height

                        Icon {
                            id: mark

                            x: item.LayoutMirroring.enabled ? parent.width - width : 0
                            y: Theme.body * 0.1
                            name: "message-circle-question-mark"
                            side: Theme.body * 1.1
                            colour: Theme.accent
                        }

                        PageText {
                            id: words

                            x: item.LayoutMirroring.enabled ? 0 : mark.width + Theme.gap
                            width: parent.width - mark.width - Theme.gap
                            text: item.label
                        }
                    }
                }
            }
        }

        TickLine {
            visible: list.ticks
            width: column.width
            text: qsTr("Something else to ask (an empty line)")
            ticked: list.ticked.emptyLine
            onClicked: list.ticked.toggle("")
        }
    }
}
