import QtQuick
import Kiosk

/*! How a print goes: what it is of, where it stands, and what to do. An alarm looks like a notice. */
Rectangle {
    id: note

    required property string about
    required property string title
    required property string message
    property bool alarm: false
    property string iconName: alarm ? "triangle-alert" : "printer"
    property int textSize: Theme.body

    readonly property color _ink: alarm ? Theme.warningInk : Theme.ink

    implicitHeight: Math.max(column.height, icon.height) + 2 * Theme.gap
    color: alarm ? Theme.warning : Theme.soft
    radius: Theme.radius
    border.width: Theme.plain ? 0 : Theme.line
    border.color: _ink

    Rectangle {
        width: Theme.mm(2)
        height: parent.height
        anchors.left: parent.left
        color: note.alarm ? Theme.warningInk : Theme.accent
    }

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap + Theme.mm(3)
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        name: note.iconName
        side: note.textSize * 1.2
        colour: note._ink
    }

    Column {
        id: column

        anchors.left: icon.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.top: parent.top
        anchors.topMargin: Theme.gap
        spacing: Theme.mm(1.5)

        PageText {
            width: parent.width
            visible: note.about !== ""
            color: note._ink
            font.pixelSize: note.textSize
            text: note.about
        }

        PageText {
            width: parent.width
            color: note._ink
            font.pixelSize: note.textSize
            font.bold: true
            text: note.title
            Accessible.role: note.alarm ? Accessible.AlertMessage : Accessible.StaticText
        }

        PageText {
            width: parent.width
            visible: note.message !== ""
            color: note._ink
            font.pixelSize: note.textSize
            text: note.message
        }
    }
}
