pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The summary to take away: of what, how many pages, standard or large print, how it looks. */
Reader {
    id: page

    required property Kiosk kiosk
    readonly property TakeawayScreen takeaway: kiosk.takeaway
    readonly property CollectionScreen collection: kiosk.collection
    readonly property string of: kiosk.family.about

    Heading {
        width: parent.width
        level: 1
        text: qsTr("Summary to take away")
    }

    GridLayout {
        width: parent.width
        columns: width > Theme.body * 30 ? 3 : 1
        uniformCellWidths: true
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Choice {
            visible: page.collection.atHand
            text: qsTr("Only this page")
            chosen: page.of === "this"
            onClicked: page.kiosk.family.show_instead("this")
        }

        Choice {
            text: page.collection.count ? qsTr("My summary: %1").arg(page.collection.count) : qsTr("My summary")
            chosen: page.of === "collection"
            onClicked: page.kiosk.family.show_instead("collection")
        }

        Choice {
            text: qsTr("Blank question sheet")
            chosen: page.of === "questions"
            onClicked: page.kiosk.family.show_instead("questions")
        }
    }

    PageText {
        width: Math.min(parent.width, Theme.column)
        text: page.takeaway.empty ? qsTr("My summary is empty. Open a page that helps you, and press “Add to my summary”. You can put several pages together and print them as one.") : page.takeaway.failed ? qsTr("We could not make this summary. Please ask %1.").arg(page.kiosk.whoToAsk) : !page.takeaway.pages ? qsTr("Getting it ready …") : page.of === "this" ? Counts.pageOnPaper(page.takeaway.title, page.takeaway.pages) : page.of === "questions" ? Counts.questionsOnPaper(page.takeaway.pages) : Counts.allOnPaper(page.takeaway.pages)
    }

    PaperLeft {
        width: Math.min(parent.width, Theme.column)
        collection: page.collection
        pages: page.of === "collection" ? page.takeaway.pages : 0
    }

    GridLayout {
        visible: !page.takeaway.empty
        width: Math.min(parent.width, Theme.column)
        columns: width > Theme.body * 20 ? 2 : 1
        uniformCellWidths: true
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        Choice {
            text: qsTr("Standard print")
            chosen: !page.takeaway.large
            onClicked: page.takeaway.set_large(false)
        }

        Choice {
            text: qsTr("Large print")
            chosen: page.takeaway.large
            onClicked: page.takeaway.set_large(true)
        }

        Press {
            Layout.fillWidth: true
            Layout.fillHeight: true
            // While it is being printed there is nothing to press.
            strong: enabled || page.takeaway.pages === 0
            bold: true
            iconName: "printer"
            text: qsTr("Print it")
            enabled: page.kiosk.printing.canPrint
            onClicked: page.kiosk.printing.print_it()
        }

        Press {
            Layout.fillWidth: true
            Layout.fillHeight: true
            iconName: "smartphone"
            text: qsTr("On the phone instead")
            outline: Theme.accent
            enabled: page.takeaway.codes.count > 0
            onClicked: page.kiosk.family.go("phone", page.of, page.contentY)
        }
    }

    PrintStatus {
        id: prints

        width: Math.min(parent.width, Theme.column)
        printing: page.kiosk.printing
        whoToAsk: page.kiosk.whoToAsk
        large: page.takeaway.large
        onAnnounced: page.bringIntoViewWhenDrawn(prints)
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

    Repeater {
        model: page.takeaway.pages

        Rectangle {
            id: sheet

            required property int index

            width: picture.width + 2 * Theme.line
            height: picture.height + 2 * Theme.line
            color: "#ffffff"
            border.width: Theme.line
            border.color: Theme.edge

            Image {
                id: picture

                x: Theme.line
                y: Theme.line
                width: Math.min(page.column.width - 2 * Theme.line, Theme.mm(210))
                fillMode: Image.PreserveAspectFit
                sourceSize.width: width
                cache: false
                source: "image://handout/" + sheet.index + "/" + page.takeaway.revision
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Page %1 of %2").arg(sheet.index + 1).arg(page.takeaway.pages)
            }
        }
    }

    component Choice: Press {
        required property bool chosen

        Layout.fillWidth: true
        Layout.fillHeight: true
        iconName: chosen ? "check" : "circle"
        bold: chosen
        fill: chosen ? Theme.soft : Theme.surface
        Accessible.role: Accessible.RadioButton
        Accessible.checkable: true
        Accessible.checked: chosen
        checked: chosen
    }
}
