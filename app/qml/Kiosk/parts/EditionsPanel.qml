pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The staff's editions: which is on show, what was refused, and the ways to another, asked twice. */
Column {
    id: panel

    required property EditionsController controller

    // What is asked before it is done: {choice, question, onStick}; null where nothing is.
    property var asking: null
    property bool onStick: false
    readonly property bool atRest: !onStick && asking === null

    function put(): void {
        const asked = asking;
        asking = null;
        if (asked.onStick)
            controller.fetch(asked.choice);
        else
            controller.select(asked.choice);
    }

    function leaveStick(): void {
        onStick = false;
        controller.dismiss();
    }

    spacing: Theme.gap

    Repeater {
        model: panel.atRest ? panel.controller.lines : null

        StaffText {
            required property string label

            text: label
        }
    }

    StaffText {
        visible: text !== ""
        font.bold: true
        text: panel.controller.busy || panel.controller.message
    }

    // The second tap.
    StaffText {
        visible: panel.asking !== null
        text: panel.asking?.question ?? ""
    }

    Buttons {
        visible: panel.asking !== null

        Choice {
            strong: true
            text: qsTr("Yes, show it")
            onClicked: panel.put()
        }

        Choice {
            text: qsTr("No, leave it")
            onClicked: panel.asking = null
        }
    }

    // What is on the stick.
    Repeater {
        model: panel.onStick && !panel.asking ? panel.controller.offers : null

        Column {
            id: offer

            required property string choice
            required property string label
            required property string about
            required property string question

            width: panel.width
            spacing: Theme.gap

            StaffText {
                color: Theme.quiet
                text: offer.about
            }

            Press {
                visible: offer.choice !== ""
                enabled: panel.controller.busy === ""
                width: offer.width
                textSize: Theme.barText
                text: offer.label
                onClicked: {
                    if (offer.question)
                        panel.asking = {
                            "choice": offer.choice,
                            "question": offer.question,
                            "onStick": true
                        };
                    else
                        panel.controller.fetch(offer.choice);
                }
            }
        }
    }

    Press {
        visible: panel.onStick && !panel.asking
        width: panel.width
        textSize: Theme.barText
        text: qsTr("Done with the stick")
        onClicked: panel.leaveStick()
    }

    Buttons {
        visible: panel.atRest

        Repeater {
            model: panel.controller.alternatives

            Choice {
                required property string choice
                required property string label
                required property string question

                text: label
                iconName: "repeat-2"
                onClicked: panel.asking = {
                    "choice": choice,
                    "question": question,
                    "onStick": false
                }
            }
        }

        Choice {
            visible: panel.controller.confirmation !== ""
            text: panel.controller.confirmation
            onClicked: panel.controller.confirm()
        }

        Choice {
            visible: panel.controller.polls
            enabled: panel.controller.busy === ""
            text: qsTr("Look for a new edition")
            iconName: "refresh-cw"
            onClicked: panel.controller.poll_now()
        }

        Choice {
            visible: panel.controller.usb
            enabled: panel.controller.busy === ""
            text: qsTr("Take an edition from a USB stick")
            onClicked: {
                panel.onStick = true;
                panel.controller.scan_sticks();
            }
        }
    }

    Repeater {
        model: panel.atRest ? panel.controller.notices : null

        Notice {
            required property string label

            width: panel.width
            textSize: Theme.barText
            text: label
        }
    }

    component StaffText: PageText {
        width: panel.width
        font.pixelSize: Theme.barText
    }

    component Buttons: GridLayout {
        width: panel.width
        columns: width > Theme.barText * 24 ? 2 : 1
        uniformCellWidths: true
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
    }

    component Choice: Press {
        Layout.fillWidth: true
        Layout.fillHeight: true
        textSize: Theme.barText
    }
}
