pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! The cards: all on one screen where they fit; else first those that stand out, then each section. */
CardPage {
    id: page

    required property Kiosk kiosk
    readonly property bool oneScreen: kiosk.home.cards.count + kiosk.home.titles.count > 0

    grid: all
    titles: titles
    heading: title
    few: oneScreen

    Connections {
        target: page.kiosk.home
        function onChanged(): void {
            page.changed();
        }
    }

    function openTopic(topicId: string): void {
        kiosk.family.go("topic", topicId, contentY);
    }

    function openWalkthrough(walkthroughId: string): void {
        kiosk.family.go("walkthrough", walkthroughId, contentY);
    }

    Heading {
        id: title

        width: parent.width
        height: page.headless ? 0 : implicitHeight
        clip: page.headless
        level: 1
        text: qsTr("What would you like to know?")
    }

    CardGrid {
        id: all

        titlesOnly: page.brief
        dense: page.brief || page.tightness >= 1
        iconless: page.tightness >= 3
        visible: page.kiosk.home.cards.count > 0
        width: parent.width
        cards: page.kiosk.home.cards
        onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => page.openTopic(topicId)
        onWalkthroughPressed: walkthroughId => page.kiosk.read_walkthrough_ahead(walkthroughId)
        onWalkthroughChosen: walkthroughId => page.openWalkthrough(walkthroughId)
        onSectionChosen: sectionId => page.kiosk.family.go("section", sectionId, page.contentY)
    }

    TitleGrid {
        id: titles

        visible: cards.count > 0
        width: parent.width
        cards: page.kiosk.home.titles
        grid: all
        label: title.text
    }

    CardGrid {
        visible: !page.oneScreen
        width: parent.width
        strong: true
        cards: page.kiosk.home.standouts
        onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => page.openTopic(topicId)
        onWalkthroughPressed: walkthroughId => page.kiosk.read_walkthrough_ahead(walkthroughId)
        onWalkthroughChosen: walkthroughId => page.openWalkthrough(walkthroughId)
    }

    Repeater {
        model: page.oneScreen ? null : page.kiosk.home.sections

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
