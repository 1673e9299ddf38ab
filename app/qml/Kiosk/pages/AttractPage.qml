import QtQuick
import QtQuick.Templates as T
import Kiosk
import Kiosk.Bridge

/*! Calm and still: what this screen is for, and how to begin. The whole of it is one button.

    Its two main lines can be read from 3 m. What else is on it gives way where the panel is small. */
T.AbstractButton {
    id: page

    required property Kiosk kiosk

    // Said before anything can be lost (WCAG 2.2, 2.2.6).
    readonly property string about: [qsTr("Read at your own pace. Get ready to talk to %1. Nothing about you is kept.").arg(kiosk.whomToAsk), qsTr("If nobody touches the screen for %n seconds, it asks if you are still here.", "", kiosk.family.idleSeconds)].join(" ")
    // 14 minutes of arc at 3 m: a capital of 12.2 mm, which 20/56 sight can read.
    readonly property int far: Math.ceil(12.22 / 0.668 * Theme.pixelsPerMm)
    readonly property int large: Math.max(far, Theme.px(26))
    readonly property real between: Theme.mm(drawn ? 8 : 11)
    /*! Whose number it is gives way to words that name no illness: who walks past has not come for that. */
    readonly property string helpline: kiosk.helpline.phone ? qsTr("Someone to talk to: %1").arg(kiosk.helpline.phone) : ""
    readonly property real foot: Theme.scale < 0.6 ? Theme.inset : Theme.space
    // The number stands at the foot, as on every screen; the rest above it.
    readonly property real above: height - (helpline ? number.height + foot : 0)
    // What the two main lines leave to the rest.
    readonly property real free: above - 2 * Theme.space - title.height - button.height - between
    readonly property bool told: free >= more.implicitHeight + between
    readonly property real lessTold: free - (told ? more.implicitHeight + between : 0)
    readonly property bool named: whose.text !== "" && lessTold >= whose.implicitHeight + between
    readonly property real lessNamed: lessTold - (named ? whose.implicitHeight + between : 0)
    readonly property real drawing: Math.min(Theme.mm(70), lessNamed - between)
    readonly property bool drawn: kiosk.appearance.drawing.source !== ""
    readonly property bool signed: kiosk.appearance.logo.source !== ""

    focus: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: qsTr("Touch anywhere to start")
    Accessible.description: [kiosk.welcome, Theme.spoken([helpline, kiosk.helpline.opening].filter(text => text).join(", ")), about].filter(text => text).map(text => text.replace(/[^.]$/, "$&.")).join(" ")
    Keys.onReturnPressed: page.click()
    Keys.onEnterPressed: page.click()
    onClicked: kiosk.family.start()

    background: Rectangle {
        color: Theme.paper
    }

    contentItem: Item {
        // A picture that stands for months burns itself in: by a millimetre, every five minutes.
        transform: Translate {
            x: page.kiosk.screen.shiftX * Theme.mm(1)
            y: page.kiosk.screen.shiftY * Theme.mm(1)
        }

        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            y: (page.above - height) / 2
            width: Math.min(parent.width - 2 * Theme.space, Theme.mm(430))
            spacing: page.between

            Row {
                id: pictures

                anchors.horizontalCenter: parent.horizontalCenter
                visible: (page.drawn || page.signed) && page.drawing >= Theme.mm(18)
                spacing: Theme.space

                PictureCard {
                    id: logo

                    anchors.verticalCenter: parent.verticalCenter
                    visible: page.signed
                    picture: page.kiosk.appearance.logo
                    room: Math.min(page.width / 3, Theme.mm(90))
                    most: Math.max(1, Math.min(page.drawing, Theme.mm(30)))
                }

                PictureCard {
                    visible: page.drawn
                    picture: page.kiosk.appearance.drawing
                    room: page.width - 2 * Theme.space - (page.signed ? logo.width + pictures.spacing : 0)
                    most: Math.max(page.drawing, 1)
                }
            }

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: !page.drawn && !page.signed && side >= Theme.mm(20)
                name: "hand-heart"
                side: Math.max(Math.min(page.drawing, Theme.mm(44)), 1)
                colour: Theme.accent
            }

            Line {
                id: whose

                visible: page.named
                width: parent.width
                // Where the library's own words are about an illness, this says first what they are.
                text: page.kiosk.site ? page.kiosk.site + (page.kiosk.ward ? ", " + page.kiosk.ward : "") : page.kiosk.welcome === page.kiosk.home.title ? qsTr("Information for families") : ""
                horizontalAlignment: Text.AlignHCenter
            }

            Item {
                id: title

                width: parent.width
                height: welcome.contentHeight

                Text {
                    id: welcome

                    width: parent.width
                    // A long line gets smaller rather than being cut.
                    height: page.above - 2 * Theme.space - page.between - button.height
                    text: page.kiosk.welcome
                    textFormat: Text.PlainText
                    color: Theme.ink
                    font.pixelSize: page.large
                    fontSizeMode: Text.Fit
                    minimumPixelSize: Theme.body
                    font.bold: true
                    wrapMode: Text.WordWrap
                    horizontalAlignment: Text.AlignHCenter
                }
            }

            Line {
                id: more

                anchors.horizontalCenter: parent.horizontalCenter
                visible: page.told
                width: Math.min(parent.width, font.pixelSize * 30)
                text: page.about
                lineHeight: Theme.scale < 0.6 ? Theme.lineHeight : 1.25
                horizontalAlignment: Text.AlignHCenter
            }

            Rectangle {
                id: button

                anchors.horizontalCenter: parent.horizontalCenter
                width: start.width + Theme.mm(32)
                height: start.height + Theme.mm(14)
                radius: Math.min(height / 2, page.far * 1.5)
                color: page.down ? Theme.ink : Theme.accent

                Row {
                    id: start

                    anchors.centerIn: parent
                    spacing: Theme.mm(6)

                    Icon {
                        id: pointer

                        anchors.verticalCenter: parent.verticalCenter
                        name: "pointer"
                        side: Theme.mm(18)
                        colour: Theme.accentInk
                    }

                    Text {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.min(implicitWidth, page.width - pointer.width - start.spacing - Theme.mm(32) - 2 * Theme.space)
                        text: qsTr("Touch anywhere to start")
                        textFormat: Text.PlainText
                        color: Theme.accentInk
                        font.pixelSize: Math.max(page.far, Theme.px(18.4))
                        font.bold: true
                        wrapMode: Text.WordWrap
                    }
                }

                FocusRing {
                    radius: button.radius
                    shown: page.visualFocus
                }
            }
        }

        Row {
            id: number

            readonly property real free: page.width - telephone.width - spacing - 2 * Theme.space

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: page.foot
            visible: page.helpline !== ""
            spacing: Theme.gap

            Icon {
                id: telephone

                anchors.verticalCenter: parent.verticalCenter
                name: "phone"
                side: Theme.mm(12)
                colour: Theme.accent
            }

            // Where it takes two lines, the hours are on the second.
            Grid {
                columns: whom.implicitWidth + when.implicitWidth + columnSpacing <= number.free ? 2 : 1
                columnSpacing: when.font.pixelSize / 4

                Line {
                    id: whom

                    text: page.helpline + (when.text ? "," : "")
                    color: Theme.ink
                    width: Math.min(implicitWidth, number.free)
                }

                Line {
                    id: when

                    text: page.kiosk.helpline.opening
                    color: Theme.ink
                    width: Math.min(implicitWidth, number.free)
                }
            }
        }
    }

    component Line: Text {
        textFormat: Text.PlainText
        color: Theme.quiet
        font.pixelSize: Math.ceil(Theme.mm(12))
        wrapMode: Text.Wrap
    }
}
