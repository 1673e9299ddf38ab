pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! A paragraph, a line of a list or an "important" box, with its hard words and links marked and to be tapped. */
Rectangle {
    id: box

    required property string kind
    required property string text
    required property string markup
    required property int number
    required property var links
    required property int explained

    readonly property bool listed: kind === "bullet" || kind === "numbered"
    readonly property bool important: kind === "important"
    readonly property real pad: important ? Theme.gap : 0
    readonly property real indent: important ? Theme.body + 2 * Theme.gap : listed ? Theme.body * 1.4 : 0

    // Where lines stand closer than hard words may, those of a text with several of them part.
    readonly property bool parted: links.length > 1 && Theme.body * Theme.fontLine * Theme.lineHeight < Theme.smallTap + Theme.apart
    readonly property real lineHeight: parted ? (Theme.smallTap + Theme.apart + 1) / words.font.pixelSize / Theme.fontLine : Theme.lineHeight

    // A hard word stays on one line, unless it is longer than one: then it breaks between its words.
    readonly property bool wide: links.some(link => link.termId !== "" && metrics.advanceWidth(link.words) > words.width)

    signal termChosen(int index)
    signal topicPressed(string topicId)
    signal topicChosen(string topicId)

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
            lineHeight: box.lineHeight
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
    }

    // What is drawn behind the words, line by line.
    Repeater {
        model: box.links

        Item {
            id: drawn

            required property var modelData

            Repeater {
                model: words.placesOf(drawn.modelData, words.length, words.width, words.contentHeight)

                Rectangle {
                    required property rect modelData

                    x: words.x + modelData.x - Theme.mm(0.6)
                    y: words.y + modelData.y
                    width: modelData.width + Theme.mm(1.2)
                    height: modelData.height
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
        }
    }

    TextEdit {
        id: words

        // A rectangle for each line that the link has words on. What the places depend on comes in,
        // so that they are found again when that changes.
        function placesOf(link: var, letters: int, width: real, height: real): var {
            const end = link.start + link.length;
            if (letters < end)
                return [];
            const places = [];
            let first = positionToRectangle(link.start);
            let last = positionToRectangle(end);
            if (last.y > first.y + 1) {
                for (let at = link.start + 1; at < end; ++at) {
                    const place = positionToRectangle(at);
                    if (place.y <= first.y + 1)
                        continue;
                    places.push(_line(first, lineEnd(at - 1)));
                    first = place;
                }
            }
            places.push(_line(first, last));
            return places;
        }

        // The right edge of the last letter of a line: the place after it is on the next.
        function lineEnd(at: int): rect {
            const place = positionToRectangle(at);
            const letter = getText(at, at + 1);
            const advance = letter === " " ? 0 : metrics.advanceWidth(letter);
            return Qt.rect(place.x + (box.LayoutMirroring.enabled ? -advance : advance), place.y, 0, place.height);
        }

        function _line(first: rect, last: rect): rect {
            return Qt.rect(Math.min(first.x, last.x), first.y, Math.abs(last.x - first.x), first.height);
        }

        x: box.LayoutMirroring.enabled ? 0 : box.indent
        y: box.pad
        width: box.width - box.indent - box.pad
        readOnly: true
        selectByMouse: false
        activeFocusOnPress: false
        textFormat: TextEdit.RichText
        text: "<p style=\"line-height:" + box.lineHeight * 100 + "%;margin:0\">" + (box.wide ? box.markup.replace(/\u00a0/g, " ") : box.markup) + "</p>"
        wrapMode: TextEdit.Wrap
        color: Theme.ink
        font.pixelSize: Theme.body
        horizontalAlignment: TextEdit.AlignLeft
        // In a list it is the item that is read out.
        Accessible.ignored: box.listed
        Accessible.role: Accessible.Paragraph
        Accessible.name: box.text
        Accessible.readOnly: true
    }

    Repeater {
        model: box.links

        InlineLink {
            id: link

            required property var modelData
            required property int index
            readonly property var places: words.placesOf(modelData, words.length, words.width, words.contentHeight)
            readonly property rect place: places[0] ?? Qt.rect(0, 0, 0, 0)
            readonly property rect lastPlace: places[places.length - 1] ?? place

            words: modelData.words
            leads: modelData.topicId !== ""
            open: box.explained === index
            x: words.x + place.x
            y: words.y + place.y + place.height / 2 - height / 2
            width: Math.max(Theme.smallTap, place.width)
            onPressed: {
                if (leads)
                    box.topicPressed(modelData.topicId);
            }
            onClicked: {
                if (leads)
                    box.topicChosen(modelData.topicId);
                else
                    box.termChosen(index);
            }

            // The rest of a link that goes on in the next line.
            Repeater {
                model: link.places.slice(1)

                T.AbstractButton {
                    required property rect modelData

                    x: modelData.x - link.place.x
                    y: modelData.y - link.place.y
                    width: Math.max(Theme.smallTap, modelData.width)
                    height: Theme.smallTap
                    focusPolicy: Qt.NoFocus
                    Accessible.ignored: true
                    onPressed: {
                        if (link.leads)
                            box.topicPressed(link.modelData.topicId);
                    }
                    onClicked: link.clicked()
                }
            }

            Icon {
                visible: link.leads
                x: box.LayoutMirroring.enabled ? link.lastPlace.x - link.place.x : link.lastPlace.x + link.lastPlace.width - link.place.x - width
                y: link.lastPlace.y - link.place.y + (link.height - height) / 2
                name: box.LayoutMirroring.enabled ? "arrow-left" : "arrow-right"
                side: Theme.body * 0.75
                colour: Theme.accent
            }
        }
    }

    FontMetrics {
        id: metrics

        font: words.font
    }
}
