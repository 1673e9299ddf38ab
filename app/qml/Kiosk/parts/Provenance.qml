pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! When a page was reviewed, and, behind a line that opens, where it comes from. */
Column {
    id: lines

    required property PageProvenance provenance
    property RecordModel references: null

    /*! Where it comes from was opened, and should be seen whole. */
    signal opened(Item all)

    spacing: Theme.mm(2)

    Rule {
        width: parent.width
    }

    PageText {
        visible: lines.provenance.lastReviewed.length > 0 // a draft may have no dates yet
        width: parent.width
        color: Theme.quiet
        text: {
            const last = lines.provenance.ofSource ? qsTr("The source was last reviewed on %1.") : qsTr("Last reviewed on %1.");
            const next = lines.provenance.overdue ? qsTr("Its next review was due on %1.") : qsTr("Its next review is due on %1.");
            return last.arg(lines.provenance.lastReviewed) + " " + next.arg(lines.provenance.nextReview);
        }
    }

    Fold {
        width: parent.width
        title: qsTr("Where it comes from")
        onOpened: all => lines.opened(all)

        more: Column {
            spacing: Theme.gap

            PageText {
                width: parent.width
                color: Theme.quiet
                text: qsTr("The facts come from: %1").arg(lines.provenance.source)
            }

            Heading {
                visible: references.count > 0
                width: parent.width
                text: qsTr("What the source itself is built on")
            }

            Repeater {
                id: references

                model: lines.references

                PageText {
                    required property string label

                    width: parent?.width ?? 0
                    text: label
                }
            }
        }
    }
}
