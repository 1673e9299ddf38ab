import QtQuick
import Kiosk

/*! What of an upright screen is too high to reach: it says whose screen this is, and nothing is pressed.

    Its words are part of the furniture: they have one size, whichever a family reads with. */
Item {
    id: above

    required property string welcome
    readonly property real body: Theme.mm(Theme.bodyMm)
    readonly property real inner: height - 2 * Theme.gap
    readonly property bool drawn: inner >= body * 5

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.margin
        spacing: Theme.space

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: above.drawn
            name: "hand-heart"
            side: Math.max(Math.min(Theme.mm(44), above.inner / 3), 1)
            colour: Theme.accent
        }

        Text {
            // Where the strip is too low for all of it, it says none of it.
            opacity: contentHeight <= height ? 1 : 0
            visible: above.inner >= above.body * 1.4
            width: parent.width
            height: above.drawn ? above.inner * 2 / 3 - Theme.space : above.inner
            text: above.welcome
            textFormat: Text.PlainText
            color: Theme.ink
            // Read from 3 m, as the first screen is, where there is room.
            font.pixelSize: Math.ceil(12.22 / 0.668 * Theme.pixelsPerMm)
            fontSizeMode: Text.Fit
            minimumPixelSize: Math.ceil(above.body)
            font.bold: true
            wrapMode: Text.WordWrap
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: above.drawn ? Text.AlignTop : Text.AlignVCenter
            Accessible.ignored: true
        }
    }
}
