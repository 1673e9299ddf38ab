pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The staff's door: a PIN pad, then the state of the kiosk and the way out.

    Its words stay as large as the bar's, so that the pad fits whatever size a family chose. */
Rectangle {
    id: page

    required property StaffDoor staff
    property string pin: ""
    readonly property bool open: staff.state === "open"

    function enter(): void {
        staff.enter(pin);
        pin = "";
    }

    color: Theme.paper
    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9) {
            pin = (pin + (event.key - Qt.Key_0)).slice(0, 8);
            event.accepted = true;
        } else if (event.key === Qt.Key_Backspace) {
            pin = pin.slice(0, -1);
            event.accepted = true;
        } else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && staff.state === "asking") {
            enter();
            event.accepted = true;
        }
    }

    Column {
        anchors.centerIn: parent
        visible: !page.open
        width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(110))
        spacing: Theme.gap

        StaffHeading {
            text: qsTr("Staff only")
        }

        PageText {
            width: parent.width
            font.pixelSize: Theme.barText
            text: page.staff.locked ? qsTr("Too many tries. Wait one minute.") : page.staff.wrong && !page.pin ? qsTr("That PIN is not right.") : qsTr("PIN: %1").arg("•".repeat(page.pin.length))
        }

        GridLayout {
            width: parent.width
            columns: 3
            uniformCellWidths: true
            columnSpacing: Theme.gap
            rowSpacing: Theme.gap

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "delete"]

                Press {
                    required property string modelData

                    Layout.fillWidth: true
                    readonly property bool deletes: modelData === "delete"

                    textSize: Theme.barText
                    text: deletes ? "" : modelData
                    iconName: deletes ? "delete" : ""
                    spacing: deletes ? 0 : Theme.gap
                    Accessible.name: deletes ? qsTr("Delete") : modelData
                    enabled: modelData !== ""
                    opacity: enabled ? 1 : 0
                    onClicked: page.pin = deletes ? page.pin.slice(0, -1) : (page.pin + modelData).slice(0, 8)
                }
            }
        }

        Press {
            width: parent.width
            strong: true
            textSize: Theme.barText
            text: qsTr("Open")
            onClicked: page.enter()
        }

        BackButton {
            width: parent.width
        }
    }

    Reader {
        id: reader

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.gap
        visible: page.open
        focus: page.open
        columnWidth: Theme.mm(430)

        StaffHeading {
            text: qsTr("This kiosk")
        }

        Repeater {
            model: page.staff.lines

            PageText {
                required property string label

                width: parent?.width ?? 0
                font.pixelSize: Theme.barText
                text: label
            }
        }

        Notice {
            visible: page.staff.pinIsDefault
            width: parent.width
            textSize: Theme.barText
            text: qsTr("The staff PIN is still the one it came with. Ask IT to change it.")
        }

        PrinterPanel {
            width: parent.width
            printer: page.staff.printer
        }

        EditionsPanel {
            visible: controller.enabled
            width: parent.width
            controller: page.staff.editions
        }
    }

    GridLayout {
        id: foot

        x: reader.column.x
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        visible: page.open
        width: reader.column.width
        columns: 2
        uniformCellWidths: true
        columnSpacing: Theme.gap

        Press {
            Layout.fillWidth: true
            Layout.fillHeight: true
            textSize: Theme.barText
            text: qsTr("Close the kiosk")
            iconName: "log-out"
            onClicked: page.staff.close_kiosk()
        }

        BackButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }

    component StaffHeading: Heading {
        width: parent?.width ?? 0
        level: 1
        font.pixelSize: Math.round(Theme.barText * 1.2)
    }

    component BackButton: Press {
        strong: page.open
        textSize: Theme.barText
        text: qsTr("Back to the families' screen")
        onClicked: page.staff.shut()
    }
}
