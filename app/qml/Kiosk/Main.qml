pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! The whole screen: the sample mark, a page, the bar; above them the panels and the veil. */
FocusScope {
    id: main

    required property Kiosk kiosk
    property bool frameless: false
    property bool pointerless: false
    readonly property FamilySession family: kiosk.family
    readonly property bool begun: family.screen !== "attract" && !kiosk.resting
    readonly property Loader onShow: family.screen === "home" && !kiosk.resting ? home : page
    property string chooser: ""
    /*! On a small screen with large words the choice of them leaves no room for the page. */
    readonly property bool crowded: chooser !== "" && panel.y - dated.height < 2 * Theme.tap
    /*! What is too high to reach, from the top. */
    readonly property real high: kiosk.out_of_reach(width, height)
    /*! The heading that the page on show begins with. */
    property Item title: null

    focus: true
    LayoutMirroring.enabled: kiosk.mirrored
    LayoutMirroring.childrenInherit: true

    function moveFocus(forward: bool): void {
        const from = main.Window.window.activeFocusItem ?? main;
        const to = from.nextItemInFocusChain(forward);
        if (to)
            to.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    // A page is loaded by its file, so that the first screen does not wait for the others.
    function showPage(): void {
        leave();
        _shown = family.screen + "/" + family.about;
        if (!_returns)
            trail.arrive(_shown);
        const name = kiosk.resting ? "Resting" : family.screen.charAt(0).toUpperCase() + family.screen.slice(1);
        chooser = "";
        if (name === "Home")
            home.active = true;
        if (name !== expected)
            page.source = "";
        if (name !== "Home" && name !== expected)
            load(name);
        expected = "";
        onShow.forceActiveFocus();
        if (onShow.item instanceof Reader)
            (onShow.item as Reader).openAt(family.readTo);
        title = (onShow.item as Reader)?.title() ?? null;
        // The bar hears of the page after this, and has its buttons again.
        if (_returns)
            Qt.callLater(comeBack);
        else
            goToTitle();
    }

    function leave(): void {
        trail.leave(_shown, main.Window.window?.activeFocusItem ?? null);
    }

    function comeBack(): void {
        if (!trail.comeBack(_shown, screens))
            goToTitle();
    }

    // A screen reader says what it is on: that is how a new page is announced, once.
    function goToTitle(): void {
        if (title)
            title.forceActiveFocus(Qt.OtherFocusReason);
    }

    function load(name: string): void {
        page.setSource("pages/" + name + "Page.qml", {
            "kiosk": kiosk
        });
    }

    // A page that is made, and not yet shown: while home stands a topic's, still without a text; then
    // that which the card under a finger leads to.
    property string expected: ""

    function expect(name: string): void {
        expected = name;
        load(name);
    }

    // Load the pages that the first screen left out, a little at a time.
    function warm(): void {
        home.active = true;
        const names = ["Topic", "Walkthrough", "Summary", "Phone", "Section", "Staff"];
        warmed = names.map(name => Qt.createComponent("pages/" + name + "Page.qml", Component.Asynchronous));
    }

    property var warmed: []

    // Home takes no tap for half a second: in that time nobody waits for what is made.
    Timer {
        interval: 100
        running: main.expected === "" && main.onShow === home && main.warmed[0]?.status === Component.Ready
        onTriggered: main.expect("Topic")
    }

    property string _shown: ""
    property bool _returns: false

    function goBack(): void {
        _returns = true;
        family.back();
        _returns = false;
    }

    FocusTrail {
        id: trail
    }

    Binding {
        target: Theme
        property: "pixelsPerMm"
        value: main.kiosk.pixels_per_mm(main.width, main.height)
    }

    Binding {
        target: Theme
        property: "chosenAccent"
        value: main.kiosk.appearance.accent
    }

    Binding {
        target: Theme
        property: "icons"
        value: main.kiosk.appearance.icons
    }

    Binding {
        target: Theme
        property: "scale"
        value: main.kiosk.scale(main.width, main.height)
    }

    Binding {
        target: main.Window.window
        when: main.Window.window !== null
        property: "title"
        value: main.title ? Theme.spoken((main.title as Heading).text) : main.kiosk.home.title || qsTr("Information for families")
    }

    Binding {
        target: Theme
        property: "distanceMm"
        value: main.kiosk.distanceMm
    }

    Binding {
        target: Theme
        property: "textSize"
        // The staff's pages are for staff: one size, so that the PIN pad is where they know it.
        value: main.kiosk.staff.state === "shut" ? main.family.textSize : 100
    }

    Binding {
        target: Theme
        property: "name"
        value: main.family.theme
    }

    Connections {
        target: main.family
        function onRouteChanged(): void {
            main.showPage();
        }
        // What the keyboard was on, and how far down it was read, goes with the family.
        function onEnded(): void {
            home.active = false;
            trail.forget();
        }
        function onWarningChanged(): void {
            if (main.family.warning)
                main.chooser = "";
        }
    }

    Connections {
        target: main.kiosk.walk
        // The next question is a new page of the same screen.
        function onChanged(): void {
            if (main.family.screen === "walkthrough")
                main.goToTitle();
        }
    }

    Connections {
        target: main.kiosk
        function onLibraryChanged(): void {
            main.showPage();
        }
        function onPageExpected(name: string): void {
            if (main.onShow !== home || main.expected === name)
                return;
            main.expect(name);
        }
    }

    // The window is there only after the screens have been loaded.
    Window.onWindowChanged: {
        if (frameless && Window.window)
            Window.window.flags = Qt.Window | Qt.FramelessWindowHint;
    }
    Component.onCompleted: showPage()
    Keys.onEscapePressed: {
        if (chooser !== "")
            chooser = "";
        else
            (onShow.item as Reader)?.closeExplanations();
    }
    Keys.onDownPressed: moveFocus(true)
    Keys.onRightPressed: moveFocus(!LayoutMirroring.enabled)
    Keys.onUpPressed: moveFocus(false)
    Keys.onLeftPressed: moveFocus(LayoutMirroring.enabled)

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    Loader {
        width: parent.width
        height: main.high
        active: main.high > 0 && main.begun
        sourceComponent: AboveReach {
            welcome: main.kiosk.welcome
        }
    }

    Item {
        id: screens

        anchors.fill: parent
        // The first screen is one button, wherever it is touched.
        anchors.topMargin: main.begun ? main.high : 0
        enabled: !main.family.warning && main.kiosk.staff.state === "shut"
        visible: main.kiosk.staff.state === "shut" && !main.family.warning

        Notice {
            id: dated

            width: parent.width
            height: visible ? Math.ceil(implicitHeight) : 0
            visible: text !== ""
            flat: true
            iconName: "info"
            textSize: Theme.barText
            text: [main.kiosk.sampleNotice, main.overdue()].filter(words => words).join("\n")
        }

        // The home screen stays behind the others: a family comes back to it often.
        Loader {
            id: home

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: dated.bottom
            anchors.bottom: panel.top
            active: false
            visible: main.onShow === home && !main.crowded
            sourceComponent: HomePage {
                kiosk: main.kiosk
                focus: true
            }
        }

        Loader {
            id: page

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: dated.bottom
            anchors.bottom: panel.top
            visible: main.onShow === page && !main.crowded
            focus: true
        }

        HelplineStrip {
            id: helpline

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: bar.top
            height: visible ? Math.ceil(implicitHeight) : 0
            visible: main.begun && main.kiosk.helpline.phone !== ""
            helpline: main.kiosk.helpline
            lies: screens.width > screens.height
        }

        // It stands below the page, not over it: nothing is hidden behind it.
        Loader {
            id: panel

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: helpline.top
            height: Math.ceil((item as Item)?.implicitHeight ?? 0)
            active: main.chooser !== ""
            sourceComponent: Chooser {
                subject: main.chooser
                family: main.family
                onDone: main.chooser = ""
            }
        }

        Bar {
            id: bar

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            visible: main.begun
            height: visible ? Math.ceil(implicitHeight) : 0
            family: main.family
            open: main.chooser
            upright: screens.height > screens.width
            collected: main.kiosk.collection.count
            onHomeChosen: {
                const reader = main.onShow.item as Reader;
                if (main.family.screen === "home" && reader)
                    reader.moveTo(0);
                else
                    main.family.go_home(main.readTo());
            }
            onBackChosen: main.goBack()
            onChooserChosen: name => main.chooser = main.chooser === name ? "" : name
            onTakeAwayChosen: {
                main.leave(); // the button goes before the page does
                main.family.ask_for_summary(main.readTo());
            }
        }
    }

    // One line says all that speaks against the page on show, and who to ask.
    function overdue(): string {
        const stage = kiosk.walk.stage;
        const provenance = family.screen === "topic" ? kiosk.topic.provenance : kiosk.walk.provenance;
        const shown = family.screen === "topic" || family.screen === "walkthrough" && (stage === "opening" || stage === "outcome");
        return shown && provenance.overdue ? qsTr("Past its review date, %1. Ask %2.").arg(provenance.nextReview).arg(kiosk.whomToAsk) : "";
    }

    function readTo(): real {
        const reader = onShow.item as Reader;
        return reader ? reader.contentY : 0;
    }

    Loader {
        anchors.fill: parent
        anchors.topMargin: main.high
        active: main.family.warning && main.kiosk.staff.state === "shut"
        sourceComponent: Veil {
            family: main.family
            helpline: main.kiosk.helpline
        }
    }

    Loader {
        anchors.fill: parent
        anchors.topMargin: main.high
        active: main.kiosk.staff.state !== "shut"
        focus: active
        onActiveChanged: {
            if (active)
                setSource("pages/StaffPage.qml", {
                    "staff": main.kiosk.staff,
                    "focus": true
                });
        }
    }

    // Outside the site's hours: what is below stays as it is, and nothing of it moves.
    Rectangle {
        anchors.fill: parent
        visible: main.kiosk.screen.light !== "on"
        color: "black"
        opacity: main.kiosk.screen.light === "dim" ? 0.85 : 1
    }

    HoverHandler {
        enabled: main.pointerless
        cursorShape: Qt.BlankCursor
    }
}
