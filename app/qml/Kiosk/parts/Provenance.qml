import QtQuick
import Kiosk
import Kiosk.Bridge

/*! Where a page comes from: its source, its last review and its next. */
Column {
    id: lines

    required property PageProvenance provenance

    spacing: Theme.mm(2)

    Rectangle {
        width: parent.width
        height: Theme.line
        color: Theme.plain ? "#b9b09d" : Theme.edge
    }

    PageText {
        width: parent.width
        color: Theme.quiet
        text: {
            const last = lines.provenance.ofSource ? qsTr("The source was last reviewed on %1.") : qsTr("Last reviewed on %1.");
            const next = lines.provenance.overdue ? qsTr("Its next review was due on %1.") : qsTr("Its next review is due on %1.");
            return last.arg(lines.provenance.lastReviewed) + " " + next.arg(lines.provenance.nextReview);
        }
    }

    PageText {
        width: parent.width
        color: Theme.quiet
        text: qsTr("The facts come from: %1").arg(lines.provenance.source)
    }
}
