import QtQuick
import Kiosk

/*! The ring round what the keyboard is on: dark and light, so that it shows on any colour. */
Rectangle {
    id: ring

    required property bool shown

    anchors.fill: parent
    anchors.margins: -Theme.ring - Theme.line
    color: "transparent"
    radius: Theme.radius + Theme.ring
    border.width: Theme.ring
    border.color: Theme.dark ? "#ffffff" : "#000000"
    visible: shown

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.ring
        color: "transparent"
        radius: Theme.radius
        border.width: Theme.ring / 2
        border.color: Theme.dark ? "#000000" : "#ffffff"
    }
}
