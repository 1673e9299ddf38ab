pragma ComponentBehavior: Bound

import QtQuick
import QtTest
import Kiosk

/*! A page of reading: turned by buttons and by keys, and never loses its place. */
Item {
    id: scene

    width: 1000
    height: 700

    Reader {
        id: reader

        anchors.fill: parent

        Repeater {
            model: 30

            PageText {
                required property int index

                objectName: "paragraph " + index
                width: reader.column.width
                text: "Paragraph " + index + ", with enough words in it to need a second line when the letters are at their largest."
            }
        }

        Press {
            id: last

            text: "The last thing on the page"
        }
    }

    Reader {
        id: brief

        anchors.fill: parent
        visible: false

        PageText {
            text: "One line."
        }
    }

    Reader {
        id: headed

        anchors.fill: parent
        visible: false

        Heading {
            id: tall

            width: headed.column.width
            level: 1
            text: "A heading of so many words"
            lineHeight: headed.height * 0.5
            lineHeightMode: Text.FixedHeight
            maximumLineCount: 1
        }

        PageText {
            width: headed.column.width
            text: "A paragraph that is longer than the rest of the page. ".repeat(30)
        }
    }

    TestCase {
        name: "Reader"
        when: windowShown
        visible: true

        function init(): void {
            Theme.textSize = 100;
            verify(waitForPolish(Window.window));
            reader.moveTo(0);
            reader.forceActiveFocus();
        }

        function cleanupTestCase(): void {
            Theme.textSize = 100;
        }

        function view(): Flickable {
            let item = reader.column.parent;
            while (!(item instanceof Flickable))
                item = item.parent;
            return item as Flickable;
        }

        function end(): real {
            return view().contentHeight - view().height;
        }

        function button(name: string): Item {
            const waiting = [reader];
            while (waiting.length) {
                const item = waiting.pop();
                if (item.Accessible.name === name && item instanceof BarButton)
                    return item;
                waiting.push(...item.children);
            }
            fail("no button " + name);
            return null;
        }

        function test_page_down_goes_on_by_almost_a_page(): void {
            mouseClick(button("Page down"));
            verify(waitForPolish(Window.window));
            verify(reader.contentY > view().height / 2);
            verify(reader.contentY < view().height);
            mouseClick(button("Page up"));
            compare(reader.contentY, 0);
        }

        function test_page_down_reaches_the_end_and_stops(): void {
            let turns = 0;
            while (reader.moreBelow && turns < 50) {
                mouseClick(button("Page down"));
                verify(waitForPolish(Window.window));
                turns += 1;
            }
            verify(turns > 2 && turns < 50);
            fuzzyCompare(reader.contentY, end(), 1);
            reader.turn(1);
            fuzzyCompare(reader.contentY, end(), 1);
        }

        function test_a_page_turns_though_it_begins_with_a_heading(): void {
            reader.visible = false;
            headed.visible = true;
            verify(waitForPolish(Window.window));
            verify(tall.height > headed.height * 0.4);
            let turns = 0;
            while (headed.moreBelow && turns < 50) {
                const before = headed.contentY;
                headed.turn(1);
                verify(headed.contentY > before, `turn ${turns} leaves the page at ${before}`);
                turns += 1;
            }
            verify(turns > 2);
            headed.visible = false;
            reader.visible = true;
        }

        function test_no_line_is_passed_over(): void {
            let seen = 0;
            while (reader.moreBelow) {
                verify(reader.contentY <= seen, `a page begins at ${reader.contentY}, ${seen} was seen`);
                seen = reader.contentY + view().height;
                reader.turn(1);
            }
        }

        function test_no_line_stands_half_on_a_page_data(): var {
            return [100, 125, 150, 200].map(size => ({
                        "tag": size + " %",
                        "size": size
                    }));
        }

        // The lines that are not covered: a line is 1 / lineCount of a paragraph.
        function linesInSight(): list<var> {
            const found = [];
            const edges = reader._edges[0];
            const from = reader.contentY + edges.start, to = reader.contentY + edges.end;
            for (const paragraph of reader.column.children)
                for (let n = 0; n < ((paragraph as Text)?.lineCount ?? 0); ++n) {
                    const height = paragraph.height / (paragraph as Text).lineCount;
                    const top = paragraph.mapToItem(view().contentItem, 0, n * height).y;
                    const part = Math.min(top + height, to) - Math.max(top, from);
                    if (part > 0.5)
                        found.push([paragraph.objectName + "." + n, Math.round(part / height * 100)]);
                }
            return found;
        }

        function test_no_line_stands_half_on_a_page(row: var): void {
            Theme.textSize = row.size;
            verify(waitForPolish(Window.window));
            tryVerify(() => !reader._stale);
            const seen = [];
            let pages = 1;
            for (; pages < 99; ++pages) {
                for (const [line, part] of linesInSight()) {
                    verify(part > 98, `${part} % of ${line} on page ${pages}`);
                    seen.push(line);
                }
                compare(reader.pageNumber, pages);
                if (!reader.moreBelow)
                    break;
                reader.turn(1);
            }
            compare(reader.pages, pages);
            let lines = 0;
            for (const paragraph of reader.column.children)
                lines += (paragraph as Text)?.lineCount ?? 0;
            compare(new Set(seen).size, lines, "every line is whole on some page");
            for (; reader.moreAbove; --pages) {
                compare(reader.pageNumber, pages);
                reader.turn(-1);
            }
            compare(pages, 1);
        }

        function test_a_button_that_leads_nowhere_is_not_there_but_keeps_its_place(): void {
            const up = button("Page up");
            const place = up.mapToItem(scene, 0, 0);
            verify(!up.enabled);
            compare(up.opacity, 0);
            reader.turn(1);
            verify(up.enabled);
            compare(up.opacity, 1);
            compare(up.mapToItem(scene, 0, 0), place);
            reader.moveTo(end());
            verify(!button("Page down").enabled);
        }

        function test_a_short_page_has_nothing_to_turn(): void {
            brief.visible = true;
            tryVerify(() => !brief.moreBelow);
            verify(!brief.moreAbove);
            brief.turn(1);
            compare(brief.contentY, 0);
            brief.visible = false;
        }

        function test_keys(): void {
            keyClick(Qt.Key_PageDown);
            verify(reader.contentY > 0);
            keyClick(Qt.Key_PageUp);
            compare(reader.contentY, 0);
            keyClick(Qt.Key_End);
            fuzzyCompare(reader.contentY, end(), 1);
            keyClick(Qt.Key_Home);
            compare(reader.contentY, 0);
        }

        function paragraphAtTheTop(): string {
            for (const child of reader.column.children) {
                if (child.height > 0 && child.y + child.height > reader.contentY)
                    return child.objectName;
            }
            return "";
        }

        function test_a_new_text_size_does_not_lose_the_place_data(): var {
            return [125, 150, 200].map(size => ({
                        "tag": size + " %",
                        "size": size
                    }));
        }

        function test_a_new_text_size_does_not_lose_the_place(row: var): void {
            reader.turn(1);
            reader.turn(1);
            const paragraph = paragraphAtTheTop();
            verify(paragraph !== "paragraph 0");
            Theme.textSize = row.size;
            verify(waitForPolish(Window.window));
            tryVerify(() => paragraphAtTheTop() === paragraph);
            Theme.textSize = 100;
            verify(waitForPolish(Window.window));
            tryVerify(() => paragraphAtTheTop() === paragraph);
        }

        function test_the_top_stays_the_top_at_a_new_text_size(): void {
            Theme.textSize = 200;
            verify(waitForPolish(Window.window));
            compare(reader.contentY, 0);
        }

        function test_what_the_keyboard_is_on_is_brought_into_view(): void {
            last.forceActiveFocus(Qt.TabFocusReason);
            const top = last.mapToItem(view(), 0, 0).y;
            verify(top >= 0);
            verify(top + last.height <= view().height);
            compare(scene.Window.window.activeFocusItem, last);
        }
    }
}
