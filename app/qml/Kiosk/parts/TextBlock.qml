pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! One block of a page's text. Its hard words can be tapped, and are explained below it. */
Column {
    id: block

    required property string kind
    required property string text
    required property string markup
    required property int level
    required property int number
    required property var terms
    required property var meaningOf

    readonly property bool listed: kind === "bullet" || kind === "numbered"
    readonly property bool important: kind === "important"
    property int explained: -1

    spacing: Theme.gap

    Heading {
        visible: block.kind === "heading"
        width: parent.width
        level: block.level
        text: block.kind === "heading" ? block.text : ""
        font.pixelSize: block.level > 2 ? Theme.body : Theme.heading
    }

    Rectangle {
        id: box

        visible: block.kind !== "heading"
        width: parent.width
        height: visible ? words.height + 2 * pad : 0
        color: block.important ? Theme.soft : "transparent"
        radius: block.important ? Theme.radius : 0
        border.width: block.important && !Theme.plain ? Theme.line : 0
        border.color: Theme.edge

        readonly property real pad: block.important ? Theme.gap : 0
        readonly property real indent: block.important ? Theme.body + 2 * Theme.gap : block.listed ? Theme.body * 1.4 : 0

        Icon {
            visible: block.important
            x: block.LayoutMirroring.enabled ? parent.width - width - Theme.gap : Theme.gap
            y: box.pad
            name: "info"
            side: Theme.body
            colour: Theme.accent
        }

        Text {
            visible: block.listed
            x: block.LayoutMirroring.enabled ? parent.width - width : 0
            y: words.y
            width: box.indent - Theme.body * 0.35
            text: block.kind === "numbered" ? block.number + "." : "•"
            color: Theme.accent
            font.pixelSize: Theme.body
            font.bold: true
            lineHeight: Theme.lineHeight
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }

        Repeater {
            model: block.kind === "heading" ? [] : block.terms

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

            x: block.LayoutMirroring.enabled ? 0 : box.indent
            y: box.pad
            width: parent.width - box.indent - box.pad
            readOnly: true
            selectByMouse: false
            activeFocusOnPress: false
            textFormat: TextEdit.RichText
            text: block.kind === "heading" ? "" : "<p style=\"line-height:" + Theme.lineHeight * 100 + "%;margin:0\">" + block.markup + "</p>"
            wrapMode: TextEdit.Wrap
            color: Theme.ink
            font.pixelSize: Theme.body
            horizontalAlignment: TextEdit.AlignLeft
            Accessible.role: block.listed ? Accessible.ListItem : Accessible.Paragraph
            Accessible.name: block.text
            Accessible.readOnly: true
        }

        Repeater {
            model: block.kind === "heading" ? [] : block.terms

            GlossaryWord {
                required property var modelData
                required property int index
                readonly property rect place: words.placeOf(modelData, words.length, words.width, words.contentHeight)

                word: modelData.word
                open: block.explained === index
                x: words.x + place.x
                y: words.y + place.y + place.height / 2 - height / 2
                width: Math.max(Theme.smallTap, place.width)
                onClicked: block.explained = open ? -1 : index
            }
        }
    }

    Explanation {
        visible: block.explained >= 0
        width: parent.width
        word: visible ? block.terms[block.explained].word : ""
        meaning: visible ? block.meaningOf(block.terms[block.explained].id) : ""
        onClosed: block.explained = -1
    }
}
