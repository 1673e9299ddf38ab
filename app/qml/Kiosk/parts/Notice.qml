import QtQuick
import Kiosk

/*! A bar, an icon, a sentence: sober, and never colour alone. */
Rectangle {
    id: notice

    required property string text
    property string iconName: "triangle-alert"
    property int textSize: Theme.body
    property bool flat: false
    /*! It came while the page was read: a screen reader says it by itself. */
    property bool news: false

    implicitHeight: Math.max(words.implicitHeight, icon.height) + 2 * pad
    color: Theme.warning
    radius: flat ? 0 : Theme.radius
    border.width: Theme.plain || flat ? 0 : Theme.line
    border.color: Theme.warningInk

    // Where the strip has no colour of its own, a line sets it apart from the page.
    Rectangle {
        visible: notice.flat && !Theme.plain
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.warningInk
    }

    readonly property real pad: flat ? Theme.mm(1.5) : Theme.gap

    Rectangle {
        visible: !notice.flat
        width: Theme.mm(2)
        height: parent.height
        anchors.left: parent.left
        color: Theme.warningInk
    }

    Icon {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: notice.flat ? Theme.margin : Theme.gap + Theme.mm(3)
        anchors.top: parent.top
        anchors.topMargin: notice.pad
        name: notice.iconName
        side: notice.textSize * 1.2
        colour: Theme.warningInk
    }

    Text {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.gap
        // Lines that are not too long to read. Its own place says nothing where all is mirrored.
        width: Math.min(parent.width - icon.anchors.leftMargin - icon.width - 2 * Theme.gap, notice.textSize * (notice.flat ? 33 : 31))
        anchors.top: parent.top
        anchors.topMargin: notice.pad
        text: notice.text
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        color: Theme.warningInk
        font.pixelSize: notice.textSize
        horizontalAlignment: Text.AlignLeft
        Accessible.role: notice.news ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.name: text
    }
}
