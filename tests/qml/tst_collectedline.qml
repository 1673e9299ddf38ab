import QtQuick
import QtTest
import Kiosk

/*! A line of the family's own summary: what each button asks for, and where there is nowhere to go. */
Item {
    id: scene

    width: 1600
    height: 900

    CollectedLine {
        id: line

        x: 50
        y: 50
        width: 1400
        index: 1
        count: 3
        title: "CAR T-cell therapy"
        finished: true
    }

    SignalSpy {
        id: moves

        target: line
        signalName: "moveChosen"
    }

    SignalSpy {
        id: outs

        target: line
        signalName: "takeOutChosen"
    }

    TestCase {
        name: "CollectedLine"
        when: windowShown
        visible: true

        function init(): void {
            moves.clear();
            outs.clear();
            verify(waitForPolish(Window.window));
        }

        function cleanup(): void {
            line.index = 1;
            line.width = 1400;
            line.finished = true;
            Theme.textSize = 100;
        }

        function found(parent: Item, test: var): var {
            let all = [];
            for (const child of parent.children)
                all = all.concat(test(child) ? [child] : [], found(child, test));
            return all;
        }

        function button(name: string): Press {
            return found(line, item => item instanceof Press && item.Accessible.name.startsWith(name))[0] as Press;
        }

        function test_each_button_says_what_it_does_and_to_which_page(): void {
            mouseClick(button("Move up: CAR T-cell therapy"));
            compare(moves.signalArguments.map(one => one[0]), [-1]);
            mouseClick(button("Move down: CAR T-cell therapy"));
            compare(moves.signalArguments.map(one => one[0]), [-1, 1]);
            mouseClick(button("Take out: CAR T-cell therapy"));
            compare(outs.count, 1);
        }

        function test_the_first_does_not_go_up_and_the_last_not_down(): void {
            const places = () => {
                verify(waitForPolish(Window.window));
                return ["Move up", "Move down", "Take out"].map(name => button(name).x);
            };
            const before = places();
            line.index = 0;
            verify(!button("Move up").enabled);
            compare(button("Move up").opacity, 0);
            verify(button("Move down").enabled);
            line.index = 2;
            verify(button("Move up").enabled);
            verify(!button("Move down").enabled);
            compare(places(), before);
        }

        function test_a_page_that_cannot_be_printed_yet_says_so(): void {
            const says = () => found(line, item => item instanceof PageText && item.visible).length;
            compare(says(), 1);
            line.finished = false;
            compare(says(), 2);
        }

        function test_everything_stays_inside_it_at_every_size(): void {
            for (const width of [700, 1400]) {
                line.width = width;
                for (const size of [100, 125, 150, 200]) {
                    Theme.textSize = size;
                    verify(waitForPolish(Window.window));
                    for (const press of found(line, item => item instanceof Press)) {
                        const place = press.mapToItem(line, 0, 0, press.width, press.height);
                        verify(place.x >= 0 && place.right <= line.width, press.text + " at " + size + " % of " + width);
                        verify(place.y >= 0 && place.bottom <= line.height, press.text + " at " + size + " % of " + width);
                        verify(Math.min(press.width, press.height) >= Theme.tap);
                    }
                }
            }
        }
    }
}
