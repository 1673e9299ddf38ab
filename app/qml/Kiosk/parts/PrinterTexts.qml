pragma Singleton

import QtQuick

/*! What is wrong with a printer, in a family's words, and what to do about it. */
QtObject {
    /*! What is wrong, as a sentence. */
    function wrong(problem: string): string {
        switch (problem) {
        case "no-paper":
            return qsTr("The printer has no paper.");
        case "no-toner":
            return qsTr("The printer has run out of ink.");
        case "jammed":
            return qsTr("Paper is stuck in the printer.");
        case "cover-open":
            return qsTr("The printer is open.");
        case "needs-help":
            return qsTr("The printer needs somebody to look at it.");
        case "unreachable":
            return qsTr("The printer is switched off, or cannot be reached.");
        case "no-printer":
            return qsTr("No printer is set up for this screen yet.");
        case "stopped":
            return qsTr("The printer has been stopped.");
        case "crowded":
            return qsTr("Many other pages are waiting for the printer.");
        default:
            return qsTr("The printer is not printing, and does not say why.");
        }
    }

    /*! What the family can do. */
    function hint(problem: string, who: string): string {
        switch (problem) {
        case "no-paper":
            return qsTr("Please ask %1 to put paper in.").arg(who);
        case "no-toner":
            return qsTr("Please tell %1.").arg(who);
        case "jammed":
            return qsTr("Please do not pull at it. Ask %1 to help.").arg(who);
        case "cover-open":
            return qsTr("Please ask %1 to close it.").arg(who);
        case "unreachable":
            return qsTr("Please ask %1 to switch it on.").arg(who);
        case "no-printer":
            return qsTr("Please ask %1 to print this for you.").arg(who);
        case "crowded":
            return qsTr("Please wait. Yours will come after them.");
        default:
            return qsTr("Please ask %1 to look at it.").arg(who);
        }
    }
}
