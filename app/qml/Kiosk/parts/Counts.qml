pragma Singleton

import QtQuick

/*! Numbers with their nouns. One has a sentence of its own; the others are plurals that a language
    may have several of (`%n`), so that no English one has to be compiled. */
QtObject {
    function secondsLeft(n: int): string {
        return n === 1 ? qsTr("1 second left") : qsTr("%n seconds left", "", n);
    }

    function pagesInSummary(n: int): string {
        return n === 1 ? qsTr("1 page in it") : qsTr("%n pages in it", "", n);
    }

    /*! A page of the library, and how much paper it takes. */
    function pageOnPaper(title: string, n: int): string {
        return n === 1 ? qsTr("“%1”, on 1 sheet of paper.").arg(title) : qsTr("“%1”, on %n sheets of paper.", "", n).arg(title);
    }

    function questionsOnPaper(n: int): string {
        return n === 1 ? qsTr("Room to write your own questions, on 1 sheet of paper.") : qsTr("Room to write your own questions, on %n sheets of paper.", "", n);
    }

    function allOnPaper(n: int): string {
        return n === 1 ? qsTr("All your pages together, on 1 sheet of paper.") : qsTr("All your pages together, on %n sheets of paper.", "", n);
    }

    function nearlyFull(n: int, most: int): string {
        return n === 1 ? qsTr("My summary is nearly full. It takes 1 sheet of paper, and this screen prints up to %1 at once.").arg(most) : qsTr("My summary is nearly full. It takes %n sheets of paper, and this screen prints up to %1 at once.", "", n).arg(most);
    }

    function tooLong(n: int, most: int): string {
        return qsTr("My summary is too long to print. It takes %n sheets of paper, and this screen prints up to %1 at once. Please take a page out.", "", n).arg(most);
    }

    function longerThan(most: int): string {
        return most === 1 ? qsTr("This is too long to print here. It takes more than 1 sheet of paper.") : qsTr("This is too long to print here. It takes more than %n sheets of paper.", "", most);
    }

    function minutesAgo(n: int): string {
        return n === 0 ? qsTr("just now") : n === 1 ? qsTr("1 minute ago") : qsTr("%n minutes ago", "", n);
    }

    function waitMinutes(n: int): string {
        return n === 1 ? qsTr("Too many tries. Wait one minute.") : qsTr("Too many tries. Wait %n minutes.", "", n);
    }
}
