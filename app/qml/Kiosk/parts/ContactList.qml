pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! People to talk to, with the telephone number large. */
Column {
    id: list

    required property RecordModel contacts
    readonly property bool narrow: width < Theme.body * 16

    visible: contacts.count > 0
    spacing: Theme.gap

    Heading {
        width: parent.width
        text: qsTr("Who to talk to")
    }

    Repeater {
        model: list.contacts

        Rectangle {
            id: contact

            required property string name
            required property string about
            required property string phone
            required property string hours

            width: list.width
            height: words.height + 2 * Theme.gap
            radius: Theme.radius
            color: Theme.surface
            border.width: Theme.line
            border.color: Theme.plain ? "#b9b09d" : Theme.edge

            Icon {
                id: icon

                x: contact.LayoutMirroring.enabled ? parent.width - width - Theme.gap : Theme.gap
                y: Theme.gap
                name: contact.phone ? "phone" : "messages-square"
                colour: Theme.accent
            }

            Column {
                id: words

                x: contact.LayoutMirroring.enabled ? Theme.gap : icon.width + 2 * Theme.gap
                y: Theme.gap
                width: parent.width - icon.width - 3 * Theme.gap
                spacing: Theme.mm(1.5)

                PageText {
                    width: parent.width
                    text: contact.name
                    font.bold: true
                }

                PageText {
                    width: parent.width
                    text: contact.about
                }

                PageText {
                    width: parent.width
                    visible: contact.phone !== ""
                    text: contact.phone
                    font.pixelSize: list.narrow ? Theme.heading : Theme.title
                    font.bold: true
                    color: Theme.accent
                }

                PageText {
                    width: parent.width
                    visible: contact.hours !== ""
                    text: contact.hours
                }
            }
        }
    }
}
