// A sheet over the page: nothing behind it can be reached until it is gone.
const HEARD = '[role="status"], [role="alert"], script, style, link';

/** Make the panel a sheet over everything, or one part of the page beside the others. */
export function cover(panel, covers) {
    for (const one of document.querySelectorAll('[data-covered]')) {
        one.inert = false;
        one.removeAttribute('data-covered');
    }
    for (const [name, value] of [['role', 'dialog'], ['aria-modal', 'true'], ['aria-labelledby', 'source-title']]) {
        if (covers) panel.setAttribute(name, value);
        else panel.removeAttribute(name);
    }
    if (!covers) panel.setAttribute('role', 'complementary');
    for (let at = panel; covers && at !== document.body; at = at.parentElement) {
        for (const one of at.parentElement.children) {
            if (one === at || one.inert || one.matches(HEARD)) continue;
            one.inert = true;
            one.setAttribute('data-covered', '');
        }
    }
}
