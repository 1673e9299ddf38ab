import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! Anything that a finger presses. It counts on release, inside; Enter and Space press it too. */
T.AbstractButton {
    id: press

    property color fill: Theme.surface
    property color textColour: Theme.ink
    property color outline: Theme.edge
    property bool strong: false
    property bool bold: strong
    property string iconName: ""
    property int textSize: Theme.body
    property bool centred: true

    readonly property color _fill: strong ? Theme.accent : fill
    readonly property color _textColour: strong ? Theme.accentInk : textColour

    focusPolicy: Qt.StrongFocus
    padding: Theme.gap
    leftPadding: Theme.gap * 1.5
    rightPadding: Theme.gap * 1.5
    spacing: Theme.gap
    implicitWidth: Math.max(Theme.tap, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.tap, implicitContentHeight + topPadding + bottomPadding)
    Keys.onReturnPressed: press.click()
    Keys.onEnterPressed: press.click()

    background: Rectangle {
        color: press.down ? press._textColour : press._fill
        radius: Theme.radius
        border.width: press.strong ? 0 : Theme.line
        border.color: press.outline

        FocusRing {
            shown: press.visualFocus
        }
    }

    contentItem: Item {
        id: face

        readonly property color tint: press.down ? press._fill : press._textColour
        readonly property real iconRoom: press.iconName ? icon.width + press.spacing : 0

        // In whole pixels, and one more: a rounded one less would break the line.
        implicitWidth: Math.ceil(label.implicitWidth + iconRoom) + 1
        implicitHeight: Math.max(label.implicitHeight, press.iconName ? icon.height : 0)

        Row {
            id: row

            readonly property real free: parent.width - width

            x: press.centred && free > 0 ? free / 2 : press.mirrored ? free : 0
            height: parent.height
            spacing: press.spacing
            layoutDirection: press.mirrored ? Qt.RightToLeft : Qt.LeftToRight

            Icon {
                id: icon

                anchors.verticalCenter: parent.verticalCenter
                visible: press.iconName !== ""
                name: press.iconName
                side: press.textSize * 1.2
                colour: face.tint
            }

            Text {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, face.width - face.iconRoom)
                text: press.text
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: face.tint
                font.pixelSize: press.textSize
                font.bold: press.bold
                horizontalAlignment: press.centred ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
}
