import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! The place to tap over a few words of a text: a hard word to explain, or words that lead to a page. */
T.AbstractButton {
    id: link

    required property string words
    /*! Whether it leads to another page; if not, it explains a hard word. */
    property bool leads: false
    property bool open: false

    height: Theme.smallTap
    focusPolicy: Qt.TabFocus
    Accessible.role: leads ? Accessible.Link : Accessible.Button
    Accessible.name: leads ? qsTr("Read about “%1”").arg(words) : qsTr("What does “%1” mean?").arg(words)
    Accessible.checkable: !leads
    Accessible.checked: open
    Accessible.description: leads ? "" : open ? qsTr("Open") : qsTr("Closed")
    checked: open
    Keys.onReturnPressed: link.click()
    Keys.onEnterPressed: link.click()

    background: Item {
        FocusRing {
            shown: link.visualFocus
        }
    }
}
