pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! The ring round what the keyboard is on: dark and light, so that it shows on any colour. */
Loader {
    id: ring

    required property bool shown
    property real radius: Theme.radius

    anchors.fill: parent
    anchors.margins: -Theme.ring - Theme.line
    active: shown
    visible: shown

    sourceComponent: Rectangle {
        color: "transparent"
        radius: ring.radius + Theme.ring
        border.width: Theme.ring
        border.color: Theme.dark ? "#ffffff" : "#000000"

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.ring
            color: "transparent"
            radius: ring.radius
            border.width: Theme.ring / 2
            border.color: Theme.dark ? "#000000" : "#ffffff"
        }
    }
}
