import QtQuick
import Kiosk
import Kiosk.Bridge

/*! There is no library to show: calm for families, a small code for staff. */
Item {
    id: page

    required property Kiosk kiosk

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(400))
        spacing: Theme.mm(10)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "sprout"
            side: Theme.mm(36)
            colour: Theme.accent
        }

        Heading {
            width: parent.width
            level: 1
            font.pixelSize: Theme.px(20)
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("This screen is resting")
        }

        PageText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Please ask %1 if you need something now.").arg(page.kiosk.whoToAsk)
        }

        // Of the library that was last on show: there is none to read now.
        PageText {
            visible: page.kiosk.helpline.phone !== ""
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("You can call %1: %2.").arg(page.kiosk.helpline.name).arg(page.kiosk.helpline.phone)
        }

        PageText {
            visible: text !== ""
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: page.kiosk.helpline.hours
        }
    }

    PageText {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.margin
        color: Theme.quiet
        text: qsTr("For staff: %1").arg(page.kiosk.code)
    }
}
