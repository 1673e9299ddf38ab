import QtQuick
import Kiosk

/*! A sheet of paper as it will come out. The end of a screen may cut it: it is nearly as high as one. */
Rectangle {
    id: sheet

    required property url source

    /*! What a screen reader calls it. */
    required property string label

    /*! With its edge, in pixels. */
    property real wide: 0

    width: picture.width + 2 * Theme.line
    height: picture.height + 2 * Theme.line
    color: "#ffffff"
    border.width: Theme.line
    border.color: Theme.edge

    Image {
        id: picture

        x: Theme.line
        y: Theme.line
        width: sheet.wide - 2 * Theme.line
        fillMode: Image.PreserveAspectFit
        sourceSize.width: width
        cache: false
        source: sheet.source
        Accessible.role: Accessible.Graphic
        Accessible.name: sheet.label
    }
}
