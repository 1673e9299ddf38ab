import QtQuick
import Kiosk
import Kiosk.Bridge

/*! Puts the page at hand into the family's own summary, and takes it out again. */
Column {
    id: control

    required property CollectionScreen collection
    /*! As wide as what stands above and below it. */
    property bool fills: false

    spacing: Theme.gap

    Press {
        width: control.fills ? control.width : Math.min(implicitWidth, control.width)
        height: Math.max(Theme.addHeight, implicitHeight)
        text: control.collection.hasThis ? qsTr("In my summary") : qsTr("Add to my summary")
        // Beside large words on a narrow screen there is no room for it: the words stay on one line.
        iconName: control.width < Theme.body * 13 ? "" : control.collection.hasThis ? "check" : "plus"
        fill: control.collection.hasThis ? Theme.soft : Theme.surface
        outline: Theme.accent
        textColour: Theme.accent
        bold: true
        Accessible.description: control.collection.hasThis ? qsTr("Press again to take it out.") : ""
        onClicked: control.collection.toggle()
    }

    PaperLeft {
        width: parent.width
        collection: control.collection
        pages: control.collection.hasThis ? control.collection.pages : 0
    }
}
