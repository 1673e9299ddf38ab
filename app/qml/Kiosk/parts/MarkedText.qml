pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! A paragraph, a line of a list or an "important" box, with its hard words marked and to be tapped. */
Rectangle {
    id: box

    required property string kind
    required property string text
    required property string markup
    required property int number
    required property var terms
    required property int explained

    readonly property bool listed: kind === "bullet" || kind === "numbered"
    readonly property bool important: kind === "important"
    readonly property real pad: important ? Theme.gap : 0
    readonly property real indent: important ? Theme.body + 2 * Theme.gap : listed ? Theme.body * 1.4 : 0

    signal termChosen(int index)

    implicitHeight: words.height + 2 * pad
    color: important ? Theme.soft : "transparent"
    radius: important ? Theme.radius : 0
    border.width: important && !Theme.plain ? Theme.line : 0
    border.color: Theme.edge

    Loader {
        active: box.important
        x: box.LayoutMirroring.enabled ? box.width - width - Theme.gap : Theme.gap
        y: box.pad
        sourceComponent: Icon {
            name: "info"
            side: Theme.body
            colour: Theme.accent
        }
    }

    Loader {
        active: box.listed
        x: box.LayoutMirroring.enabled ? box.width - width : 0
        y: words.y
        width: box.indent - Theme.body * 0.35
        sourceComponent: Text {
            text: box.kind === "numbered" ? box.number + "." : "•"
            textFormat: Text.PlainText
            color: Theme.accent
            font.pixelSize: Theme.body
            font.bold: true
            lineHeight: Theme.lineHeight
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
    }

    Repeater {
        model: box.terms

        Rectangle {
            required property var modelData
            readonly property rect place: words.placeOf(modelData, words.length, words.width, words.contentHeight)

            x: words.x + place.x - Theme.mm(0.6)
            y: words.y + place.y
            width: place.width + Theme.mm(1.2)
            height: place.height
            radius: Theme.mm(0.8)
            color: Theme.soft

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: Theme.line * 1.5
                color: Theme.accent
            }
        }
    }

    TextEdit {
        id: words

        // What the place depends on comes in, so that it is found again when that changes.
        function placeOf(term: var, letters: int, width: real, height: real): rect {
            if (letters < term.start + term.length)
                return Qt.rect(0, 0, 0, 0);
            const start = positionToRectangle(term.start);
            const end = positionToRectangle(term.start + term.length);
            return Qt.rect(start.x, start.y, Math.max(0, end.x - start.x), start.height);
        }

        x: box.LayoutMirroring.enabled ? 0 : box.indent
        y: box.pad
        width: box.width - box.indent - box.pad
        readOnly: true
        selectByMouse: false
        activeFocusOnPress: false
        textFormat: TextEdit.RichText
        text: "<p style=\"line-height:" + Theme.lineHeight * 100 + "%;margin:0\">" + box.markup + "</p>"
        wrapMode: TextEdit.Wrap
        color: Theme.ink
        font.pixelSize: Theme.body
        horizontalAlignment: TextEdit.AlignLeft
        Accessible.role: box.listed ? Accessible.ListItem : Accessible.Paragraph
        Accessible.name: box.text
        Accessible.readOnly: true
    }

    Repeater {
        model: box.terms

        GlossaryWord {
            required property var modelData
            required property int index
            readonly property rect place: words.placeOf(modelData, words.length, words.width, words.contentHeight)

            word: modelData.word
            open: box.explained === index
            x: words.x + place.x
            y: words.y + place.y + place.height / 2 - height / 2
            width: Math.max(Theme.smallTap, place.width)
            onClicked: box.termChosen(index)
        }
    }
}
