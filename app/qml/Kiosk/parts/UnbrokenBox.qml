import QtQuick

/*! A box that stands whole on a page wherever a page has room for it. */
Rectangle {}
