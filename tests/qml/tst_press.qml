import QtQuick
import QtTest
import Kiosk

/*! What a finger presses counts on release, inside; Enter and Space press it too. */
Item {
    id: scene

    width: 600
    height: 400

    Press {
        id: press

        x: 100
        y: 100
        text: "Words"
    }

    Press {
        id: other

        x: 100
        y: 300
        text: "Other"
    }

    SignalSpy {
        id: clicks

        target: press
        signalName: "clicked"
    }

    TestCase {
        name: "Press"
        when: windowShown
        visible: true

        function init(): void {
            clicks.clear();
            other.forceActiveFocus();
            press.enabled = true;
            verify(waitForPolish(Window.window)); // its words are laid out
            press.width = press.implicitWidth;
            verify(waitForPolish(Window.window));
        }

        function ring(button: Press): Item {
            const found = [...button.background.children].filter(child => child instanceof FocusRing);
            compare(found.length, 1);
            return found[0];
        }

        function test_a_click_counts_on_release(): void {
            mousePress(press);
            compare(clicks.count, 0);
            mouseRelease(press);
            compare(clicks.count, 1);
        }

        function test_a_finger_that_leaves_it_presses_nothing(): void {
            mousePress(press);
            mouseMove(press, -50, -50);
            mouseRelease(press, -50, -50);
            compare(clicks.count, 0);
            verify(!press.down);
        }

        function test_a_finger_that_comes_from_elsewhere_presses_nothing(): void {
            mousePress(scene, 10, 10);
            mouseMove(press);
            mouseRelease(press);
            compare(clicks.count, 0);
        }

        function test_a_touch_counts_on_release(): void {
            const finger = touchEvent(press);
            finger.press(0, press).commit();
            compare(clicks.count, 0);
            finger.release(0, press).commit();
            compare(clicks.count, 1);
        }

        function test_a_touch_that_slides_off_presses_nothing(): void {
            const finger = touchEvent(press);
            finger.press(0, press).commit();
            finger.move(0, press, press.width + 80, 10).commit();
            finger.release(0, press, press.width + 80, 10).commit();
            compare(clicks.count, 0);
        }

        function test_keys_press_it_data(): var {
            return [
                {
                    "tag": "Space",
                    "key": Qt.Key_Space
                },
                {
                    "tag": "Return",
                    "key": Qt.Key_Return
                },
                {
                    "tag": "Enter",
                    "key": Qt.Key_Enter
                }
            ];
        }

        function test_keys_press_it(row: var): void {
            press.forceActiveFocus(Qt.TabFocusReason);
            keyClick(row.key);
            compare(clicks.count, 1);
        }

        function test_other_keys_do_not(): void {
            press.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_A);
            keyClick(Qt.Key_Escape);
            compare(clicks.count, 0);
        }

        function test_what_cannot_be_used_presses_nothing(): void {
            press.enabled = false;
            mouseClick(press);
            compare(clicks.count, 0);
        }

        function test_the_ring_shows_for_keys_and_not_for_fingers(): void {
            verify(!ring(press).visible);
            press.forceActiveFocus(Qt.TabFocusReason);
            verify(ring(press).visible);
            verify(ring(press).width > press.width);
            other.forceActiveFocus(Qt.TabFocusReason);
            verify(!ring(press).visible);
            mouseClick(press);
            verify(press.activeFocus);
            verify(!ring(press).visible);
        }

        function test_tab_goes_from_one_to_the_next(): void {
            press.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Tab);
            verify(other.activeFocus);
            keyClick(Qt.Key_Backtab, Qt.ShiftModifier);
            verify(press.activeFocus);
        }

        function test_it_is_never_smaller_than_a_finger_needs(): void {
            verify(press.width >= Theme.tap);
            verify(press.height >= Theme.tap);
        }

        function test_long_words_wrap_and_make_it_higher(): void {
            const before = press.implicitHeight;
            press.text = "Words that are far too long to stand on one line of this small button";
            press.width = 300;
            tryVerify(() => press.implicitHeight > before);
            press.text = "Words";
        }
    }
}
