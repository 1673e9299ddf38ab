pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! A page of cards, which stands on one screen where they fit; without its heading if need be.

    How it stands is decided before each picture that something has changed for, and not after it. */
Reader {
    id: page

    required property CardGrid grid
    /*! What stands in the place of the grid where there are many: titles alone. */
    required property TitleGrid titles
    required property Item heading
    /*! What else is on the page besides the heading and the cards, with the gaps between. */
    property real around: 0
    /*! Whether the cards are few enough to try. */
    property bool few: true
    /*! How tight the room is. 1: the cards give up some of theirs; 2: the heading gives up its own;
        3: the icons too. */
    property int tightness: 0
    readonly property bool headless: tightness >= 2
    /*! There are several screens of them: titles alone, so that they are as few as may be. */
    readonly property bool brief: few && !single
    property bool made: false

    /*! Decide anew. */
    function changed(): void {
        nudge.width = 3 - nudge.width;
    }

    function arrange(): void {
        if (!made)
            return;
        // Without the rail there is more room: that is tried first.
        single = few;
        const many = titles.cards.count > 0;
        // Titles have nothing to give up themselves.
        for (tightness = 0; few && tightness <= 3; tightness += many ? 2 : 1) {
            const room = height - (headless ? 2 : 3) * Theme.inset - around - heading.height;
            if (many ? titles.share(room) : grid.share(room))
                return;
        }
        tightness = 0;
        single = false;
        grid.room = 0;
        titles.standAcross();
    }

    column.spacing: single ? Theme.inset : Theme.space
    column.y: column.spacing
    onWidthChanged: changed()
    onHeightChanged: changed()
    onFewChanged: changed()
    Component.onCompleted: {
        made = true;
        changed();
    }

    Connections {
        target: Theme
        function onBodyChanged(): void {
            page.changed();
        }
    }

    // A positioner works just before a picture, when all that has changed is known.
    Row {
        parent: page
        onPositioningComplete: page.arrange()

        Item {
            id: nudge

            width: 1
            height: 1
        }
    }
}
