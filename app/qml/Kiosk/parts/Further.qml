pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! What goes with a text: who to talk to, and what to read next. */
Column {
    id: further

    required property Kiosk kiosk
    required property RecordModel contacts
    required property RecordModel related
    property bool collects: false

    /*! Beside the text, and so with few words. */
    property bool compact: false

    signal topicChosen(string topicId)

    spacing: compact ? Theme.gap : Theme.space

    Loader {
        visible: active
        width: parent.width
        active: further.collects
        sourceComponent: CollectButton {
            collection: further.kiosk.collection
        }
    }

    ContactList {
        width: parent.width
        contacts: further.contacts
    }

    Heading {
        visible: further.related.count > 0
        width: parent.width
        text: qsTr("You could read next")
    }

    CardGrid {
        visible: further.related.count > 0
        width: parent.width
        most: 2
        titlesOnly: further.compact
        cards: further.related
        onTopicPressed: topicId => further.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => further.topicChosen(topicId)
    }
}
