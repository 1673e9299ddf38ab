pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The summary to take away: how many pages, standard or large print, and what it looks like. */
Reader {
    id: page

    required property Kiosk kiosk
    readonly property TakeawayScreen takeaway: kiosk.takeaway

    Heading {
        width: parent.width
        level: 1
        text: qsTr("Summary to take away")
    }

    PageText {
        width: Math.min(parent.width, Theme.column)
        text: page.takeaway.failed ? qsTr("We could not make this summary. Please ask %1.").arg(page.kiosk.whoToAsk) : page.takeaway.pages ? qsTr("“%1”. Pages of paper: %2.").arg(page.takeaway.title).arg(page.takeaway.pages) : qsTr("Getting it ready …")
    }

    GridLayout {
        width: Math.min(parent.width, Theme.column)
        columns: width > Theme.body * 24 ? 3 : 1
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap

        PrintChoice {
            text: qsTr("Standard print")
            large: false
        }

        PrintChoice {
            text: qsTr("Large print")
            large: true
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
    }

    PrintStatus {
        id: prints

        width: Math.min(parent.width, Theme.column)
        printing: page.kiosk.printing
        whoToAsk: page.kiosk.whoToAsk
        large: page.takeaway.large
        onTold: page.bringIntoViewWhenDrawn(prints)
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

    component PrintChoice: Press {
        required property bool large
        readonly property bool chosen: page.takeaway.large === large

        Layout.fillWidth: true
        Layout.fillHeight: true
        iconName: chosen ? "check" : "circle"
        bold: chosen
        fill: chosen ? Theme.soft : Theme.surface
        Accessible.role: Accessible.RadioButton
        Accessible.checkable: true
        Accessible.checked: chosen
        checked: chosen
        onClicked: page.takeaway.set_large(large)
    }
}
