pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! A page of cards, which stands on one screen where they fit. */
Reader {
    id: page

    /*! Whether the cards are few enough to try. */
    property bool few: true
    // Without the rail there is more room: that is tried first, until the cards are measured.
    property bool tooSmall: false

    function tryAgain(): void {
        tooSmall = false;
    }

    single: few && !tooSmall
    column.spacing: single ? Theme.gap : Theme.space
    column.y: column.spacing
    onWidthChanged: tryAgain()
    onHeightChanged: tryAgain()

    Connections {
        target: Theme
        function onBodyChanged(): void {
            page.tryAgain();
        }
    }
}
