pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! The printer, for staff: how it is, what was last wrong, and a test page. */
Column {
    id: panel

    required property StaffPrinter printer

    spacing: Theme.gap

    function condition(): string {
        switch (printer.state) {
        case "":
        case "unknown":
            return qsTr("Looking …");
        case "ready":
            return qsTr("Ready.");
        case "busy":
            return qsTr("Printing.");
        case "low-toner":
            return qsTr("Ready.");
        default:
            return PrinterTexts.wrong(printer.state);
        }
    }

    function supplies(): string {
        return (printer.lowPaper ? " " + qsTr("Low on paper.") : "") + (printer.lowToner ? " " + qsTr("Low on toner.") : "");
    }

    function testPage(): string {
        const blocked = printer.testProblem !== "" && printer.testProblem !== "ready" ? " " + PrinterTexts.wrong(printer.testProblem) : "";
        switch (printer.testState) {
        case "":
            return "";
        case "done":
            return qsTr("Test page: printed, says the printer.");
        case "unconfirmed":
            return qsTr("Test page: sent. The printer does not say whether it came out.");
        case "failed":
        case "cancelled":
            return qsTr("Test page: not printed.") + blocked;
        case "printing":
            return qsTr("Test page: printing …") + blocked;
        default:
            return qsTr("Test page: on its way …") + blocked;
        }
    }

    PanelText {
        text: qsTr("Printer: %1").arg(panel.condition()) + panel.supplies()
    }

    PanelText {
        visible: panel.printer.lastState !== "" && (panel.printer.lastState !== panel.printer.state || panel.printer.lastProblem !== "")
        text: qsTr("Last problem, %1: %2").arg(Counts.minutesAgo(panel.printer.lastMinutes)).arg(PrinterTexts.wrong(panel.printer.lastState)) + (panel.printer.lastProblem ? " (" + panel.printer.lastProblem + ")" : "")
    }

    PanelText {
        font.bold: true
        visible: panel.printer.stuck > 0
        text: qsTr("A cancelled print may still be in the printer. Switch the printer off and on.")
    }

    PanelText {
        visible: text !== ""
        text: panel.testPage()
    }

    Press {
        width: parent.width
        textSize: Theme.barText
        iconName: "printer"
        text: qsTr("Print a test page")
        enabled: panel.printer.canTest
        onClicked: panel.printer.print_test_page()
    }

    component PanelText: PageText {
        width: Math.min(panel.width, Theme.barText * 29)
        font.pixelSize: Theme.barText
    }
}
