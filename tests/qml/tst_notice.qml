import QtQuick
import QtTest
import Kiosk

/*! A notice is a bar, an icon and a sentence; it grows with its words, and takes no letter for a tag. */
Item {
    id: scene

    width: 800
    height: 600

    Notice {
        id: notice

        width: parent.width
        height: implicitHeight
        text: "This page is past its review date."
    }

    TestCase {
        name: "Notice"
        when: windowShown

        function cleanup(): void {
            notice.flat = false;
            notice.width = scene.width;
            notice.text = "This page is past its review date.";
            Theme.name = "paper";
            Theme.textSize = 100;
        }

        function part(kind: string): var {
            const found = [...notice.children].filter(child => String(child).startsWith(kind));
            compare(found.length, 1, kind);
            return found[0];
        }

        function test_its_words_are_inside_it_at_every_size(): void {
            for (const size of [100, 125, 150, 200]) {
                Theme.textSize = size;
                const words = part("QQuickText");
                verify(words.y + words.height <= notice.height, size + " %");
                verify(words.x + words.width <= notice.width);
                verify(part("Icon").x + part("Icon").width <= words.x);
            }
        }

        function test_more_words_make_it_higher(): void {
            const before = notice.height;
            notice.text = notice.text.repeat(6);
            verify(notice.height > before);
            verify(part("QQuickText").lineCount > 1);
        }

        function test_tags_are_words(): void {
            notice.text = "<img src='x'> & <b>so</b>";
            compare(part("QQuickText").textFormat, Text.PlainText);
            compare(part("QQuickText").Accessible.name, notice.text);
            compare(part("QQuickText").Accessible.role, Accessible.StaticText);
            notice.news = true;
            compare(part("QQuickText").Accessible.role, Accessible.AlertMessage);
        }

        function test_high_contrast_outlines_it(): void {
            compare(notice.border.width, 0);
            Theme.name = "dark";
            verify(notice.border.width > 0);
            notice.flat = true;
            compare(notice.border.width, 0);
            compare(notice.radius, 0);
        }
    }
}
