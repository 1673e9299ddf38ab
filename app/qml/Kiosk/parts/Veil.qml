import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The question before a session ends, with the seconds that are left. */
FocusScope {
    id: veil

    required property FamilySession family
    required property Helpline helpline

    readonly property int seconds: family.secondsLeft
    readonly property string countdown: Counts.secondsLeft(seconds)

    Accessible.role: Accessible.Dialog
    Accessible.name: heading.text
    Accessible.description: about.text + " " + countdown
    onSecondsChanged: {
        if (seconds === 20 || seconds === 10 || seconds === 5)
            Accessible.announce(countdown, Accessible.Assertive);
    }

    function here(): void {
        if (!family.leaving)
            family.still_here();
    }

    Keys.onPressed: event => {
        // With these the keyboard goes from one button to the other.
        const moves = [Qt.Key_Tab, Qt.Key_Backtab, Qt.Key_Up, Qt.Key_Down, Qt.Key_Left, Qt.Key_Right];
        if (moves.indexOf(event.key) >= 0)
            return;
        event.accepted = true;
        if (event.key === Qt.Key_Escape)
            family.still_here();
        else
            here();
    }
    Component.onCompleted: {
        stay.forceActiveFocus(Qt.OtherFocusReason);
        Accessible.announce([heading.text, about.text, countdown].join(" "), Accessible.Assertive);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.plain ? "#d9d2c4" : Theme.paper

        // Nothing below the veil can be tapped; whoever taps beside the buttons is still here.
        MouseArea {
            anchors.fill: parent
            onClicked: veil.here()
        }
    }

    // Whoever needs somebody to talk to finds the number where it was.
    HelplineStrip {
        id: strip

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        // At the very foot of the screen its words keep off the panel's edge.
        height: visible ? Math.ceil(textHeight + 2 * Theme.apart) : 0
        visible: veil.helpline.phone !== ""
        helpline: veil.helpline
        lies: parent.width > parent.height
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: (parent.height - strip.height - height) / 2
        width: Math.min(parent.width - 2 * Theme.margin, Theme.body * 26)
        height: column.height + 2 * Theme.margin
        color: Theme.surface
        radius: Theme.radius * 2
        border.width: Theme.line * 2
        border.color: Theme.accent

        MouseArea {
            anchors.fill: parent
            onClicked: veil.here()
        }

        Column {
            id: column

            x: Theme.margin
            y: Theme.margin
            width: parent.width - 2 * Theme.margin
            spacing: Theme.space

            Heading {
                id: heading

                width: parent.width
                level: 1
                text: veil.family.leaving ? qsTr("Have you finished?") : qsTr("Are you still here?")
            }

            PageText {
                id: about

                width: parent.width
                text: veil.family.leaving ? qsTr("This clears the screen. Nothing about you is kept.") : qsTr("Touch anywhere to stay. If not, this screen clears itself, to keep what you did here private.")
            }

            PageText {
                width: parent.width
                font.bold: true
                text: veil.countdown
            }

            GridLayout {
                width: parent.width
                columns: width >= stay.implicitWidth + end.implicitWidth + columnSpacing ? 2 : 1
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap

                Press {
                    id: stay

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    strong: !veil.family.leaving
                    bold: true
                    text: veil.family.leaving ? qsTr("No, go back") : qsTr("I'm still here")
                    onClicked: veil.family.still_here()
                }

                Press {
                    id: end

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    strong: veil.family.leaving
                    bold: true
                    text: veil.family.leaving ? qsTr("Yes, clear the screen") : qsTr("I've finished")
                    onClicked: veil.family.end()
                }
            }
        }
    }
}
