import QtQuick
import Kiosk

/*! A heading of a page: level 1 is its title. */
Text {
    id: heading

    property int level: 2

    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    color: level === 1 ? Theme.accent : Theme.ink
    font.pixelSize: level === 1 ? Theme.title : Theme.heading
    font.bold: true
    lineHeight: 1.1
    horizontalAlignment: Text.AlignLeft
    Accessible.role: Accessible.Heading
    Accessible.name: Theme.spoken(text)
    // QML has no attribute for the level: docs/decisions.md.
    Accessible.description: qsTr("level %1").arg(level)
    Accessible.focusable: level === 1
    Accessible.focused: activeFocus
}
