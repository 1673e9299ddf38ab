import QtQuick
import Kiosk

/*! A paragraph without marks. */
Text {
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    color: Theme.ink
    font.pixelSize: Theme.body
    lineHeight: Theme.lineHeight
    horizontalAlignment: Text.AlignLeft
    Accessible.role: Accessible.StaticText
    Accessible.name: Theme.spoken(text)
}
