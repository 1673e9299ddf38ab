import QtQuick
import Kiosk
import Kiosk.Bridge

/*! The helpline, always in sight: its number, whose it is, and whether somebody answers now. */
Rectangle {
    id: strip

    required property Helpline helpline
    /*! On a screen that lies a second line would take the page's room: whose number it is gives way. */
    property bool lies: false

    readonly property real textHeight: line.height

    implicitHeight: textHeight + 2 * Theme.mm(1.5)
    color: Theme.surface

    Rule {
        width: parent.width
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

        readonly property bool fits: phone.implicitWidth + name.implicitWidth + opening.implicitWidth + 2 * spacing <= width

        Accessible.role: Accessible.StaticText
        Accessible.name: [strip.helpline.name, Theme.spoken(strip.helpline.phone), strip.helpline.opening].filter(text => text).join(", ")

        StripText {
            id: phone

            text: strip.helpline.phone
            font.bold: true
            color: Theme.accent
        }

        StripText {
            id: name

            visible: line.fits || !strip.lies
            text: strip.helpline.name + (strip.helpline.opening ? "," : "")
        }

        StripText {
            id: opening

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
