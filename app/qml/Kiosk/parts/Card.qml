import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! A card: an icon, a title and a line. A strong one stands out. */
T.AbstractButton {
    id: card

    required property string title
    required property string line
    required property string iconName
    property bool strong: false
    /*! Whether the line below the title is shown. */
    property bool whole: true
    /*! Little room: words are a little smaller, and nearer to the edge. */
    property bool dense: false
    property bool iconless: false
    /*! One of many: its title is no bolder than text, and its lines are close. */
    property bool slim: false
    /*! How high it is with its title alone, and with its line. */
    readonly property real leastHeight: Math.max(Theme.tap, titleText.implicitHeight + topPadding + bottomPadding)
    readonly property real wholeHeight: lineText.text ? leastHeight + texts.spacing + lineText.implicitHeight : leastHeight

    readonly property color _fill: strong ? Theme.accent : Theme.surface
    readonly property color _textColour: strong ? Theme.accentInk : Theme.ink
    readonly property color ground: down ? _textColour : _fill
    readonly property color tint: down ? _fill : _textColour

    text: Theme.spoken(title)
    focusPolicy: Qt.StrongFocus
    padding: Theme.mm(dense ? 4 : 5)
    topPadding: Theme.mm(slim ? 1.2 : dense ? 2.5 : 4)
    bottomPadding: topPadding
    implicitHeight: Math.max(whole ? Theme.mm(30) : Theme.tap, implicitContentHeight + topPadding + bottomPadding)
    Accessible.name: text
    Accessible.description: Theme.spoken(line)
    Keys.onReturnPressed: card.click()
    Keys.onEnterPressed: card.click()

    background: Rectangle {
        color: card.ground
        radius: Theme.radius
        border.width: card.strong && Theme.plain ? 0 : Theme.line
        border.color: Theme.edge

        FocusRing {
            shown: card.visualFocus
        }
    }

    contentItem: Item {
        implicitHeight: texts.implicitHeight

        Icon {
            id: icon

            x: card.mirrored ? parent.width - width : 0
            y: texts.y
            visible: !card.iconless
            name: card.iconName
            side: Theme.body * (card.dense ? 1 : 1.2)
            colour: card.strong || !Theme.plain || card.down ? card.tint : Theme.accent
        }

        Column {
            id: texts

            readonly property real room: card.iconless ? 0 : icon.width + (card.dense ? Theme.mm(3) : Theme.gap)

            x: card.mirrored ? 0 : room
            // A title without its line stands in the middle of the card.
            y: card.whole ? 0 : (parent.height - height) / 2
            width: parent.width - room
            spacing: Theme.mm(1.5)

            Text {
                id: titleText

                width: parent.width
                text: card.title
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: card.tint
                font.pixelSize: card.dense || card.slim ? Theme.body : Math.round(Theme.body * 1.08)
                font.bold: !card.slim || card.strong
                lineHeight: card.slim ? 1 : 1.1
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }

            Text {
                id: lineText

                width: parent.width
                visible: text !== "" && card.whole
                text: card.line
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: card.tint
                font.pixelSize: Theme.body
                lineHeight: 1.1
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
}
