pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! Many cards on one screen: titles alone, one below the other, in as few columns as hold them all.

    Where they do not fit they are read across, as cards are, and the page is turned. */
Item {
    id: list

    required property RecordModel cards
    /*! What knows where a card leads. */
    required property CardGrid grid
    /*! What they are: the name of the list. */
    property string label: ""
    /*! They all stand in the height that was shared among them. */
    property bool fits: false
    // Where the keyboard and a screen reader come by is the order of the cards, in columns too.
    readonly property int least: Theme.body * 9 + Theme.mm(10)
    readonly property int most: Math.max(1, Math.min(4, Math.floor((width + Theme.apart) / (least + Theme.apart))))

    Accessible.role: Accessible.List
    Accessible.name: Theme.spoken(label)
    onWidthChanged: {
        if (!fits)
            standAcross();
    }

    /*! Let all stand in this height; false where it is too little. */
    function share(height: real): bool {
        for (let columns = 1; columns <= most; ++columns) {
            const most = Math.floor((height + Theme.apart) / (Theme.tap + Theme.apart));
            if (most * columns < repeater.count)
                continue;
            const heights = _heightsIn(_widthOf(columns));
            for (let each = Math.ceil(repeater.count / columns); each <= most; ++each) {
                const piles = _piled(heights, each, height);
                if (piles.length <= columns) {
                    _standDown(piles, heights, columns, height);
                    fits = true;
                    return true;
                }
            }
        }
        return false;
    }

    /*! Stand side by side, as high as it takes. */
    function standAcross(): void {
        fits = false;
        const columns = Math.min(most, 3);
        const width = _widthOf(columns);
        const heights = _heightsIn(width);
        let y = 0;
        for (let first = 0; first < heights.length; first += columns) {
            const row = heights.slice(first, first + columns);
            const height = Math.max(...row);
            row.forEach((_, column) => _stand(first + column, column * (width + Theme.apart), y, width, height));
            y += height + Theme.apart;
        }
        implicitHeight = Math.max(0, y - Theme.apart);
    }

    function _widthOf(columns: int): real {
        return Math.floor((width - (columns - 1) * Theme.apart) / columns);
    }

    function _heightsIn(width: real): var {
        return Array.from({
            "length": repeater.count
        }, (_, n) => {
            const card = _card(n);
            // Its words are to find their lines now.
            card.width = width;
            return card.leastHeight;
        });
    }

    // Their numbers, in columns of so many at most, none of which is higher than that.
    function _piled(heights: var, each: int, height: real): var {
        const piles = [[]];
        let y = 0;
        heights.forEach((one, n) => {
            if (piles[piles.length - 1].length === each || y + one > height) {
                piles.push([]);
                y = 0;
            }
            piles[piles.length - 1].push(n);
            y += one + Theme.apart;
        });
        return piles;
    }

    function _standDown(piles: var, heights: var, columns: int, height: real): void {
        const width = _widthOf(columns);
        const free = piles.map(pile => (height - pile.reduce((sum, n) => sum + heights[n] + Theme.apart, -Theme.apart)) / pile.length);
        // What is left over makes all a little higher, by the same.
        const more = Math.max(0, Math.floor(Math.min(Theme.mm(6), ...free)));
        let lowest = 0;
        piles.forEach((pile, column) => {
            let y = 0;
            for (const n of pile) {
                _stand(n, column * (width + Theme.apart), y, width, heights[n] + more);
                y += heights[n] + more + Theme.apart;
            }
            lowest = Math.max(lowest, y - Theme.apart);
        });
        implicitHeight = lowest;
    }

    function _stand(n: int, x: real, y: real, width: real, height: real): void {
        const place = repeater.itemAt(n) as Place;
        place.start = x;
        place.y = y;
        place.width = width;
        place.height = height;
    }

    function _card(n: int): Card {
        return (repeater.itemAt(n) as Place).card;
    }

    Repeater {
        id: repeater

        model: list.cards

        Place {}
    }

    component Place: Item {
        id: place

        required property int index
        required property var model
        required property string topicId
        required property string title
        required property string line
        readonly property alias card: card
        /*! From the edge that one reads from. */
        property real start: 0

        x: list.LayoutMirroring.enabled ? list.width - start - width : start
        Accessible.role: Accessible.ListItem
        Accessible.name: card.text

        Card {
            id: card

            height: parent.height
            title: place.title
            line: place.line
            iconName: ""
            iconless: true
            whole: false
            slim: true
            strong: place.model.strong ?? false
            Accessible.description: [Theme.spoken(line), qsTr("%1 of %2").arg(place.index + 1).arg(list.cards.count)].filter(text => text).join(" ")
            onPressed: list.grid.press(place.topicId, place.model)
            onClicked: list.grid.choose(place.topicId, place.model)
        }
    }
}
