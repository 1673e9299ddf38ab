pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! On my phone: one large code at a time, and what a phone gets from it. */
Reader {
    id: page

    required property Kiosk kiosk
    readonly property TakeawayScreen takeaway: kiosk.takeaway
    readonly property int count: takeaway.codes.count

    /*! Which code is on show. */
    property int at: 0

    /*! As wide as the largest code, with its margin 113 squares of about 1 mm, in whole pixels. */
    readonly property int codeWidth: 113 * Math.max(Math.ceil(Theme.atLeastMm(0.5)), Math.floor(Theme.mm(1.1)))

    Heading {
        width: parent.width
        level: 1
        text: qsTr("On my phone")
    }

    // Where a screen holds few lines, the code comes first: what else there is stands beside or below it.
    Loader {
        visible: active
        width: parent.width
        active: page.count > 1 && !page.tight
        sourceComponent: choices
    }

    GridLayout {
        visible: page.count > 0
        width: parent.width
        columns: width > page.codeWidth + Theme.space + Theme.body * 14 ? 2 : 1
        columnSpacing: Theme.space
        rowSpacing: Theme.space

        Column {
            id: codes

            Layout.alignment: Qt.AlignTop

            Repeater {
                model: page.takeaway.codes

                Image {
                    id: code

                    required property int index
                    required property string shows
                    required property string kind
                    required property int squares

                    visible: index === page.at || page.count === 1
                    // Each square has as many whole pixels as the next.
                    width: squares * Math.floor(page.codeWidth / squares)
                    height: width
                    smooth: false
                    cache: false
                    source: "image://handout/code-" + index + "/" + page.takeaway.revision
                    Accessible.role: Accessible.Graphic
                    Accessible.name: kind === "call" ? qsTr("Code for a phone's camera. It calls %1").arg(shows) : kind === "link" ? qsTr("Code for a phone's camera. It opens %1").arg(shows) : qsTr("Code for a phone's camera. It opens a message with these words: %1").arg(shows)
                }
            }
        }

        Column {
            id: beside

            Layout.fillWidth: true
            Layout.maximumWidth: Theme.column
            Layout.alignment: Qt.AlignTop
            spacing: Theme.space

            Loader {
                visible: active
                width: parent.width
                active: page.count > 1 && page.tight
                sourceComponent: choices
            }

            PageText {
                width: parent.width
                font.bold: true
                text: qsTr("Point your phone's camera at the code.")
            }

            Repeater {
                model: page.takeaway.codes

                Column {
                    id: gets

                    required property int index
                    required property string shows
                    required property string kind
                    required property int questions
                    required property int ofQuestions

                    visible: index === page.at || page.count === 1
                    width: beside.width
                    spacing: beside.spacing

                    PageText {
                        width: parent.width
                        text: {
                            if (gets.kind === "call")
                                return qsTr("Your phone offers to call %1.").arg(gets.shows);
                            if (gets.kind === "link")
                                return qsTr("Your phone opens this page. It needs the internet.");
                            if (gets.questions === 0)
                                return qsTr("Your phone opens a message to send to yourself. It says who to call.");
                            if (gets.questions < gets.ofQuestions)
                                return qsTr("Your phone opens a message to send to yourself. It has who to call, and %1 of the %2 questions.").arg(gets.questions).arg(gets.ofQuestions);
                            return qsTr("Your phone opens a message to send to yourself. It has who to call, and all the questions.");
                        }
                    }

                    PageText {
                        visible: gets.kind !== "link"
                        width: parent.width
                        text: qsTr("Your answers are not in it. Your phone needs no internet to read the code.")
                    }
                }
            }

            PageText {
                width: parent.width
                text: qsTr("This screen sends nothing anywhere. It only shows the code.")
            }
        }
    }

    Component {
        id: choices

        GridLayout {
            columns: width > Theme.body * 26 ? 2 : 1
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap
            Accessible.role: Accessible.Grouping
            Accessible.name: qsTr("What would you like on your phone?")

            Repeater {
                model: page.takeaway.codes

                Press {
                    id: choice

                    required property int index
                    required property string kind
                    required property int questions
                    readonly property bool chosen: index === page.at

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    iconName: chosen ? "check" : kind === "call" ? "phone" : "smartphone"
                    bold: chosen
                    fill: chosen ? Theme.soft : Theme.surface
                    text: kind === "call" ? qsTr("Call someone") : kind === "link" ? qsTr("Open this page") : questions > 0 ? qsTr("Send yourself the questions") : qsTr("Send yourself who to call")
                    Accessible.role: Accessible.RadioButton
                    Accessible.checkable: true
                    Accessible.checked: chosen
                    Accessible.description: qsTr("%1 of %2").arg(index + 1).arg(page.count)
                    checked: chosen
                    onClicked: {
                        page.at = index;
                        page.bringIntoViewWhenDrawn(codes);
                    }
                }
            }
        }
    }
}
