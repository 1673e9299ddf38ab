import QtQuick
import QtQuick.Templates as T
import Kiosk

/*! The place over a hard word in the text: a tap explains it below its paragraph. */
T.AbstractButton {
    id: glossaryWord

    required property string word
    property bool open: false

    height: Theme.smallTap
    focusPolicy: Qt.TabFocus
    Accessible.name: qsTr("What does “%1” mean?").arg(word)
    Accessible.checkable: true
    Accessible.checked: open
    Accessible.description: open ? qsTr("Open") : qsTr("Closed")
    checked: open
    Keys.onReturnPressed: glossaryWord.click()
    Keys.onEnterPressed: glossaryWord.click()

    background: Item {
        FocusRing {
            shown: glossaryWord.visualFocus
        }
    }
}
