import QtQuick
import Kiosk
import Kiosk.Bridge

/*! A section with more cards than the home screen has room for, a sheet at a time. */
CardPage {
    id: page

    required property Kiosk kiosk
    // The gaps on the one screen, and what tells the sheet and turns it.
    readonly property real around: 3 * Theme.gap + (sheet.visible ? sheet.height + turns.height + 2 * Theme.gap : 0)

    Connections {
        target: page.kiosk.section
        function onChanged(): void {
            page.tryAgain();
        }
    }

    Heading {
        id: heading

        width: parent.width
        level: 1
        text: page.kiosk.section.title
    }

    PageText {
        id: sheet

        visible: page.kiosk.section.sheets > 1
        width: parent.width
        text: qsTr("Sheet %1 of %2").arg(page.kiosk.section.sheet).arg(page.kiosk.section.sheets)
    }

    CardGrid {
        width: parent.width
        cards: page.kiosk.section.cards
        room: page.single ? page.height - heading.height - page.around : 0
        onOverflows: page.tooSmall = true
        onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
    }

    Row {
        id: turns

        visible: page.kiosk.section.sheets > 1
        spacing: Theme.gap

        Press {
            text: qsTr("Earlier cards")
            iconName: "chevron-up"
            enabled: page.kiosk.section.sheet > 1
            opacity: enabled ? 1 : 0
            onClicked: {
                page.kiosk.section.turn(-1);
                page.moveTo(0);
            }
        }

        Press {
            text: qsTr("More cards")
            iconName: "chevron-down"
            enabled: page.kiosk.section.sheet < page.kiosk.section.sheets
            opacity: enabled ? 1 : 0
            onClicked: {
                page.kiosk.section.turn(1);
                page.moveTo(0);
            }
        }
    }
}
