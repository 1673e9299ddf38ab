import QtQuick
import QtTest
import Kiosk

/*! Millimetres become pixels in one place, and letters are as high as EN 301 549 asks. */
TestCase {
    name: "Theme"

    function cleanup(): void {
        Theme.pixelsPerMm = 3.6;
        Theme.distanceMm = 600;
        Theme.scale = 1;
        Theme.textSize = 100;
        Theme.name = "paper";
    }

    function test_millimetres_become_pixels(): void {
        Theme.pixelsPerMm = 2.5;
        compare(Theme.mm(4), 10);
        compare(Theme.px(1.1), 3);
        compare(Theme.tap, 50);
        Theme.pixelsPerMm = 5;
        compare(Theme.tap, 100);
    }

    function test_a_capital_is_high_enough_data(): var {
        const rows = [];
        for (const distance of [300, 600, 1000, 2000, 3000])
            for (const density of [1.4, 2.1, 3.6, 8])
                for (const size of [100, 125, 150, 200])
                    rows.push({
                        "tag": distance + " mm, " + density + " px/mm, " + size + " %",
                        "distance": distance,
                        "density": density,
                        "size": size
                    });
        return rows;
    }

    function test_a_capital_is_high_enough(row: var): void {
        Theme.distanceMm = row.distance;
        Theme.pixelsPerMm = row.density;
        Theme.textSize = row.size;
        // A capital H of Atkinson Hyperlegible is 668 thousandths of the font's size.
        const degrees = mm => 2 * Math.atan(mm / 2 / row.distance) * 180 / Math.PI;
        verify(degrees(Theme.body * 0.668 / row.density) >= 0.7 * row.size / 100 * 0.998);
        verify(degrees(Theme.barText * 0.668 / row.density) >= 0.7 * 0.9999);
        verify(Theme.heading > Theme.body);
        verify(Theme.title > Theme.heading);
    }

    function test_a_capital_at_600_mm_is_7_3_mm(): void {
        fuzzyCompare(Theme.capHeightMm, 7.33, 0.01);
    }

    function test_what_a_finger_taps_is_as_large_as_it_must_be(): void {
        for (const density of [1.4, 2.13, 3.6, 7.77]) {
            Theme.pixelsPerMm = density;
            verify(Theme.tap / density >= 20);
            verify(Theme.smallTap / density >= 12.7);
            verify(Theme.gap / density >= 2.5);
            verify(Theme.line >= 2);
            verify(Theme.ring >= 4);
        }
    }

    function test_on_a_small_panel_words_shrink_and_what_a_finger_taps_does_not(): void {
        const body = Theme.body;
        Theme.scale = 0.5;
        compare(Theme.body, Math.ceil(Theme.mm(Theme.bodyMm)));
        verify(Theme.body < body * 0.55);
        verify(Theme.tap / 3.6 >= 20);
        verify(Theme.smallTap / 3.6 >= 12.7);
        verify(Theme.apart / 3.6 >= 2.5);
        verify(Theme.gap >= Theme.apart && Theme.space >= Theme.apart);
        compare(Theme.mm(10), 18);
    }

    function test_on_a_large_panel_everything_grows(): void {
        Theme.scale = 2;
        verify(Theme.tap / 3.6 >= 40);
        compare(Theme.mm(10), 72);
        verify(Theme.body * 0.668 / 3.6 >= 2 * 7.33);
    }

    function luminance(colour: color): real {
        const linear = part => part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
    }

    function contrast(one: color, other: color): real {
        const light = Math.max(luminance(one), luminance(other));
        const dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    function test_contrast_data(): var {
        return [
            {
                "tag": "paper",
                "least": 7
            },
            {
                "tag": "light",
                "least": 20
            },
            {
                "tag": "dark",
                "least": 20
            }
        ];
    }

    function test_contrast(row: var): void {
        Theme.name = row.tag;
        const grounds = [Theme.paper, Theme.surface, Theme.soft];
        for (const ground of grounds)
            for (const words of [Theme.ink, Theme.quiet, Theme.accent])
                verify(contrast(words, ground) >= row.least, words + " on " + ground);
        verify(contrast(Theme.accentInk, Theme.accent) >= row.least);
        verify(contrast(Theme.warningInk, Theme.warning) >= row.least);
        // WCAG 1.4.11: what outlines a control.
        for (const ground of grounds)
            verify(contrast(Theme.edge, ground) >= 3);
    }

    function test_hex_is_what_an_icon_is_asked_for_in(): void {
        compare(Theme.hex("#0f4c5c"), "0f4c5c");
        compare(Theme.hex("white"), "ffffff");
    }
}
