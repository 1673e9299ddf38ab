import QtQuick
import QtTest
import Kiosk

/*! A block of text: its hard words are where they stand, can be tapped, and are explained in place. */
Item {
    id: scene

    width: 900
    height: 900

    readonly property string words: "A T cell moves round the body; it finds and destroys cells that have gone wrong, for example leukaemia cells."

    readonly property var hardWords: [link("g1", "", "T cell"), link("g2", "", "leukaemia")]

    function link(termId: string, topicId: string, shown: string): var {
        return {
            "termId": termId,
            "topicId": topicId,
            "words": shown,
            "start": words.indexOf(shown),
            "length": shown.length
        };
    }

    TextBlock {
        id: block

        width: 700
        kind: "paragraph"
        text: scene.words
        markup: scene.words
        level: 0
        items: []
        pictures: []
        table: null
        links: scene.hardWords
        meaningOf: id => "The meaning of " + id + "."
    }

    SignalSpy {
        id: chosen

        target: block
        signalName: "topicChosen"
    }

    TestCase {
        name: "TextBlock"
        when: windowShown
        visible: true

        function cleanup(): void {
            block.explained = -1;
            block.kind = "paragraph";
            block.items = [];
            block.width = 700;
            block.markup = scene.words;
            block.links = scene.hardWords;
            chosen.clear();
            Theme.textSize = 100;
        }

        // What was just shown is still being laid out: a finger lands where things have come to rest.
        function tap(item: Item, x: var, y: var): void {
            verify(waitForPolish(scene.Window.window));
            mouseClick(item, x, y);
        }

        function all(kind: var): list<Item> {
            const found = [];
            const waiting = [block];
            while (waiting.length) {
                const item = waiting.shift();
                if (item instanceof kind && item.visible)
                    found.push(item);
                waiting.push(...item.children);
            }
            return found;
        }

        function places(): list<Item> {
            return all(InlineLink).sort((one, other) => one.words < other.words ? -1 : 1);
        }

        function edit(): TextEdit {
            return all(TextEdit)[0];
        }

        function test_each_hard_word_has_its_place(): void {
            compare(places().map(place => place.words), ["T cell", "leukaemia"]);
            compare(places()[0].Accessible.name, "What does “T cell” mean?");
        }

        function test_the_place_is_over_the_word_at_every_size_and_width(): void {
            for (const size of [100, 125, 150, 200])
                for (const width of [500, 700, 880]) {
                    Theme.textSize = size;
                    block.width = width;
                    for (const place of places()) {
                        const start = scene.words.indexOf(place.words);
                        const at = edit().positionToRectangle(start);
                        const middle = place.y + place.height / 2 - edit().y;
                        fuzzyCompare(place.x - edit().x, at.x, 1, place.words + " at " + size);
                        fuzzyCompare(middle, at.y + at.height / 2, 1, place.words + " at " + size);
                    }
                }
        }

        function test_a_place_is_large_enough_for_a_finger(): void {
            for (const place of places()) {
                verify(place.height >= Theme.smallTap);
                verify(place.width >= Theme.smallTap);
            }
        }

        function test_a_tap_explains_the_word_and_another_takes_it_away(): void {
            compare(all(Explanation).length, 0);
            verify(waitForPolish(scene.Window.window));
            const before = block.implicitHeight;
            tap(places()[0]);
            compare(all(Explanation).map(one => [one.word, one.meaning]), [["T cell", "The meaning of g1."]]);
            verify(places()[0].Accessible.checked);
            tryVerify(() => block.implicitHeight > before);
            tap(places()[0]);
            compare(all(Explanation).length, 0);
        }

        function test_one_word_is_explained_at_a_time(): void {
            tap(places()[0]);
            tap(places()[1]);
            compare(all(Explanation).map(one => one.word), ["leukaemia"]);
        }

        function test_the_explanation_can_be_closed(): void {
            tap(places()[1]);
            tap(all(Press)[0]);
            compare(block.explained, -1);
            compare(all(Explanation).length, 0);
        }

        function test_keys_explain_it_too(): void {
            for (const key of [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter]) {
                places()[0].forceActiveFocus(Qt.TabFocusReason);
                keyClick(key);
                compare(block.explained, 0);
                block.explained = -1;
            }
        }

        function test_a_link_leads_to_its_topic_by_finger_and_by_key(): void {
            block.links = [scene.link("", "t7", "moves round the body")];
            const place = places()[0];
            compare(place.Accessible.role, Accessible.Link);
            compare(place.Accessible.name, "Read about “moves round the body”");
            tap(place);
            compare(chosen.signalArguments.map(args => args[0]), ["t7"]);
            for (const key of [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter]) {
                chosen.clear();
                place.forceActiveFocus(Qt.TabFocusReason);
                keyClick(key);
                compare(chosen.count, 1);
            }
            compare(all(Explanation).length, 0);
        }

        function test_a_link_that_goes_on_in_the_next_line_is_to_be_tapped_there_too(): void {
            const shown = "finds and destroys cells that have gone wrong";
            block.links = [scene.link("", "t7", shown)];
            const start = scene.words.indexOf(shown);
            for (const width of [500, 600, 700]) {
                block.width = width;
                tryVerify(() => edit().width === width);
                for (const at of [start, start + 10, start + 25, start + shown.length - 1]) {
                    chosen.clear();
                    const letter = edit().positionToRectangle(at);
                    tap(edit(), letter.x + 3, letter.y + letter.height / 2);
                    compare(chosen.count, 1, at + " at " + width);
                }
                chosen.clear();
                const after = edit().positionToRectangle(start + shown.length + 6);
                tap(edit(), after.x + 3, after.y + after.height / 2);
                compare(chosen.count, 0);
            }
            compare(places().length, 1, "one control for a keyboard and a screen reader");
        }

        function test_an_arrow_tells_a_link_from_a_hard_word(): void {
            compare(all(Icon).length, 0);
            block.links = [scene.link("", "t7", "moves round the body")];
            compare(all(Icon).map(icon => icon.name), ["arrow-right"]);
        }

        function test_text_cannot_be_selected_or_typed_into(): void {
            mousePress(edit(), 100, 5);
            mouseMove(edit(), 300, 5);
            mouseRelease(edit(), 300, 5);
            compare(edit().selectedText, "");
            keyClick(Qt.Key_X);
            verify(!edit().getText(0, 5).includes("x"));
        }

        function test_words_that_were_escaped_are_shown_as_words(): void {
            block.markup = "1 &lt; 2 &amp; &lt;img src=&quot;x&quot;&gt;";
            compare(edit().getText(0, edit().length), "1 < 2 & <img src=\"x\">");
        }

        function test_kinds_data(): var {
            return ["heading", "paragraph", "important"].map(kind => ({
                        "tag": kind
                    }));
        }

        function test_kinds(row: var): void {
            block.kind = row.tag;
            compare(all(Heading).length, row.tag === "heading" ? 1 : 0);
            compare(places().length, row.tag === "heading" ? 0 : 2);
            verify(block.implicitHeight > 0);
            if (row.tag !== "heading") {
                compare(edit().Accessible.name, scene.words);
                compare(edit().Accessible.role, Accessible.Paragraph);
            }
        }

        function test_a_list_has_its_items_and_explains_a_word_below_the_item_that_it_is_in(): void {
            const item = n => ({
                        "kind": "bullet",
                        "number": 0,
                        "text": scene.words,
                        "markup": scene.words,
                        "links": scene.hardWords,
                        "firstLink": n * scene.hardWords.length
                    });
            block.items = [item(0), item(1), item(2)];
            block.links = [].concat(scene.hardWords, scene.hardWords, scene.hardWords);
            block.kind = "list";
            const [list] = all(TextList);
            compare(list.Accessible.role, Accessible.List);
            const items = list.children.filter(child => child instanceof Column);
            compare(items.map(one => one.Accessible.role), [Accessible.ListItem, Accessible.ListItem, Accessible.ListItem]);
            compare(items[1].Accessible.name, scene.words);
            const inSecond = all(InlineLink).filter(link => link.mapToItem(items[1], 0, 0).y > 0 && link.mapToItem(items[2], 0, 0).y < 0);
            compare(inSecond.map(link => link.words), ["T cell", "leukaemia"]);
            tryVerify(() => !isPolishScheduled(list));
            tap(inSecond[1]);
            compare(block.explained, 3);
            const [explanation] = all(Explanation);
            compare(explanation.word, "leukaemia");
            tryVerify(() => explanation.mapToItem(items[1], 0, 0).y > 0 && explanation.mapToItem(items[2], 0, explanation.height).y < 0);
            tap(inSecond[1]);
            compare(all(Explanation).length, 0);
        }
    }
}
