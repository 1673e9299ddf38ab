pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Bridge

/*! The walkthrough: its opening, a question a page, the review of the answers, the outcome. */
Reader {
    id: page

    required property Kiosk kiosk
    readonly property WalkScreen walk: kiosk.walk
    // While a finger is on its card the page has none yet, and is made as it will most likely open.
    readonly property string stage: walk.stage || "opening"

    // A choice has room for all its words beside its mark, and an answer beside its question.
    columnWidth: stage === "question" || stage === "review" ? Theme.column + 7 * Theme.body : Theme.column
    // A question and all its choices should stand on one page, "Not sure" among them.
    column.spacing: stage === "question" ? Theme.apart : stage === "review" || beside ? Theme.gap : Theme.space
    column.y: stage === "question" ? Theme.mm(2) : Theme.space
    onStageChanged: moveTo(0)
    aside: stage === "outcome" ? further : stage === "opening" ? sources : null
    // Beside the opening stands one line of text.
    asideWidth: stage === "opening" ? Theme.body * 10 : Theme.body * 12
    // The one thing to press is in sight however long the page is, where that leaves it lines enough.
    foot: stage === "opening" && height > Theme.body * 6 ? start : null

    function printThis(): void {
        kiosk.family.go("summary", "this", contentY);
    }

    Component {
        id: further

        Further {
            compact: page.beside || page.tight
            kiosk: page.kiosk
            contacts: page.walk.contacts
            collects: true
            prints: page.beside
            related: page.walk.topics
            provenance: page.walk.provenance
            onPrintChosen: page.printThis()
            onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
            onOpened: all => page.bringIntoViewWhenDrawn(all)
        }
    }

    Component {
        id: sources

        Provenance {
            provenance: page.walk.provenance
            onOpened: all => page.bringIntoViewWhenDrawn(all)
        }
    }

    Component {
        id: start

        Item {
            implicitHeight: begins.implicitHeight + 2 * Theme.gap

            StartButton {
                id: begins

                x: page.column.mapToItem(page, 0, 0).x
                y: Theme.gap
                width: page.column.width
            }
        }
    }

    component StartButton: Press {
        strong: true
        text: qsTr("Start the questions")
        onClicked: page.walk.begin()
    }

    Connections {
        target: page.walk
        function onChanged(): void {
            page.moveTo(0);
        }
    }

    Reopened {
        visible: page.walk.reopened && page.stage !== "withheld"
        width: Math.min(parent.width, Theme.column)
        onStartAgainChosen: page.walk.start_again()
    }

    PageText {
        visible: page.stage === "question"
        width: parent.width
        color: Theme.quiet
        text: qsTr("Question %1 of about %2").arg(page.walk.step).arg(page.walk.mostQuestions)
    }

    Heading {
        width: parent.width
        level: 1
        text: page.stage === "question" ? page.walk.question : page.stage === "review" ? qsTr("Your answers") : page.stage === "outcome" ? page.walk.outcome : page.walk.title
    }

    Withheld {
        visible: page.stage === "withheld"
        width: parent.width
        whoToAsk: page.kiosk.whoToAsk
    }

    PageText {
        visible: page.stage === "question"
        width: Math.min(parent.width, Theme.column)
        text: page.walk.why
    }

    Column {
        id: answers

        // How high they are with their words alone, and what the page leaves to each beyond that.
        readonly property real least: {
            let sum = 0;
            for (const child of children)
                sum += child instanceof Press ? child.implicitHeight + spacing : 0;
            return sum;
        }
        readonly property real spare: page.height - page.column.y - y - least - Theme.space
        readonly property int more: Math.max(0, Math.min(Theme.tap * 0.75, spare / Math.max(choices.count, 1)))

        visible: page.stage === "question"
        width: parent.width
        spacing: Theme.apart
        Accessible.role: Accessible.Grouping
        Accessible.name: Theme.spoken(page.walk.question)

        Repeater {
            id: choices

            model: page.walk.choices

            Press {
                required property int index
                required property string choiceId
                required property string label
                required property bool chosen
                readonly property bool shown: page.walk.picked ? choiceId === page.walk.picked : chosen

                width: page.column.width
                // In whole pixels, so that 2.6 mm between two of them are never 2.2.
                height: Math.round(implicitHeight) + answers.more
                topPadding: Math.floor(Theme.mm(2.5))
                bottomPadding: Math.floor(Theme.mm(2.5))
                text: label
                centred: false
                iconName: shown ? "check" : "circle"
                outline: Theme.accent
                fill: shown ? Theme.soft : Theme.surface
                bold: shown
                Accessible.role: Accessible.RadioButton
                Accessible.checkable: true
                Accessible.checked: shown
                Accessible.description: qsTr("%1 of %2").arg(index + 1).arg(choices.count)
                checked: shown
                onClicked: page.walk.pick(choiceId)
            }
        }
    }

    PageText {
        visible: page.stage === "review"
        width: parent.width
        text: qsTr("You can change any answer. Nothing you say here is kept.")
    }

    Repeater {
        model: page.stage === "review" ? page.walk.answers : null

        AnswerLine {
            required property string questionId

            width: page.column.width
            onChangeChosen: page.walk.change(questionId)
        }
    }

    // What a stage does not need is not made: the page stands sooner.
    Loader {
        visible: active
        width: parent.width
        active: page.stage === "review"
        sourceComponent: Press {
            strong: true
            iconName: "message-circle-question-mark"
            text: qsTr("See what you could ask")
            onClicked: page.walk.see_outcome()
        }
    }

    Loader {
        visible: active
        width: parent.width
        active: page.walk.questionsToAsk.count > 0
        sourceComponent: AskList {
            questions: page.walk.questionsToAsk
            ticked: page.kiosk.ticked
        }
    }

    Loader {
        visible: active
        width: parent.width
        active: page.stage === "outcome" && !page.beside
        sourceComponent: Press {
            strong: true
            iconName: "printer"
            text: qsTr("Print this page")
            onClicked: page.printThis()
        }
    }

    PageText {
        visible: page.stage === "outcome"
        width: parent.width
        font.bold: true
        text: qsTr("This does not say whether a treatment is right for your child. Only %1 can say.").arg(page.kiosk.whomToAsk)
    }

    Repeater {
        model: page.walk.blocks

        TextBlock {
            width: page.column.width
            meaningOf: id => page.walk.meaning(id)
            onExplains: explanation => page.bringIntoViewWhenDrawn(explanation)
            onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
            onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
        }
    }

    Heading {
        visible: situations.count > 0
        width: parent.width
        text: qsTr("Your answers match this in our source")
    }

    Repeater {
        id: situations

        model: page.walk.situations

        Notice {
            required property string label

            width: page.column.width
            iconName: "info"
            color: Theme.soft
            text: label
        }
    }

    Repeater {
        model: page.walk.notes

        TextBlock {
            width: page.column.width
            meaningOf: id => page.walk.meaning(id)
            onExplains: explanation => page.bringIntoViewWhenDrawn(explanation)
            onTopicPressed: topicId => page.kiosk.read_ahead(topicId)
            onTopicChosen: topicId => page.kiosk.family.go("topic", topicId, page.contentY)
        }
    }

    Loader {
        visible: active
        width: parent.width
        active: page.stage === "opening" && page.foot === null
        sourceComponent: StartButton {}
    }

    Loader {
        visible: active
        width: parent.width
        active: page.stage === "withheld" && page.walk.contacts.count > 0
        sourceComponent: ContactList {
            contacts: page.walk.contacts
        }
    }
}
