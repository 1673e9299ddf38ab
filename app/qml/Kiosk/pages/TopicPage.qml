pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! A topic: where it stands, its summary, its text, what to ask, who to talk to, what is next. */
Reader {
    id: page

    required property Kiosk kiosk
    readonly property TopicScreen topic: kiosk.topic

    // Nothing below is made while the page only stands ready behind another one.
    property bool painted: visible && kiosk.family.readTo > 0
    objectName: "topicPage"
    readonly property bool made: rest.status === Loader.Ready && (beside || add.status === Loader.Ready)
    readonly property bool whole: made && (!asks || facesAt !== "")

    // The faces come last, below what ends higher: they are not to cost a screen.
    readonly property bool asks: kiosk.helpful.asks && !topic.provenance.withheld
    property string facesAt: ""
    onBesideChanged: facesAt = ""
    onMeasured: {
        if (made && asks && facesAt === "")
            facesAt = endsHigherBeside() ? "aside" : "text";
    }

    columnWidth: Theme.column
    column.spacing: beside ? Theme.gap : Theme.space
    asideReady: beside || (painted && rest.status === Loader.Ready)
    aside: Further {
        compact: page.beside || page.tight
        kiosk: page.kiosk
        contacts: page.topic.contacts
        collects: page.beside
        related: page.topic.related
        provenance: page.topic.provenance
        references: page.topic.references
        whole: page.painted
        helpful: page.facesAt === "aside" ? page.kiosk.helpful : null
        onOpened: all => page.bringIntoViewWhenDrawn(all)
        onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
    }

    Heading {
        width: parent.width
        level: 1
        text: page.topic.title
    }

    Withheld {
        visible: page.topic.provenance.withheld
        width: parent.width
        whoToAsk: page.kiosk.whoToAsk
    }

    PageText {
        visible: text !== ""
        width: parent.width
        text: page.topic.summary
        font.bold: true
    }

    // Made when the first screen has been painted; its place is kept, so that nothing moves.
    Loader {
        id: add

        visible: !page.beside
        width: parent.width
        height: item ? (item as Item).implicitHeight : Theme.addHeight
        active: page.painted && !page.beside
        asynchronous: rest.asynchronous

        sourceComponent: CollectButton {
            collection: page.kiosk.collection
        }
    }

    // A page of questions opens with them.
    Loader {
        visible: active
        width: parent.width
        active: page.topic.asksFirst
        sourceComponent: AskList {
            questions: page.topic.questions
            ticked: page.kiosk.ticked
        }
    }

    Repeater {
        model: page.topic.blocks

        TextBlock {
            width: page.column.width
            meaningOf: id => page.topic.meaning(id)
            onExplains: explanation => page.bringIntoViewWhenDrawn(explanation)
            onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
            onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
        }
    }

    // The rest is made when the first screen has been painted, a little at a time; at once where the
    // family comes back to the middle of it.
    Loader {
        id: rest

        width: parent.width
        active: page.painted
        asynchronous: page.kiosk.family.readTo === 0
        onLoaded: page.hold()

        sourceComponent: Column {
            spacing: page.column.spacing

            Repeater {
                model: page.topic.moreBlocks

                TextBlock {
                    width: rest.width
                    meaningOf: id => page.topic.meaning(id)
                    onExplains: explanation => page.bringIntoViewWhenDrawn(explanation)
                    onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
                    onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
                }
            }

            AskList {
                visible: !page.topic.asksFirst && page.topic.questions.count > 0
                width: rest.width
                questions: page.topic.questions
                ticked: page.kiosk.ticked
                ticks: false
            }

            Loader {
                visible: active
                width: rest.width
                active: page.facesAt === "text"
                sourceComponent: Helpful {
                    question: page.kiosk.helpful
                }
            }
        }
    }

    Connections {
        target: Theme
        function onBodyChanged(): void {
            page.facesAt = "";
        }
    }

    Connections {
        target: page.Window.window
        enabled: !page.painted && page.visible
        function onFrameSwapped(): void {
            page.painted = true;
        }
    }
}
