import QtQuick
import Kiosk

/*! A thin line between what is above it and what is below. */
Rectangle {
    height: Theme.line
    color: Theme.plain ? "#b9b09d" : Theme.edge
}
