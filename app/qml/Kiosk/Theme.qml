pragma Singleton

import QtQuick

/*! Every size and colour of the screens. Sizes are in mm of a 24-inch panel, scaled to what the panel
    on hand can hold, and become pixels here. What a finger taps is never scaled down. */
QtObject {
    id: theme

    property string name: "paper"
    property int textSize: 100
    /*! The accent of the library on show, checked for its contrast; "" is the usual one. The themes
        of high contrast have none. */
    property string chosenAccent: ""
    /*! Changes with the icons of the library's own, which may keep their names; "" without. */
    property string icons: ""
    property real pixelsPerMm: 3.6
    property real distanceMm: 600
    /*! How much larger or smaller everything is than on a 24-inch panel; app/domain/kiosk/panel.py decides it. */
    property real scale: 1

    // A capital H of body text is at least 0.7 degrees high (EN 301 549, 5.1.4).
    readonly property real capHeightMm: 2 * distanceMm * Math.tan(0.35 * Math.PI / 180)
    // Atkinson Hyperlegible: a capital is 0.668 of the font's size.
    readonly property real bodyMm: capHeightMm / 0.668
    readonly property real textScale: textSize / 100
    // The bar's words are as large as body text already; past 125 % the page gets the room, and on a
    // panel of 10 inches, whose buttons are as high as everywhere, at once.
    readonly property real barScale: Math.min(textScale, scale < 0.6 ? 1 : 1.25)

    readonly property int body: Math.ceil(mm(bodyMm) * textScale)
    readonly property int heading: Math.round(body * 1.15)
    readonly property int title: Math.round(body * (textSize > 150 ? 1.2 : 1.4))
    readonly property int barText: Math.ceil(mm(bodyMm) * barScale)
    // With the font's own leading a line is 14.6 mm; where hard words in it would be too near, lines part.
    readonly property real lineHeight: 1.08
    // Atkinson Hyperlegible: how high a line is without more, of the font's size.
    readonly property real fontLine: 1.24
    // What a block with hard words keeps free above and below, where lines are closer than fingers.
    readonly property int linkMargin: Math.max(0, Math.ceil((smallTap + apart - body * fontLine * lineHeight - gap) / 2))

    readonly property int tap: Math.ceil(atLeastMm(20))
    readonly property int smallTap: Math.ceil(atLeastMm(12.7))
    /*! Between two things that a finger taps. */
    readonly property real apart: scale < 1 ? Math.ceil(atLeastMm(2.6)) : mm(2.6)
    // How high a button with one line of words is.
    readonly property int addHeight: Math.max(tap, Math.ceil(body * 1.26) + 2 * gap)
    /*! Between things of which one at most is tapped. */
    readonly property int inset: Math.ceil(mm(4))
    readonly property int gap: Math.max(apart, inset)
    readonly property int space: Math.max(apart, Math.round(mm(7)))
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
    readonly property color accent: plain ? chosenAccent || "#0f4c5c" : ink
    readonly property color accentInk: plain ? "#ffffff" : paper
    readonly property color edge: plain ? "#6f6a5f" : ink
    readonly property color warning: plain ? "#fbe6bf" : paper
    readonly property color warningInk: plain ? "#3a2900" : ink

    function mm(millimetres: real): real {
        return millimetres * scale * pixelsPerMm;
    }

    /*! What may grow and never shrinks. */
    function atLeastMm(millimetres: real): real {
        return millimetres * Math.max(scale, 1) * pixelsPerMm;
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
