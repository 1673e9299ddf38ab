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
            const dates = lines.provenance.ofSource ? qsTr("The source was last reviewed: %1. Its next review is due: %2.") : qsTr("Last reviewed: %1. Next review due: %2.");
            return dates.arg(lines.provenance.lastReviewed).arg(lines.provenance.nextReview);
        }
    }

    PageText {
        width: parent.width
        color: Theme.quiet
        text: qsTr("The facts come from: %1").arg(lines.provenance.source)
    }
}
