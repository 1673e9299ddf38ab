pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! The cards: first those that stand out, then each section. */
Reader {
    id: page

    required property Kiosk kiosk

    function openTopic(topicId: string): void {
        kiosk.family.go("topic", topicId, contentY);
    }

    function openWalkthrough(walkthroughId: string): void {
        kiosk.family.go("walkthrough", walkthroughId, contentY);
    }

    Heading {
        width: parent.width
        level: 1
        text: qsTr("What would you like to know?")
    }

    CardGrid {
        width: parent.width
        strong: true
        cards: page.kiosk.home.standouts
        onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => page.openTopic(topicId)
        onWalkthroughChosen: walkthroughId => page.openWalkthrough(walkthroughId)
    }

    Repeater {
        model: page.kiosk.home.sections

        Column {
            id: section

            required property string sectionId
            required property string title
            required property RecordModel cards
            required property int more

            width: page.column.width
            spacing: Theme.gap

            Heading {
                width: parent.width
                text: section.title
            }

            CardGrid {
                width: parent.width
                cards: section.cards
                onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
                onTopicChosen: topicId => page.openTopic(topicId)
            }

            Press {
                visible: section.more > 0
                text: qsTr("More in “%1”").arg(section.title)
                iconName: "layers"
                onClicked: page.kiosk.family.go("section", section.sectionId, page.contentY)
            }
        }
    }
}
