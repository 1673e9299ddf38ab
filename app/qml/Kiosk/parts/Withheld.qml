import QtQuick
import Kiosk

/*! In place of a page that is past its review date for too long: why it is not shown, who to ask. */
Notice {
    required property string whoToAsk

    iconName: "info"
    color: Theme.soft
    text: qsTr("We are checking that this page is still right. Until then it is not shown. Please ask %1.").arg(whoToAsk)
}
