pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

/*! A list of a page's text. A screen reader has it as a list, and counts its items by itself. */
Column {
    id: list

    required property var items
    required property int explained
    /*! What explains a hard word, below the item that it is in. */
    required property Component explanation

    signal termChosen(int index)
    signal topicPressed(string topicId)
    signal topicChosen(string topicId)

    spacing: Theme.gap
    Accessible.role: Accessible.List

    Repeater {
        model: list.items

        Column {
            id: item

            required property var modelData
            readonly property int explained: list.explained - modelData.firstLink

            width: list.width
            spacing: Theme.gap
            topPadding: modelData.links.length ? Theme.linkMargin : 0
            bottomPadding: topPadding
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.text

            MarkedText {
                width: parent.width
                kind: item.modelData.kind
                text: item.modelData.text
                markup: item.modelData.markup
                number: item.modelData.number
                links: item.modelData.links
                explained: item.explained
                onTermChosen: index => list.termChosen(index + item.modelData.firstLink)
                onTopicPressed: topicId => list.topicPressed(topicId)
                onTopicChosen: topicId => list.topicChosen(topicId)
            }

            Loader {
                active: item.explained >= 0 && item.explained < item.modelData.links.length
                visible: active
                width: parent.width
                sourceComponent: list.explanation
            }
        }
    }
}
