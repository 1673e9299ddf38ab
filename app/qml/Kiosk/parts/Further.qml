pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! What goes with a text: who to talk to, what to read next, and where it comes from. */
Column {
    id: further

    required property Kiosk kiosk
    required property RecordModel contacts
    required property RecordModel related
    required property PageProvenance provenance
    property RecordModel references: null
    property bool collects: false
    /*! Whether the page can be printed from here, as it is. */
    property bool prints: false

    /*! Beside the text there is room for the faces. */
    property HelpfulQuestion helpful: null

    /*! Beside the text or on a small page, and so with few words. */
    property bool compact: false

    /*! Whether what stands lowest is made: a page is painted sooner without. */
    property bool whole: true

    signal printChosen
    signal topicChosen(string topicId)
    /*! Something was opened, and should be seen whole. */
    signal opened(Item all)

    spacing: compact ? Theme.gap : Theme.space

    Component {
        id: collect

        CollectButton {
            collection: further.kiosk.collection
            fills: further.compact
        }
    }

    Loader {
        visible: active
        width: parent.width
        active: further.prints
        sourceComponent: Press {
            height: Math.max(Theme.addHeight, implicitHeight)
            strong: true
            iconName: "printer"
            text: qsTr("Print this page")
            onClicked: further.printChosen()
        }
    }

    Loader {
        visible: active
        width: parent.width
        active: further.collects && !further.prints
        sourceComponent: collect
    }

    ContactList {
        width: parent.width
        compact: further.compact
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
        dense: further.compact
        cards: further.related
        onTopicPressed: topicId => further.kiosk.read_ahead(topicId)
        onTopicChosen: topicId => further.topicChosen(topicId)
    }

    // Where the page itself can be printed, that comes first.
    Loader {
        visible: active
        width: parent.width
        active: further.collects && further.prints
        sourceComponent: collect
    }

    Loader {
        visible: active
        width: parent.width
        active: further.whole && !further.provenance.withheld
        sourceComponent: Provenance {
            provenance: further.provenance
            references: further.references
            onOpened: all => further.opened(all)
        }
    }

    Loader {
        visible: active
        width: parent.width
        active: further.whole && further.helpful !== null
        sourceComponent: Helpful {
            question: further.helpful
        }
    }
}
