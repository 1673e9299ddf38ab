import QtQuick
import QtQuick.Templates as T
import Kiosk
import Kiosk.Bridge

/*! Calm and still: what this screen is for, and how to begin. The whole of it is one button. */
T.AbstractButton {
    id: page

    required property Kiosk kiosk

    // Said before anything can be lost (WCAG 2.2, 2.2.6).
    readonly property string about: [qsTr("Read at your own pace. Get ready to talk to %1. Nothing you do here is kept.").arg(kiosk.whomToAsk), qsTr("If nobody touches the screen for %n seconds, it asks if you are still here.", "", kiosk.family.idleSeconds)].join(" ")
    readonly property int large: Math.min(Theme.px(22), Math.round(width / 14))

    focus: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: qsTr("Touch anywhere to start")
    Accessible.description: kiosk.welcome + ". " + about
    Keys.onReturnPressed: page.click()
    Keys.onEnterPressed: page.click()
    onClicked: kiosk.family.start()

    background: Rectangle {
        color: Theme.paper
    }

    contentItem: Item {
        Column {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(430))
            spacing: Theme.mm(11)

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: "hand-heart"
                side: Theme.mm(44)
                colour: Theme.accent
            }

            Text {
                width: parent.width
                text: page.kiosk.site ? page.kiosk.site + (page.kiosk.ward ? ", " + page.kiosk.ward : "") : qsTr("Information for families")
                textFormat: Text.PlainText
                color: Theme.quiet
                font.pixelSize: Math.ceil(Theme.mm(11))
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
            }

            Text {
                width: parent.width
                text: page.kiosk.welcome
                textFormat: Text.PlainText
                color: Theme.ink
                font.pixelSize: page.large
                font.bold: true
                lineHeight: 1.08
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
            }

            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, font.pixelSize * 30)
                text: page.about
                textFormat: Text.PlainText
                color: Theme.quiet
                font.pixelSize: Theme.px(12)
                lineHeight: 1.25
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
            }

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: start.width + Theme.mm(32)
                height: start.height + Theme.mm(14)
                radius: height / 2
                color: page.down ? Theme.ink : Theme.accent

                Row {
                    id: start

                    anchors.centerIn: parent
                    spacing: Theme.mm(6)

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        name: "pointer"
                        side: Theme.mm(16)
                        colour: Theme.accentInk
                    }

                    Text {
                        anchors.verticalCenter: parent.verticalCenter
                        text: qsTr("Touch anywhere to start")
                        textFormat: Text.PlainText
                        color: Theme.accentInk
                        font.pixelSize: Math.min(Theme.px(16), Math.round(page.width / 20))
                        font.bold: true
                    }
                }

                FocusRing {
                    radius: height / 2
                    shown: page.visualFocus
                }
            }
        }
    }
}
