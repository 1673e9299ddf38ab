import QtQuick
import Kiosk
import Kiosk.Bridge

/*! A picture of the library itself on a white card, no higher than `most` and no wider than `room`. */
Rectangle {
    id: card

    required property LibraryPicture picture
    required property real room
    required property real most

    readonly property real pad: Theme.gap / 2

    // It comes once the screen has been painted; its place is kept, so that nothing moves.
    property bool painted: false

    width: image.width + 2 * pad
    height: image.height + 2 * pad
    color: "#ffffff"
    radius: Theme.radius
    border.width: Theme.line
    border.color: Theme.plain ? Theme.soft : Theme.edge

    Image {
        id: image

        x: card.pad
        y: card.pad
        width: Math.round(Math.max(1, Math.min(card.room - 2 * card.pad, (card.most - 2 * card.pad) * card.picture.ratio)))
        height: Math.round(width / card.picture.ratio)
        source: card.painted ? card.picture.source : ""
        sourceSize.width: width
        cache: false
        smooth: true
        Accessible.role: Accessible.Graphic
        Accessible.name: Theme.spoken(card.picture.alt)
        Accessible.ignored: card.picture.alt === ""
    }

    Connections {
        target: card.Window.window
        enabled: !card.painted && card.visible
        function onFrameSwapped(): void {
            card.painted = true;
        }
    }
}
