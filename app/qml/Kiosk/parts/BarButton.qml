import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! A button of the bar or the rail: an icon with its word beside it, or below it when stacked. */
T.AbstractButton {
    id: button

    property string iconName: ""
    property bool strong: false
    property bool stacked: false
    /*! It lies flat on the bar, and draws nobody's eye. */
    property bool quiet: false

    readonly property color _fill: strong ? Theme.accent : quiet ? Theme.soft : Theme.surface
    readonly property color _textColour: strong ? Theme.accentInk : quiet ? Theme.quiet : Theme.ink
    readonly property color tint: down ? _fill : _textColour

    focusPolicy: Qt.StrongFocus
    padding: Theme.mm(2)
    leftPadding: Theme.mm(1)
    rightPadding: Theme.mm(1)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.tap, implicitContentHeight + topPadding + bottomPadding)
    Keys.onReturnPressed: button.click()
    Keys.onEnterPressed: button.click()

    background: Rectangle {
        color: button.down ? button._textColour : button._fill
        radius: Theme.radius
        border.width: button.strong && Theme.plain ? 0 : Theme.line
        border.color: Theme.edge

        FocusRing {
            shown: button.visualFocus
        }
    }

    contentItem: Item {
        implicitWidth: flow.implicitWidth
        implicitHeight: flow.implicitHeight

        Grid {
            id: flow

            anchors.centerIn: parent
            columns: button.stacked ? 1 : 2
            spacing: Theme.mm(button.stacked ? 0.5 : 2.5)
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                name: button.iconName
                side: Theme.barText * 1.1
                colour: button.tint
            }

            Text {
                width: Math.min(implicitWidth, button.availableWidth - (button.stacked ? 0 : Theme.barText * 1.1 + flow.spacing))
                wrapMode: Text.WordWrap
                text: button.text
                textFormat: Text.PlainText
                color: button.tint
                font.pixelSize: Theme.barText
                lineHeight: 0.95
                horizontalAlignment: button.stacked ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
}
