import QtQuick
import QtQuick.Templates as T

/*! Which control led away from each page, so that Back returns the keyboard and the reader to it. */
QtObject {
    property var _left: ({})

    /*! A page is left while the keyboard is on this. */
    function leave(page: string, item: Item): void {
        const control = item as T.AbstractButton;
        if (control)
            _left[page] = {
                "text": control.text,
                "ringed": control.visualFocus
            };
    }

    /*! A page is opened anew: nothing has led away from it yet. */
    function arrive(page: string): void {
        _left[page] = null;
    }

    /*! Go to what led away from this page; false where that is not there. */
    function comeBack(page: string, root: Item): bool {
        const left = _left[page];
        const control = left && left.text ? _find(root, left.text) : null;
        control?.forceActiveFocus(left.ringed ? Qt.TabFocusReason : Qt.OtherFocusReason);
        return control !== null;
    }

    function forget(): void {
        _left = {};
    }

    function _find(item: Item, text: string): T.AbstractButton {
        const button = item as T.AbstractButton;
        if (button && button.enabled && button.text === text)
            return button;
        for (const child of item.children) {
            const found = child.visible ? _find(child, text) : null;
            if (found)
                return found;
        }
        return null;
    }
}
