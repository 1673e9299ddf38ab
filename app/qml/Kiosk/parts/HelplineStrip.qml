import QtQuick
import Kiosk
import Kiosk.Bridge

/*! The helpline, always in sight: its number, whose it is, and whether somebody answers now. */
Rectangle {
    id: strip

    required property Helpline helpline

    implicitHeight: line.height + 2 * Theme.mm(1.5)
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.plain ? "#b9b09d" : Theme.edge
    }

    Icon {
        id: icon

        x: strip.LayoutMirroring.enabled ? parent.width - width - Theme.margin : Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        name: "phone"
        side: Theme.barText
        colour: Theme.accent
    }

    Flow {
        id: line

        x: strip.LayoutMirroring.enabled ? Theme.gap : icon.width + Theme.margin + Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - icon.width - Theme.margin - 2 * Theme.gap
        spacing: Theme.gap
        Accessible.role: Accessible.StaticText
        Accessible.name: [strip.helpline.name, Theme.spoken(strip.helpline.phone), strip.helpline.opening].filter(text => text).join(", ")

        StripText {
            text: strip.helpline.phone
            font.bold: true
            color: Theme.accent
        }

        StripText {
            text: strip.helpline.name + (strip.helpline.opening ? "," : "")
        }

        StripText {
            visible: text !== ""
            text: strip.helpline.opening
        }
    }

    component StripText: Text {
        textFormat: Text.PlainText
        color: Theme.ink
        font.pixelSize: Theme.barText
        Accessible.ignored: true
    }
}
