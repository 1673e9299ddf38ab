pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Kiosk
import Kiosk.Bridge

/*! The choice of a text size or of colours, above the bar; each shows at once. */
FocusScope {
    id: chooser

    required property FamilySession family
    required property string subject
    readonly property bool size: subject === "size"
    readonly property var choices: size ? [
        {
            "value": 100,
            "text": qsTr("Standard")
        },
        {
            "value": 125,
            "text": qsTr("Large")
        },
        {
            "value": 150,
            "text": qsTr("Larger")
        },
        {
            "value": 200,
            "text": qsTr("Largest")
        }
    ] : [
        {
            "value": "paper",
            "text": qsTr("Usual colours")
        },
        {
            "value": "light",
            "text": qsTr("Black on white")
        },
        {
            "value": "dark",
            "text": qsTr("White on black")
        }
    ]

    signal done

    implicitHeight: panel.height

    Rectangle {
        id: panel

        width: parent.width
        height: column.height + 2 * Theme.gap
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.line * 2
            color: Theme.accent
        }

        // A tap beside the buttons belongs to the panel, not to the page below it.
        TapHandler {}

        Column {
            id: column

            x: Theme.margin
            y: Theme.gap
            width: parent.width - 2 * Theme.margin
            spacing: Theme.gap

            Text {
                id: question

                width: parent.width
                text: chooser.size ? qsTr("How large should the words be?") : qsTr("Which colours are best for you?")
                textFormat: Text.PlainText
                color: Theme.ink
                font.pixelSize: Theme.barText
                font.bold: true
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.Heading
                Accessible.name: text
                Accessible.description: qsTr("level %1").arg(2)
            }

            GridLayout {
                width: parent.width
                Accessible.role: Accessible.Grouping
                Accessible.name: question.text
                columns: chooser.width > Theme.barText * 40 ? 5 : chooser.width > Theme.barText * 28 ? 3 : 2
                uniformCellWidths: true
                columnSpacing: Theme.gap
                rowSpacing: Theme.gap

                Repeater {
                    model: chooser.choices

                    Press {
                        required property int index
                        required property var modelData
                        readonly property bool chosen: modelData.value === (chooser.size ? chooser.family.textSize : chooser.family.theme)

                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        text: modelData.text
                        textSize: Theme.barText
                        iconName: chosen ? "check" : ""
                        strong: chosen
                        Accessible.role: Accessible.RadioButton
                        Accessible.checkable: true
                        Accessible.checked: chosen
                        Accessible.description: qsTr("%1 of %2").arg(index + 1).arg(chooser.choices.length)
                        checked: chosen
                        onClicked: {
                            if (chooser.size)
                                chooser.family.set_text_size(modelData.value);
                            else
                                chooser.family.set_theme(modelData.value);
                        }
                    }
                }

                Press {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    text: qsTr("Done")
                    textSize: Theme.barText
                    bold: true
                    outline: Theme.accent
                    textColour: Theme.accent
                    onClicked: chooser.done()
                }
            }
        }
    }
}
