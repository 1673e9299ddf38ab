import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! A line with a box to tick. */
T.AbstractButton {
    id: line

    required property bool ticked

    focusPolicy: Qt.StrongFocus
    padding: Theme.mm(1.5)
    leftPadding: Theme.mm(2)
    rightPadding: Theme.mm(2)
    implicitHeight: Math.max(Theme.tap, implicitContentHeight + topPadding + bottomPadding)
    checked: ticked
    Accessible.role: Accessible.CheckBox
    Accessible.name: Theme.spoken(text)
    Accessible.checkable: true
    Accessible.checked: ticked
    Accessible.onToggleAction: line.click()
    Keys.onReturnPressed: line.click()
    Keys.onEnterPressed: line.click()

    background: Rectangle {
        color: line.down ? Theme.accent : Theme.surface
        radius: Theme.radius
        border.width: Theme.line
        border.color: Theme.edge

        FocusRing {
            shown: line.visualFocus
        }
    }

    contentItem: Item {
        implicitHeight: Math.max(words.implicitHeight, box.height)

        Rectangle {
            id: box

            x: line.mirrored ? parent.width - width : 0
            y: (parent.height - height) / 2
            width: Theme.body
            height: width
            color: line.ticked ? Theme.accent : Theme.surface
            border.width: Theme.line
            border.color: line.down ? Theme.accentInk : Theme.accent
            radius: Theme.mm(1)

            Icon {
                anchors.centerIn: parent
                visible: line.ticked
                name: "check"
                side: parent.width * 0.9
                colour: Theme.accentInk
            }
        }

        Text {
            id: words

            x: line.mirrored ? 0 : box.width + Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - box.width - Theme.gap
            text: line.text
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            color: line.down ? Theme.accentInk : Theme.ink
            font.pixelSize: Theme.body
            horizontalAlignment: Text.AlignLeft
            Accessible.ignored: true
        }
    }
}
