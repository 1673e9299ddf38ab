import QtQuick
import QtTest
import Kiosk

/*! A card: pressed as a whole, told by its title, higher with more words, right in a mirror. */
Item {
    id: scene

    width: 900
    height: 900

    Card {
        id: card

        x: 100
        y: 100
        width: 420
        title: "CAR T-cell therapy"
        line: "What it is"
        iconName: "dna"
    }

    SignalSpy {
        id: clicks

        target: card
        signalName: "clicked"
    }

    TestCase {
        name: "Card"
        when: windowShown
        visible: true

        function init(): void {
            clicks.clear();
            verify(waitForPolish(Window.window));
        }

        function cleanup(): void {
            card.line = "What it is";
            card.strong = false;
            card.LayoutMirroring.enabled = false;
            Theme.textSize = 100;
            Theme.name = "paper";
        }

        function icon(): Item {
            return [...card.contentItem.children].find(child => child instanceof Icon);
        }

        function words(): Item {
            return [...card.contentItem.children].find(child => !(child instanceof Icon));
        }

        function test_it_is_pressed_anywhere_on_it(): void {
            mouseClick(card, 5, 5);
            mouseClick(card, card.width - 5, card.height - 5);
            compare(clicks.count, 2);
        }

        function test_keys_press_it(): void {
            card.focus = false;
            card.forceActiveFocus(Qt.TabFocusReason);
            for (const key of [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter])
                keyClick(key);
            compare(clicks.count, 3);
            verify(card.visualFocus);
        }

        function test_it_is_told_by_its_title_and_its_line(): void {
            compare(card.Accessible.name, "CAR T-cell therapy");
            compare(card.Accessible.description, "What it is");
        }

        function test_its_words_stay_inside_it_at_every_size(): void {
            for (const size of [100, 125, 150, 200]) {
                Theme.textSize = size;
                verify(waitForPolish(Window.window));
                const column = words();
                verify(column.height <= card.height - card.topPadding - card.bottomPadding, size + " %");
                for (const text of column.children)
                    verify(text.contentWidth <= column.width + 1, text.text + " at " + size + " %");
            }
        }

        function test_a_card_without_a_line_leaves_no_gap_for_it(): void {
            const before = words().height;
            card.line = "";
            tryVerify(() => words().height < before);
        }

        function test_in_a_mirror_the_icon_stands_on_the_right(): void {
            verify(icon().x < words().x + words().width / 2);
            card.LayoutMirroring.enabled = true;
            verify(waitForPolish(Window.window));
            verify(icon().x > words().x + words().width / 2);
        }

        function test_a_strong_card_is_not_told_by_its_colour_alone(): void {
            card.strong = true;
            compare(card.ground, Theme.accent);
            Theme.name = "light";
            verify(card.ground !== card.tint);
        }
    }
}
