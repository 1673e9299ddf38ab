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

    /*! Something was said that the family should see. */
    signal told

    property string _said: ""

    visible: printing.refusal !== "" || printing.orders.count > 0
    spacing: Theme.gap

    function say(words: string, alarm: bool): void {
        if (words === _said)
            return;
        _said = words;
        Accessible.announce(words, alarm ? Accessible.Assertive : Accessible.Polite);
        told();
    }

    function refused(): string {
        switch (printing.refusal) {
        case "too-long":
            return qsTr("This is too long to print here. It has more than %1 pages.").arg(printing.pagesAtMost);
        case "enough-for-a-session":
            return printing.jobsAtMost > 0 ? qsTr("That was all this screen can print for one visit.") : qsTr("This screen does not print.");
        case "enough-for-an-hour":
            return qsTr("A lot was printed here in the last hour.");
        case "earlier-job":
            return qsTr("The printer has not finished with an earlier print.");
        default:
            return "";
        }
    }

    function instead(): string {
        const ask = qsTr("Please ask %1 to print it for you.").arg(whoToAsk);
        switch (printing.refusal) {
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
        id: refusal

        readonly property string all: title ? title + " " + words : ""

        width: parent.width
        visible: status.printing.refusal !== ""
        alarm: true
        iconName: "info"
        about: ""
        title: status.refused()
        words: status.instead()
        onAllChanged: {
            if (all)
                status.say(all, true);
        }
    }

    Repeater {
        model: status.printing.orders

        PrintNote {
            id: order

            required property int index
            required property string name
            required property string stage
            required property int page
            required property int pages
            required property string trouble
            required property bool lowToner
            required property bool gaveUp

            readonly property bool kept: trouble !== "ready"
            readonly property bool failed: stage === "failed" || stage === "cancelled"
            readonly property string who: status.whoToAsk

            function headline(): string {
                if (stage === "done")
                    return qsTr("It is printed.");
                if (stage === "unconfirmed")
                    return qsTr("It was sent to the printer.");
                if (failed)
                    return trouble === "no-printer" ? PrinterWords.wrong(trouble) : qsTr("It could not be printed.");
                if (kept)
                    return PrinterWords.wrong(trouble);
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
                if (kept)
                    return PrinterWords.mend(trouble, who) + " " + (trouble === "crowded" ? "" : qsTr("Your pages wait for a short time."));
                return (stage === "printing" ? qsTr("Please wait until it says that it is printed.") : qsTr("Please wait before you touch “I've finished”, or it may not come out.")) + toner();
            }

            function toner(): string {
                return lowToner ? " " + qsTr("The printer is low on ink. If the words are too pale, tell %1.").arg(who) : "";
            }

            function why(): string {
                if (trouble === "no-printer")
                    return PrinterWords.mend(trouble, who);
                const look = status.printing.stuck ? qsTr("Please tell %1: the printer needs somebody to look at it.").arg(who) : qsTr("You can try again when it works. Or ask %1 to print it for you.").arg(who);
                return (kept ? PrinterWords.wrong(trouble) + " " : "") + (gaveUp ? qsTr("We stopped trying.") + " " : "") + look;
            }

            width: status.width
            alarm: failed || (kept && stage !== "done" && stage !== "unconfirmed")
            iconName: alarm ? "triangle-alert" : stage === "done" ? "check" : "printer"
            about: qsTr("“%1”").arg(name)
            title: headline()
            words: advice()
            Component.onCompleted: {
                if (index === 0 && !status.printing.refusal)
                    status.say(title + " " + words, alarm);
            }
        }
    }
}
