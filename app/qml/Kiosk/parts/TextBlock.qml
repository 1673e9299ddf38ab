pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! One block of a page's text. Its hard words can be tapped, and are explained below it; its links lead to other pages. */
Column {
    id: block

    required property string kind
    required property string text
    required property string markup
    required property int level
    required property var links
    required property var pictures
    required property var table
    required property var items
    required property var meaningOf

    readonly property bool heads: kind === "heading"
    readonly property bool pictured: kind === "picture"
    readonly property bool tabled: kind === "table"
    readonly property bool listed: kind === "list"
    property int explained: -1

    /*! A hard word was opened; its explanation should be seen whole. */
    signal explains(explanation: Item)
    signal topicPressed(string topicId)
    signal topicChosen(string topicId)

    spacing: Theme.gap
    topPadding: links.length && !listed ? Theme.linkMargin : 0
    bottomPadding: topPadding

    // What a block does not need is not made: a page stands sooner.
    Loader {
        active: block.heads
        visible: active
        width: parent.width
        sourceComponent: Heading {
            level: block.level
            text: block.text
            font.pixelSize: block.level > 2 ? Theme.body : Theme.heading
        }
    }

    Loader {
        active: !block.heads && !block.pictured && !block.tabled && !block.listed
        visible: active
        width: parent.width
        sourceComponent: MarkedText {
            kind: block.kind
            text: block.text
            markup: block.markup
            number: 0
            links: block.links
            explained: block.explained
            onTermChosen: index => block.explained = block.explained === index ? -1 : index
            onTopicPressed: topicId => block.topicPressed(topicId)
            onTopicChosen: topicId => block.topicChosen(topicId)
        }
    }

    Loader {
        active: block.pictured
        visible: active
        width: parent.width
        sourceComponent: PictureRow {
            pictures: block.pictures
        }
    }

    Loader {
        active: block.tabled
        visible: active
        width: parent.width
        sourceComponent: TableBlock {
            table: block.table
            explained: block.explained
            onTermChosen: index => block.explained = block.explained === index ? -1 : index
            onTopicPressed: topicId => block.topicPressed(topicId)
            onTopicChosen: topicId => block.topicChosen(topicId)
        }
    }

    Loader {
        active: block.listed
        visible: active
        width: parent.width
        sourceComponent: TextList {
            items: block.items
            explained: block.explained
            explanation: explanation
            onTermChosen: index => block.explained = block.explained === index ? -1 : index
            onTopicPressed: topicId => block.topicPressed(topicId)
            onTopicChosen: topicId => block.topicChosen(topicId)
        }
    }

    Loader {
        active: block.explained >= 0 && !block.listed
        visible: active
        width: parent.width
        sourceComponent: explanation
    }

    Component {
        id: explanation

        Explanation {
            word: block.links[block.explained]?.words ?? ""
            meaning: block.meaningOf(block.links[block.explained]?.termId ?? "")
            onClosed: block.explained = -1
            onWordChanged: block.explains(this)
            Component.onCompleted: block.explains(this)
        }
    }
}
