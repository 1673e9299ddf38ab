import QtQuick
import Kiosk
import Kiosk.Bridge

/*! Says when a summary has nearly as many pages of paper as can be printed at once, or more. */
Notice {
    news: true
    id: notice

    required property CollectionScreen collection
    required property int pages
    readonly property bool tooLong: pages > collection.mostPages

    visible: pages > 0 && pages >= collection.nearlyFull
    height: visible ? implicitHeight : 0
    iconName: tooLong ? "triangle-alert" : "info"
    text: tooLong ? qsTr("My summary is too long to print. Pages of paper: %1. At most: %2. Take a page out.").arg(pages).arg(collection.mostPages) : qsTr("My summary is nearly full. Pages of paper: %1. At most: %2.").arg(pages).arg(collection.mostPages)
}
