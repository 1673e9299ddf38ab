pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The family's summary: on the left what is in it, on the right the sheets, below always "Print it". */
Reader {
    id: page

    required property Kiosk kiosk
    readonly property TakeawayScreen takeaway: kiosk.takeaway
    readonly property CollectionScreen collection: kiosk.collection
    readonly property string of: kiosk.family.about
    readonly property int choices: collection.atHand ? 3 : 2
    /*! Above the sheets, where these stand beside the choices: what is said of a print moves none of them. */
    property Item aboveSheets: null

    // Choices have room beside the sheet where the screen is wide.
    columnBeside: width > height ? Math.max(Theme.body * 13, width * 0.45) : width
    aside: page.takeaway.empty ? null : sheets
    // What is said of a print takes fewer lines, and hides less of the sheet.
    asideWidest: Theme.body * 22
    foot: page.takeaway.empty ? null : actions
    column.spacing: Theme.gap

    Heading {
        width: parent.width
        level: 1
        text: qsTr("My summary")
    }

    GridLayout {
        width: parent.width
        columns: width > Theme.body * 30 ? 3 : 1
        uniformCellWidths: true
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("What would you like to take away?")
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Choice {
            visible: page.collection.atHand
            place: 1
            text: qsTr("Only this page")
            chosen: page.of === "this"
            onClicked: page.kiosk.family.show_instead("this")
        }

        Choice {
            place: page.choices - 1
            text: page.collection.count ? qsTr("Pages I chose: %1").arg(page.collection.count) : qsTr("Pages I chose")
            chosen: page.of === "collection"
            onClicked: page.kiosk.family.show_instead("collection")
        }

        Choice {
            place: page.choices
            text: qsTr("Blank question sheet")
            chosen: page.of === "questions"
            onClicked: page.kiosk.family.show_instead("questions")
        }
    }

    // In sight without turning the page: most families want it.
    Press {
        visible: lines.count > 0
        width: Math.min(implicitWidth, parent.width)
        iconName: page.collection.withQuestions ? "check" : "plus"
        outline: Theme.accent
        text: page.collection.withQuestions ? qsTr("With a blank question sheet") : qsTr("Add a blank question sheet")
        Accessible.description: page.collection.withQuestions ? qsTr("Press again to take it out.") : ""
        onClicked: page.collection.toggle_questions()
    }

    PageText {
        width: Math.min(parent.width, Theme.column)
        text: page.takeaway.empty ? qsTr("My summary is empty. Open a page that helps you, and press “Add to my summary”. You can put several pages together and print them as one.") : page.takeaway.failed ? qsTr("We could not make this summary. Please ask %1 for help.").arg(page.kiosk.whoToAsk) : !page.takeaway.pages ? qsTr("Getting it ready …") : page.of === "this" ? Counts.pageOnPaper(page.takeaway.title, page.takeaway.pages) : page.of === "questions" ? Counts.questionsOnPaper(page.takeaway.pages) : Counts.allOnPaper(page.takeaway.pages)
    }

    PaperLeft {
        width: Math.min(parent.width, Theme.column)
        collection: page.collection
        pages: page.of === "collection" ? page.takeaway.pages : 0
    }

    GridLayout {
        visible: !page.takeaway.empty
        width: Math.min(parent.width, Theme.column)
        columns: width >= standardPrint.implicitWidth + columnSpacing + largePrint.implicitWidth ? 2 : 1
        uniformCellWidths: width > Theme.body * 20
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("How large should the print be?")
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Choice {
            id: standardPrint

            place: 1
            places: 2
            text: qsTr("Standard print")
            chosen: !page.takeaway.large
            onClicked: page.takeaway.set_large(false)
        }

        Choice {
            id: largePrint

            place: 2
            places: 2
            text: qsTr("Large print")
            chosen: page.takeaway.large
            onClicked: page.takeaway.set_large(true)
        }
    }

    Item {
        id: belowChoices

        visible: prints.any && prints.parent === belowChoices
        width: Math.min(parent.width, Theme.column)
        height: prints.height
    }

    PrintStatus {
        id: prints

        parent: page.beside && page.aboveSheets ? page.aboveSheets : belowChoices
        width: parent?.width ?? 0
        printing: page.kiosk.printing
        whoToAsk: page.kiosk.whoToAsk
        large: page.takeaway.large
        onAnnounced: {
            if (parent === belowChoices)
                page.bringIntoViewWhenDrawn(prints);
            else
                page.moveTo(0);
        }
    }

    // What is in the family's own summary, in its order.
    Heading {
        visible: lines.count > 0
        width: parent.width
        text: qsTr("What is in it")
    }

    Repeater {
        id: lines

        model: page.collection.rows

        CollectedLine {
            width: page.column.width
            count: lines.count
            onYChanged: page.keepInSight()
            onMoveChosen: places => page.collection.move(index, places)
            onTakeOutChosen: page.collection.take_out(index)
        }
    }

    Press {
        visible: page.of === "collection" && page.collection.atHand && !page.collection.hasThis
        width: Math.min(implicitWidth, parent.width)
        iconName: "plus"
        outline: Theme.accent
        textColour: Theme.accent
        bold: true
        text: qsTr("Add the page you were reading")
        onClicked: page.collection.toggle()
    }

    Component {
        id: sheets

        Column {
            id: pile

            // As wide as a sheet of A4 is that is seen whole; Letter is less high.
            readonly property real whole: (page.height - page.footHeight - 2 * Theme.space) / Math.SQRT2

            spacing: Theme.gap
            Component.onCompleted: page.aboveSheets = above
            Component.onDestruction: page.aboveSheets = null

            Item {
                id: above

                visible: prints.any && prints.parent === above
                width: parent.width
                height: prints.height
            }

            Repeater {
                model: page.takeaway.pages

                SheetPicture {
                    id: sheet

                    required property int index
                    property real last: 0

                    // When the pictures go, before this does: at another size none could be had.
                    wide: page.takeaway.pages > index ? Math.min(pile.width, page.beside ? pile.whole : Theme.mm(210)) : last
                    onWideChanged: last = wide
                    source: "image://handout/" + sheet.index + "/" + page.takeaway.revision
                    label: qsTr("Page %1 of %2").arg(sheet.index + 1).arg(page.takeaway.pages)
                }
            }
        }
    }

    Component {
        id: actions

        Item {
            implicitHeight: grid.implicitHeight + 2 * Theme.gap

            Rule {
                width: parent.width
            }

            GridLayout {
                id: grid

                x: Theme.margin
                y: Theme.gap
                width: parent.width - 2 * Theme.margin
                columns: width > Theme.barText * 19 ? 2 : 1
                uniformCellWidths: true
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap

                Press {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    // While it is being printed there is nothing to press.
                    strong: enabled || page.takeaway.pages === 0
                    bold: true
                    iconName: "printer"
                    textSize: Theme.barText
                    text: qsTr("Print it")
                    enabled: page.kiosk.printing.canPrint
                    onClicked: page.kiosk.printing.print_it()
                }

                Press {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    iconName: "smartphone"
                    textSize: Theme.barText
                    text: qsTr("On my phone")
                    outline: Theme.accent
                    enabled: page.takeaway.codes.count > 0
                    onClicked: page.kiosk.family.go("phone", page.of, page.contentY)
                }
            }
        }
    }

    component Choice: Press {
        required property bool chosen
        required property int place
        property int places: page.choices

        Layout.fillWidth: true
        Layout.fillHeight: true
        iconName: chosen ? "check" : "circle"
        centred: false
        bold: chosen
        fill: chosen ? Theme.soft : Theme.surface
        Accessible.role: Accessible.RadioButton
        Accessible.checkable: true
        Accessible.checked: chosen
        Accessible.description: qsTr("%1 of %2").arg(place).arg(places)
        checked: chosen
    }
}
