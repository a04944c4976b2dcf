// Pieces of the page that memos and mails are drawn with. Whatever a visitor or a source wrote is put in as text.

/** An element with these properties, attributes (in "with") and children. */
export function make(name, {with: attributes = {}, data = {}, ...properties} = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    Object.assign(element.dataset, data);
    element.append(...children);
    return element;
}

/** A button; "about" is what it is about, for who hears it out of its place. */
export function button(label, what, {about = '', key = '', ...properties} = {}) {
    const made = make('button', {type: 'button', textContent: label, data: {sheetDo: what}, ...properties});
    if (about) made.setAttribute('aria-label', `${label}: ${about}`);
    if (key) made.dataset.key = key;
    return made;
}

export const shortOf = (text) => (text.length > 60 ? `${text.slice(0, 60).trimEnd()} …` : text);
export const keyOf = ({part, at}) => `${part}:${at}`;
