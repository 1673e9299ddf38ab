pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! On the phone instead: the codes, and what a phone gets from them. */
Reader {
    id: page

    required property Kiosk kiosk
    readonly property TakeawayScreen takeaway: kiosk.takeaway
    readonly property bool link: takeaway.codesAreLinks
    readonly property int count: takeaway.codes.count

    /*! As wide as the largest code, with its margin 85 squares of about 1 mm, in whole pixels. */
    readonly property int codeWidth: 85 * Math.max(Math.ceil(Theme.mm(0.5)), Math.floor(Theme.mm(1.2)))

    Heading {
        width: parent.width
        level: 1
        text: qsTr("On the phone instead")
    }

    GridLayout {
        width: parent.width
        columns: width > codes.wanted + Theme.space + Theme.body * 14 ? 2 : 1
        columnSpacing: Theme.space
        rowSpacing: Theme.space

        Flow {
            id: codes

            readonly property real wanted: page.count * page.codeWidth + (page.count - 1) * spacing

            Layout.preferredWidth: Math.min(wanted, page.column.width)
            Layout.alignment: Qt.AlignTop
            // Far enough apart for a camera to see one at a time.
            spacing: Theme.mm(30)

            Repeater {
                model: page.takeaway.codes

                Column {
                    id: code

                    required property int index
                    required property string content
                    required property int squares

                    width: page.codeWidth
                    spacing: Theme.gap

                    Image {
                        // Each square has as many whole pixels as the next.
                        width: code.squares * Math.floor(page.codeWidth / code.squares)
                        height: width
                        smooth: false
                        cache: false
                        source: "image://handout/code-" + code.index + "/" + page.takeaway.revision
                        Accessible.role: Accessible.Graphic
                        Accessible.name: page.link ? qsTr("Code for a phone's camera. It opens %1").arg(code.content) : qsTr("Code for a phone's camera. It holds these words: %1").arg(code.content)
                    }

                    PageText {
                        visible: page.count > 1
                        width: parent.width
                        font.bold: true
                        text: qsTr("Code %1 of %2").arg(code.index + 1).arg(page.count)
                    }
                }
            }
        }

        Column {
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.column
            Layout.alignment: Qt.AlignTop
            spacing: Theme.space

            PageText {
                width: parent.width
                font.bold: true
                text: page.count > 1 ? qsTr("Point your phone's camera at one code, then at the other.") : qsTr("Point your phone's camera at the code.")
            }

            PageText {
                width: parent.width
                text: page.link ? qsTr("Your phone opens this page. It needs the internet.") : page.takeaway.hasQuestions ? qsTr("Your phone shows the title, the dates, who to call and the questions. It does not get the whole page.") : qsTr("Your phone shows the title and who to call.")
            }

            PageText {
                visible: !page.link
                width: parent.width
                text: qsTr("Your answers are not in it. Your phone needs no internet. If it offers to search the web, you can say no.")
            }

            PageText {
                width: parent.width
                text: qsTr("This screen sends nothing anywhere. It only shows the code.")
            }
        }
    }
}
