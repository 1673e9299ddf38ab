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
    text: tooLong ? Counts.tooLong(pages, collection.mostPages) : Counts.nearlyFull(pages, collection.mostPages)
}
