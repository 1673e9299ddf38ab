pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk
import Kiosk.Bridge

/*! People to talk to, with the telephone number large. */
Column {
    id: list

    required property RecordModel contacts
    /*! Beside a text: name, number and hours, and the rest at a tap. */
    property bool compact: false
    readonly property bool narrow: width < Theme.body * 16

    visible: contacts.count > 0
    spacing: Theme.gap

    Heading {
        width: parent.width
        text: qsTr("Who to talk to")
    }

    Repeater {
        model: list.contacts

        UnbrokenBox {
            id: contact

            required property string name
            required property string about
            required property string phone
            required property string hours

            readonly property bool folds: list.compact && about !== ""
            readonly property bool whole: !folds || opener.open
            readonly property real pad: list.compact ? Theme.gap * 0.75 : Theme.gap

            width: list.width
            height: Math.max(words.height + 2 * pad, folds ? Theme.tap : 0)
            radius: Theme.radius
            color: Theme.surface
            border.width: opener.down ? 3 * Theme.line : Theme.line
            border.color: Theme.plain && !folds ? "#b9b09d" : Theme.edge

            T.AbstractButton {
                id: opener

                property bool open: false

                anchors.fill: parent
                visible: contact.folds
                focusPolicy: Qt.StrongFocus
                Accessible.name: Theme.spoken(contact.name)
                Accessible.description: Theme.spoken(contact.about)
                Keys.onReturnPressed: opener.click()
                Keys.onEnterPressed: opener.click()
                onClicked: open = !open

                FocusRing {
                    shown: opener.visualFocus
                }
            }

            Icon {
                id: icon

                x: contact.LayoutMirroring.enabled ? parent.width - width - contact.pad : contact.pad
                // It belongs to the name, and a card of one line is higher than that.
                y: words.y + (list.compact ? Math.max(0, (Theme.body * Theme.fontLine - height) / 2) : 0)
                name: contact.phone ? "phone" : "messages-square"
                side: Math.max(Theme.mm(10), Theme.body * 0.9)
                colour: Theme.accent
            }

            Icon {
                id: chevron

                x: contact.LayoutMirroring.enabled ? contact.pad : parent.width - width - contact.pad
                y: icon.y + (icon.height - height) / 2
                visible: contact.folds
                name: opener.open ? "chevron-up" : "chevron-down"
                side: Theme.body * 0.8
                colour: Theme.accent
            }

            Column {
                id: words

                readonly property real indent: list.compact ? 0 : icon.width + contact.pad

                x: contact.pad + (contact.LayoutMirroring.enabled ? 0 : indent)
                y: list.compact ? (contact.height - height) / 2 : contact.pad
                width: parent.width - 2 * contact.pad - indent
                spacing: list.compact ? 0 : Theme.mm(1.5)

                // Beside a text the name stands between the two signs, and all below it has the card's width.
                ContactText {
                    readonly property real before: list.compact ? icon.width + contact.pad : 0
                    readonly property real after: contact.folds ? chevron.width + contact.pad / 2 : 0

                    width: parent.width
                    leftPadding: contact.LayoutMirroring.enabled ? after : before
                    rightPadding: contact.LayoutMirroring.enabled ? before : after
                    text: contact.name
                    font.bold: true
                }

                ContactText {
                    visible: contact.whole
                    width: parent.width
                    text: contact.about
                }

                ContactText {
                    width: parent.width
                    visible: contact.phone !== ""
                    text: contact.phone
                    font.pixelSize: list.narrow ? Theme.heading : Theme.title
                    font.bold: true
                    color: Theme.accent
                }

                ContactText {
                    width: parent.width
                    visible: contact.hours !== ""
                    text: contact.hours
                }
            }
        }
    }

    component ContactText: PageText {
        lineHeight: list.compact ? 1 : Theme.lineHeight
    }
}
