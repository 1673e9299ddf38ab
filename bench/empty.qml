import QtQuick

Rectangle {
    color: "#0f4c5c"
}
