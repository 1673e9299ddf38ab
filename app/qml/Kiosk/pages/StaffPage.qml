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
    readonly property bool asks: staff.state === "asking"
    readonly property var problems: ({
            "too-short": qsTr("A PIN has 6 to 12 digits. Type a new one."),
            "too-simple": qsTr("Anybody would try that one first. Type another."),
            "different": qsTr("The two were not the same. Type a new PIN."),
            "not-saved": qsTr("It could not be saved on this kiosk. Ask IT to put a PIN into its configuration.")
        })

    function message(): string {
        if (staff.lockedMinutes > 0)
            return Counts.waitMinutes(staff.lockedMinutes);
        if (staff.state === "repeating")
            return qsTr("Type the new PIN once more.");
        if (staff.state === "choosing")
            return staff.problem ? problems[staff.problem] : qsTr("This kiosk has the PIN that every kiosk comes with, which opens nothing. Type a new one of 6 to 12 digits.");
        return staff.wrong ? qsTr("That PIN is not right.") : qsTr("PIN: %1").arg("");
    }

    function enter(): void {
        staff.enter(pin);
        pin = "";
    }

    color: Theme.paper
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Staff only")
    Keys.onEscapePressed: staff.shut()
    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9) {
            pin = (pin + (event.key - Qt.Key_0)).slice(0, 12);
            event.accepted = true;
        } else if (event.key === Qt.Key_Backspace) {
            pin = pin.slice(0, -1);
            event.accepted = true;
        } else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && !open) {
            enter();
            event.accepted = true;
        }
    }

    // On a low screen the digits stand beside the rest.
    GridLayout {
        id: asking

        readonly property bool low: page.height < 8 * Theme.tap + 8 * Theme.gap

        anchors.centerIn: parent
        visible: !page.open
        width: Math.min(parent.width - 2 * Theme.margin, Theme.atLeastMm(low ? 190 : 110))
        columns: low ? 2 : 1
        uniformCellWidths: true
        columnSpacing: Theme.space
        rowSpacing: Theme.gap

        StaffHeading {
            Layout.fillWidth: true
            text: page.asks ? qsTr("Staff only") : qsTr("Choose a staff PIN")
        }

        PageText {
            Layout.row: 1
            Layout.column: 0
            Layout.fillWidth: true
            font.pixelSize: Theme.barText
            text: page.pin ? qsTr("PIN: %1").arg("•".repeat(page.pin.length)) : page.message()
        }

        GridLayout {
            Layout.row: asking.low ? 0 : 2
            Layout.column: asking.low ? 1 : 0
            Layout.rowSpan: asking.low ? 4 : 1
            Layout.fillWidth: true
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
                    onClicked: page.pin = deletes ? page.pin.slice(0, -1) : (page.pin + modelData).slice(0, 12)
                }
            }
        }

        Press {
            Layout.row: 3 - (asking.low ? 1 : 0)
            Layout.column: 0
            Layout.fillWidth: true
            strong: true
            textSize: Theme.barText
            text: page.asks ? qsTr("Open") : qsTr("Next")
            onClicked: page.enter()
        }

        BackButton {
            Layout.row: 4 - (asking.low ? 1 : 0)
            Layout.column: 0
            Layout.fillWidth: true
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
            width: parent.width
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

        PrinterPanel {
            width: parent.width
            printer: page.staff.printer
        }

        EditionsPanel {
            visible: controller.enabled
            width: parent.width
            controller: page.staff.editions
        }

        StaffHeading {
            width: parent.width
            level: 2
            text: qsTr("What families read")
        }

        Repeater {
            model: page.staff.counted

            PageText {
                required property string label

                width: parent?.width ?? 0
                font.pixelSize: Theme.barText
                text: label
            }
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
