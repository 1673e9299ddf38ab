pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! Pictures beside each other, each on a white card with its caption, no larger than the page has room for. */
Flow {
    id: row

    required property var pictures

    readonly property real most: Theme.mm(beside > 1 ? 40 : 45) * Math.min(1.25, Theme.textScale)
    // Captions need some words a line.
    readonly property int beside: Math.max(1, Math.min(pictures.length, 3, Math.floor((width + spacing) / (Theme.body * 6.5 + spacing))))
    readonly property real room: Math.floor((width - (beside - 1) * spacing) / beside)
    // One alone has its caption beside it, where that leaves the words enough of a line.
    readonly property bool captionBeside: pictures.length === 1 && !!pictures[0].caption && width - Theme.mm(60) * Theme.textScale * pictures[0].ratio >= Theme.body * 9

    // They come once the page has been painted; their place is kept, so that nothing moves.
    property bool painted: false

    spacing: Theme.gap

    Repeater {
        model: row.pictures

        UnbrokenBox {
            id: card

            required property var modelData

            readonly property real pad: Theme.gap / 2
            readonly property real shownWidth: Math.min(row.room - 2 * pad, row.most * modelData.ratio)

            readonly property real higher: Math.max(image.height, words.height)

            width: row.room
            height: 2 * pad + (row.captionBeside ? higher : image.height + (words.visible ? words.height + pad : 0))
            color: "#ffffff"
            radius: Theme.radius
            border.width: Theme.line
            border.color: Theme.plain ? Theme.soft : Theme.edge

            Image {
                id: image

                x: row.captionBeside ? card.pad : (card.width - width) / 2
                y: card.pad
                width: Math.round(card.shownWidth)
                height: Math.round(card.shownWidth / card.modelData.ratio)
                source: row.painted ? card.modelData.source : ""
                sourceSize.width: width
                cache: false
                smooth: true
                Accessible.role: Accessible.Graphic
                Accessible.name: Theme.spoken(card.modelData.alt)
                Accessible.ignored: card.modelData.alt === ""
            }

            Column {
                id: words

                visible: card.modelData.caption !== "" || card.modelData.rights !== ""
                x: row.captionBeside ? image.x + image.width + 2 * card.pad : card.pad * 2
                y: row.captionBeside ? card.pad + (card.higher - height) / 2 : image.y + image.height + card.pad
                width: card.width - x - 2 * card.pad

                PageText {
                    visible: text !== ""
                    width: parent.width
                    text: card.modelData.caption
                    color: Theme.plain ? Theme.ink : "#000000"
                }

                PageText {
                    visible: text !== ""
                    width: parent.width
                    text: card.modelData.rights
                    color: Theme.plain ? Theme.quiet : "#000000"
                }
            }
        }
    }

    Connections {
        target: row.Window.window
        enabled: !row.painted && row.visible
        function onFrameSwapped(): void {
            row.painted = true;
        }
    }
}
