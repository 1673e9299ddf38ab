pragma Singleton

import QtQuick

/*! Every size and colour of the screens. Sizes are in mm on the real screen and become pixels here. */
QtObject {
    id: theme

    property string name: "paper"
    property int textSize: 100
    property real pixelsPerMm: 3.6
    property real distanceMm: 600

    // A capital H of body text is at least 0.7 degrees high (EN 301 549, 5.1.4).
    readonly property real capHeightMm: 2 * distanceMm * Math.tan(0.35 * Math.PI / 180)
    // Atkinson Hyperlegible: a capital is 0.668 of the font's size.
    readonly property real bodyMm: capHeightMm / 0.668
    readonly property real textScale: textSize / 100
    // The bar's words are as large as body text already; past 125 % the page gets the room.
    readonly property real barScale: Math.min(textScale, 1.25)

    readonly property int body: Math.ceil(mm(bodyMm) * textScale)
    readonly property int heading: Math.round(body * 1.15)
    readonly property int title: Math.round(body * (textSize > 150 ? 1.2 : 1.4))
    readonly property int barText: Math.ceil(mm(bodyMm) * barScale)
    // With the font's own leading a line is 15.4 mm: room for hard words to tap, 2.5 mm apart.
    readonly property real lineHeight: 1.14

    readonly property int tap: Math.ceil(mm(20))
    readonly property int smallTap: Math.ceil(mm(12.7))
    // How high a button with one line of words is.
    readonly property int addHeight: Math.max(tap, Math.ceil(body * 1.26) + 2 * gap)
    readonly property int gap: Math.ceil(mm(4))
    readonly property int space: Math.round(mm(7))
    readonly property int margin: Math.round(mm(14))
    readonly property int radius: Math.round(mm(2.5))
    readonly property int line: Math.max(2, Math.round(mm(0.5)))
    readonly property int ring: Math.max(4, Math.round(mm(1.4)))
    // At most 70 letters in a line: counted in every line of the starter library.
    readonly property int column: body * 28.5

    readonly property bool plain: name === "paper"
    readonly property bool dark: name === "dark"

    readonly property color paper: plain ? "#faf6ee" : dark ? "#000000" : "#ffffff"
    readonly property color surface: plain ? "#fffdf8" : paper
    readonly property color soft: plain ? "#e6eeeb" : paper
    readonly property color ink: plain ? "#22262b" : dark ? "#ffffff" : "#000000"
    readonly property color quiet: plain ? "#43484f" : ink
    readonly property color accent: plain ? "#0f4c5c" : ink
    readonly property color accentInk: plain ? "#ffffff" : paper
    readonly property color edge: plain ? "#6f6a5f" : ink
    readonly property color warning: plain ? "#fbe6bf" : paper
    readonly property color warningInk: plain ? "#3a2900" : ink

    function mm(millimetres: real): real {
        return millimetres * pixelsPerMm;
    }

    function px(millimetres: real): int {
        return Math.round(mm(millimetres));
    }

    /*! What is said aloud: without the marks that keep words on one line. */
    function spoken(text: string): string {
        return text.replace(/\u2060/g, "").replace(/\u00a0/g, " ");
    }

    function hex(colour: color): string {
        return colour.toString().slice(-6);
    }
}
