pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! A line that opens to more, and closes again. */
Column {
    id: fold

    required property string title
    required property Component more
    property bool open: false

    /*! What it holds is there, and should be seen whole. */
    signal opened(Item all)

    spacing: Theme.gap

    T.AbstractButton {
        id: line

        width: parent.width
        focusPolicy: Qt.StrongFocus
        implicitHeight: Math.max(Theme.tap, implicitContentHeight)
        text: fold.title
        Accessible.name: text
        Accessible.description: fold.open ? qsTr("Open. Press to close it.") : qsTr("Press to open it.")
        Keys.onReturnPressed: line.click()
        Keys.onEnterPressed: line.click()
        onClicked: fold.open = !fold.open

        FocusRing {
            shown: line.visualFocus
        }

        contentItem: Item {
            implicitHeight: words.implicitHeight

            Icon {
                id: mark

                x: line.mirrored ? parent.width - width : 0
                anchors.verticalCenter: parent.verticalCenter
                name: fold.open ? "chevron-up" : "chevron-down"
                side: Theme.body
                colour: Theme.accent
            }

            Text {
                id: words

                x: line.mirrored ? 0 : mark.width + Theme.gap / 2
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - mark.width - Theme.gap / 2
                text: line.text
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: Theme.accent
                font.pixelSize: Theme.body
                font.bold: true
                font.underline: line.down
                horizontalAlignment: Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }

    Loader {
        visible: active
        width: parent.width
        active: fold.open
        sourceComponent: fold.more
        onLoaded: fold.opened(fold)
    }
}
