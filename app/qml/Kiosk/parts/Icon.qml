import QtQuick
import Kiosk

/*! A line icon in a colour. It says nothing that words beside it do not. */
Image {
    id: icon

    required property string name
    property color colour: Theme.ink
    property real side: Theme.mm(10)

    width: side
    height: side
    sourceSize: Qt.size(side, side)
    source: name ? "image://icon/" + name + "/" + Theme.hex(colour) + (Theme.icons ? "/" + Theme.icons : "") : ""
    Accessible.ignored: true
}
