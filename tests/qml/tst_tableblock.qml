import QtQuick
import QtTest
import Kiosk

/*! A table: each value stands below its heading, or, where there is no room, is said with it. */
Item {
    id: scene

    width: 1200
    height: 900

    function cell(text: string, links: var, first: int): var {
        return {
            "text": text,
            "markup": text,
            "links": links,
            "firstLink": first
        };
    }

    readonly property var doses: ({
            "columns": 3,
            "cells": [cell("Day", [], 0), cell("Morning", [], 0), cell("Evening", [], 0), cell("Monday", [], 0), cell("5 ml", [], 0), cell("", [], 0), cell("Tuesday", [], 0), cell("", [], 0), cell("a dose", [
                    {
                        "termId": "g01",
                        "topicId": "",
                        "words": "dose",
                        "start": 2,
                        "length": 4
                    }
                ], 0)]
        })

    TextBlock {
        id: block

        width: 1100
        kind: "table"
        text: ""
        markup: ""
        level: 0
        items: []
        pictures: []
        table: scene.doses
        links: [
            {
                "termId": "g01",
                "topicId": "",
                "words": "dose",
                "start": 2,
                "length": 4
            }
        ]
        meaningOf: id => "The meaning of " + id + "."
    }

    TestCase {
        name: "TableBlock"
        when: windowShown
        visible: true

        function cleanup(): void {
            block.width = 1100;
            block.explained = -1;
            Theme.textSize = 100;
        }

        function all(kind: var): list<Item> {
            const found = [];
            const waiting = [block];
            while (waiting.length) {
                const item = waiting.shift();
                if (!item.visible)
                    continue;
                if (item instanceof kind)
                    found.push(item);
                waiting.push(...item.children);
            }
            return found;
        }

        function test_each_value_stands_below_its_heading(): void {
            const words = all(MarkedText);
            compare(words.length, 9);
            const at = words.map(item => item.mapToItem(scene, 0, 0));
            for (let column = 0; column < 3; column++) {
                compare(at[column].x, at[3 + column].x);
                compare(at[column].x, at[6 + column].x);
                verify(at[column].y < at[3 + column].y && at[3 + column].y < at[6 + column].y);
            }
            compare(words.map(item => item.text), ["Day", "Morning", "Evening", "Monday", "Morning: 5 ml", "Evening: empty", "Tuesday", "Morning: empty", "Evening: a dose"]);
        }

        function test_where_there_is_no_room_each_row_says_its_headings(): void {
            block.width = 300;
            Theme.textSize = 200;
            verify(waitForPolish(Window.window));
            const words = all(MarkedText).sort((a, b) => a.mapToItem(scene, 0, 0).y - b.mapToItem(scene, 0, 0).y);
            compare(words.map(item => item.markup), ["<b>Monday</b>", "<b>Morning</b>", "5 ml", "<b>Evening</b>", "–", "<b>Tuesday</b>", "<b>Morning</b>", "–", "<b>Evening</b>", "a dose"]);
            for (const item of words)
                verify(item.mapToItem(block, item.width, 0).x <= block.width);
        }

        function test_a_hard_word_in_a_cell_is_explained_below_the_table(): void {
            verify(waitForPolish(Window.window));
            const word = all(InlineLink)[0];
            mouseClick(word, word.width / 2, word.height / 2);
            verify(waitForPolish(Window.window));
            const [explanation] = all(Explanation);
            compare(explanation.meaning, "The meaning of g01.");
            verify(explanation.mapToItem(scene, 0, 0).y > word.mapToItem(scene, 0, word.height / 2).y);
        }
    }
}
