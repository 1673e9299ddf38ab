import QtQuick
import Kiosk

/*! What a hard word means, in place, with a way to put it away. */
UnbrokenBox {
    id: explanation

    required property string word
    required property string meaning

    signal closed

    Accessible.role: Accessible.Dialog
    Accessible.name: word
    Accessible.description: Theme.spoken(meaning)
    Component.onCompleted: Accessible.announce(word + ". " + Theme.spoken(meaning), Accessible.Polite)

    height: visible ? Math.max(words.height, close.height) + 2 * Theme.gap : 0
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.line * 1.5
    border.color: Theme.accent

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: close.left
        anchors.top: parent.top
        anchors.margins: Theme.gap
        spacing: Theme.mm(1.5)

        PageText {
            width: parent.width
            text: explanation.word
            font.bold: true
            color: Theme.accent
        }

        PageText {
            width: parent.width
            text: explanation.meaning
        }
    }

    Press {
        id: close

        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.gap
        width: Math.max(Theme.tap, Theme.body * 1.6)
        height: width
        padding: 0
        leftPadding: 0
        rightPadding: 0
        spacing: 0
        iconName: "x"
        Accessible.name: qsTr("Close the explanation")
        onClicked: explanation.closed()
    }
}
