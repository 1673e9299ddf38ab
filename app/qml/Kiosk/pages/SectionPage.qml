import QtQuick
import Kiosk
import Kiosk.Bridge

/*! A section: its cards; the titles alone of many, all on one screen; of more than that a sheet at a time. */
CardPage {
    id: page

    required property Kiosk kiosk

    grid: all
    titles: titles
    heading: title
    // What tells the sheet and turns it.
    around: sheet.visible ? sheet.height + turns.height + Theme.inset + Theme.gap : 0

    Connections {
        target: page.kiosk.section
        function onChanged(): void {
            page.changed();
        }
    }

    Heading {
        id: title

        width: parent.width
        height: page.headless ? 0 : implicitHeight
        clip: page.headless
        level: 1
        text: page.kiosk.section.title
    }

    PageText {
        id: sheet

        visible: page.kiosk.section.sheets > 1
        width: parent.width
        text: qsTr("Screen %1 of %2").arg(page.kiosk.section.sheet).arg(page.kiosk.section.sheets)
    }

    CardGrid {
        id: all

        titlesOnly: page.brief
        dense: page.brief || page.tightness >= 1
        iconless: page.tightness >= 3
        visible: page.kiosk.section.cards.count > 0
        width: parent.width
        cards: page.kiosk.section.cards
        onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
    }

    TitleGrid {
        id: titles

        visible: cards.count > 0
        width: parent.width
        cards: page.kiosk.section.titles
        grid: all
        label: page.kiosk.section.title
    }

    Row {
        id: turns

        visible: page.kiosk.section.sheets > 1
        spacing: Theme.gap

        Press {
            text: qsTr("Previous screen")
            iconName: "chevron-up"
            enabled: page.kiosk.section.sheet > 1
            opacity: enabled ? 1 : 0
            onClicked: {
                page.kiosk.section.turn(-1);
                page.moveTo(0);
            }
        }

        Press {
            text: qsTr("Next screen")
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
