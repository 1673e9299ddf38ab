pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! Beside a page of reading: which of its screens is on show, Page up and Page down. */
Column {
    id: rail

    required property int pageNumber
    required property int pages
    required property bool moreAbove
    required property bool moreBelow
    /*! How high the view beside it is. */
    required property real room

    /*! Turn the page: on by 1, back by -1. */
    signal turned(by: int)

    width: Math.max(Theme.tap, Theme.mm(26), Theme.barText * 2.9)
    spacing: Theme.gap

    Text {
        // On a small screen in the largest letters the two buttons take all of the height.
        visible: rail.room >= 2 * upButton.height + 3 * Theme.gap + 2 * Theme.barText * 1.4
        width: parent.width
        text: qsTr("%1 of %2").arg(rail.pageNumber).arg(rail.pages)
        textFormat: Text.PlainText
        wrapMode: Text.WordWrap
        color: Theme.quiet
        font.pixelSize: Theme.barText
        horizontalAlignment: Text.AlignHCenter
        // Its place is there before the pages are counted, so that nothing jumps.
        opacity: rail.pages > 1 ? 1 : 0
        Accessible.ignored: rail.pages <= 1
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Screen %1 of %2").arg(rail.pageNumber).arg(rail.pages)
    }

    RailButton {
        id: upButton

        text: qsTr("Up")
        iconName: "chevron-up"
        Accessible.name: qsTr("Page up")
        shown: rail.moreAbove
        onClicked: rail.turned(-1)
    }

    RailButton {
        text: qsTr("Down")
        iconName: "chevron-down"
        strong: true
        Accessible.name: qsTr("Page down")
        shown: rail.moreBelow
        onClicked: rail.turned(1)
    }

    component RailButton: BarButton {
        property bool shown: true

        width: rail.width
        height: Math.max(Theme.tap, Theme.mm(28), implicitHeight)
        stacked: true
        // Its place stays when there is nowhere to turn to, so that nothing jumps about.
        opacity: shown ? 1 : 0
        enabled: shown
        Accessible.ignored: !shown
    }
}
