pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! A table of a page. Where a word would not fit its column, each row is a card that says its headings. */
Column {
    id: block

    required property var table
    required property int explained

    readonly property int columns: table.columns
    readonly property int rows: table.cells.length / columns
    readonly property real pad: Theme.gap
    readonly property var widths: shared(width, metrics.height)
    readonly property bool fits: widths.length > 0

    signal termChosen(int index)
    signal topicPressed(string topicId)
    signal topicChosen(string topicId)

    function cell(row: int, column: int): var {
        return table.cells[row * columns + column];
    }

    /*! The markup of a cell: the first row and column are headings. An empty cell keeps its place. */
    function markup(row: int, column: int): string {
        const words = cell(row, column).markup;
        return row === 0 || column === 0 ? "<b>" + words + "</b>" : words === "" ? "–" : words;
    }

    /*! What is said aloud of a cell: its column's heading comes first. */
    function spoken(row: int, column: int): string {
        const words = Theme.spoken(cell(row, column).text);
        if (row === 0 || column === 0)
            return words;
        return Theme.spoken(cell(0, column).text) + ": " + (words === "" ? qsTr("empty") : words);
    }

    /*! The columns' widths, or none where the longest words do not fit beside each other. The height of a line comes in,
        so that they are found again when the letters change. */
    function shared(room: real, line: real): var {
        const least = [], most = [];
        for (let column = 0; column < columns; column++) {
            let word = 0, text = 0;
            for (let row = 0; row < rows; row++) {
                const shown = cell(row, column).text;
                text = Math.max(text, metrics.advanceWidth(shown));
                for (const part of shown.split(" "))
                    word = Math.max(word, metrics.advanceWidth(part));
            }
            // A little more: a letter must not go to the next line alone.
            least.push(Math.ceil(Math.max(word * 1.03, Theme.smallTap)) + 2 * pad);
            most.push(text + 2 * pad);
        }
        const spare = room - least.reduce((sum, one) => sum + one, 0);
        if (spare < 0 || line <= 0)
            return [];
        const wished = most.map((one, column) => Math.max(0, one - least[column]));
        const all = wished.reduce((sum, one) => sum + one, 0);
        const share = all > 0 ? Math.min(1, spare / all) : 0;
        return least.map((one, column) => one + wished[column] * share);
    }

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Table")

    FontMetrics {
        id: metrics

        font.family: Application.font.family
        font.pixelSize: Theme.body
        font.bold: true
    }

    component Words: MarkedText {
        required property var cell

        kind: "paragraph"
        number: 0
        links: cell.links
        explained: block.explained - cell.firstLink
        onTermChosen: index => block.termChosen(index + cell.firstLink)
        onTopicPressed: topicId => block.topicPressed(topicId)
        onTopicChosen: topicId => block.topicChosen(topicId)
    }

    Repeater {
        model: block.fits ? block.rows : 0

        Item {
            id: line

            required property int index

            width: block.width
            height: across.height + 2 * block.pad / 2

            Row {
                id: across

                y: block.pad / 2

                Repeater {
                    model: block.columns

                    Item {
                        id: place

                        required property int index

                        width: block.widths[index] ?? 0
                        height: words.implicitHeight

                        Words {
                            id: words

                            x: block.pad
                            width: parent.width - 2 * block.pad
                            cell: block.cell(line.index, place.index)
                            text: block.spoken(line.index, place.index)
                            markup: block.markup(line.index, place.index)
                        }
                    }
                }
            }

            Rectangle {
                width: parent.width
                height: line.index === 0 ? 2 * Theme.line : Theme.line
                y: parent.height - height
                color: Theme.edge
            }
        }
    }

    Repeater {
        model: block.fits ? 0 : block.rows - 1

        Item {
            id: card

            required property int index

            width: block.width
            height: lines.height + Theme.gap

            Rectangle {
                anchors.fill: lines
                color: Theme.surface
                radius: Theme.radius
                border.width: Theme.line
                border.color: Theme.edge
            }

            Column {
                id: lines

                width: parent.width
                padding: block.pad

                Repeater {
                    model: block.columns

                    Column {
                        id: entry

                        required property int index

                        width: lines.width - 2 * block.pad

                        Words {
                            visible: entry.index > 0
                            width: parent.width
                            cell: block.cell(0, entry.index)
                            text: Theme.spoken(cell.text)
                            markup: block.markup(0, entry.index)
                        }

                        Words {
                            width: parent.width
                            cell: block.cell(card.index + 1, entry.index)
                            text: block.spoken(card.index + 1, entry.index)
                            markup: block.markup(card.index + 1, entry.index)
                        }
                    }
                }
            }
        }
    }
}
