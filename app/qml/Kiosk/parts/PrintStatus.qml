pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! What becomes of the family's prints, the newest first; "printed" only if the printer said so. */
Column {
    id: status

    required property PrintScreen printing
    required property string whoToAsk
    required property bool large

    readonly property bool any: printing.rejection !== "" || printing.orders.count > 0

    /*! Something was announced that the family should see. */
    signal announced

    property string _announced: ""

    visible: any
    spacing: Theme.gap

    function announce(message: string, alarm: bool): void {
        if (message === _announced)
            return;
        _announced = message;
        Accessible.announce(message, alarm ? Accessible.Assertive : Accessible.Polite);
        announced();
    }

    function refused(): string {
        switch (printing.rejection) {
        case "too-long":
            return Counts.longerThan(printing.pagesAtMost);
        case "enough-for-a-session":
            return printing.jobsAtMost > 0 ? qsTr("That is all this screen can print in one visit.") : qsTr("This screen does not print.");
        case "enough-for-an-hour":
            return qsTr("A lot has been printed here in the last hour.");
        case "earlier-job":
            return qsTr("The printer has not finished with an earlier print.");
        default:
            return "";
        }
    }

    function instead(): string {
        const ask = qsTr("Please ask %1 to print it for you.").arg(whoToAsk);
        switch (printing.rejection) {
        case "too-long":
            return (large ? qsTr("Standard print takes fewer pages.") + " " : "") + ask;
        case "enough-for-an-hour":
            return qsTr("Please try again later. Or ask %1 to print it for you.").arg(whoToAsk);
        case "earlier-job":
            return qsTr("Please wait a moment and try again. If it stays like this, tell %1: the printer needs somebody to look at it.").arg(whoToAsk);
        default:
            return ask;
        }
    }

    PrintNote {
        id: rejection

        readonly property string all: title ? title + " " + message : ""

        width: parent.width
        visible: status.printing.rejection !== ""
        alarm: true
        iconName: "info"
        about: ""
        title: status.refused()
        message: status.instead()
        onAllChanged: {
            if (all)
                status.announce(all, true);
        }
    }

    Repeater {
        model: status.printing.orders

        PrintNote {
            id: order

            required property int index
            required property string name
            required property string kind
            required property string stage
            required property int page
            required property int pages
            required property string problem
            required property bool lowToner
            required property bool gaveUp

            readonly property bool blocked: problem !== "ready"
            readonly property bool failed: stage === "failed" || stage === "cancelled"
            readonly property string who: status.whoToAsk

            function headline(): string {
                if (stage === "done")
                    return qsTr("It is printed.");
                if (stage === "unconfirmed")
                    return qsTr("It was sent to the printer.");
                if (failed)
                    return problem === "no-printer" ? PrinterTexts.wrong(problem) : qsTr("It could not be printed.");
                if (blocked)
                    return PrinterTexts.wrong(problem);
                if (stage === "printing")
                    return page > 0 ? qsTr("Printing page %1 of %2 …").arg(page).arg(pages) : qsTr("Printing …");
                return stage === "sent" ? qsTr("The printer has it …") : qsTr("Getting it ready to print …");
            }

            function advice(): string {
                const nothing = qsTr("If nothing came out, ask %1.").arg(who);
                if (stage === "done")
                    return qsTr("Please take it from the printer.") + " " + nothing + toner();
                if (stage === "unconfirmed")
                    return qsTr("This screen cannot see whether it came out. Please look at the printer.") + " " + nothing;
                if (failed)
                    return why();
                if (blocked)
                    return PrinterTexts.hint(problem, who) + " " + (problem === "crowded" ? "" : qsTr("Your pages wait for a short time."));
                return (stage === "printing" ? qsTr("Please wait until this screen says that it is printed.") : qsTr("Please do not touch “I've finished” yet, or it may not come out.")) + toner();
            }

            function toner(): string {
                return lowToner ? " " + qsTr("The printer is low on ink. If the words are too pale, tell %1.").arg(who) : "";
            }

            function why(): string {
                if (problem === "no-printer")
                    return PrinterTexts.hint(problem, who);
                const look = status.printing.stuck ? qsTr("Please tell %1: the printer needs somebody to look at it.").arg(who) : qsTr("You can try again when it works. Or ask %1 to print it for you.").arg(who);
                return (blocked ? PrinterTexts.wrong(problem) + " " : "") + (gaveUp ? qsTr("We stopped trying.") + " " : "") + look;
            }

            width: status.width
            alarm: failed || (blocked && stage !== "done" && stage !== "unconfirmed")
            iconName: alarm ? "triangle-alert" : stage === "done" ? "check" : "printer"
            about: kind === "collection" ? qsTr("My summary, all pages as one") : kind === "questions" ? qsTr("A sheet for your own questions") : qsTr("“%1”").arg(name)
            title: headline()
            message: advice()
            Component.onCompleted: {
                if (index === 0 && !status.printing.rejection)
                    status.announce(title + " " + message, alarm);
            }
        }
    }
}
