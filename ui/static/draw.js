// Changing a piece of the page into another with what stays the same left alone: selection, focus, folds.

/** Make an element like another, child by child. */
export function change(element, wanted) {
    for (const {name, value} of wanted.attributes) {
        if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
    for (const {name} of [...element.attributes]) {
        const byVisitor = name === 'open' && element.localName === 'details';
        if (!wanted.hasAttribute(name) && !byVisitor) element.removeAttribute(name);
    }
    const old = [...element.childNodes];
    const fresh = [...wanted.childNodes];
    fresh.forEach((node, place) => changeNode(element, old[place], node));
    for (const left of old.slice(fresh.length)) left.remove();
}

function changeNode(parent, old, wanted) {
    if (!old) parent.append(wanted);
    else if (!isAlike(old, wanted)) old.replaceWith(wanted);
    else if (old.nodeType === Node.TEXT_NODE) { if (old.data !== wanted.data) old.data = wanted.data; }
    else change(old, wanted);
}

const isAlike = (a, b) => a.nodeName === b.nodeName && a.id === b.id
    && (a.nodeType === Node.ELEMENT_NODE || a.nodeType === Node.TEXT_NODE);

/** The first element in HTML that the program made and escaped. */
export function elementOf(html) {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstElementChild;
}
