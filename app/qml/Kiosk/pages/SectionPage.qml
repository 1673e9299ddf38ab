import QtQuick
import Kiosk
import Kiosk.Bridge

/*! A section with more cards than the home screen has room for, a sheet at a time. */
Reader {
    id: page

    required property Kiosk kiosk

    Heading {
        width: parent.width
        level: 1
        text: page.kiosk.section.title
    }

    PageText {
        width: parent.width
        text: qsTr("Sheet %1 of %2").arg(page.kiosk.section.sheet).arg(page.kiosk.section.sheets)
    }

    CardGrid {
        width: parent.width
        cards: page.kiosk.section.cards
        onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
    }

    Row {
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
