// The one memo that this browser keeps, as JSON of the program.
const KEY = 'denktank-memo';

// Where the browser keeps nothing the memo lasts as long as the page.
let inMemory = null;

/** The kept memo as text; null where there is none. */
export function keptMemo() {
    try {
        return localStorage.getItem(KEY) ?? inMemory;
    } catch {
        return inMemory;
    }
}

/** Keep a memo; false when it only lasts as long as the page. */
export function keepMemo(text) {
    try {
        localStorage.setItem(KEY, text);
        inMemory = null;
        return true;
    } catch {
        inMemory = text;
        forget();  // an older one would come back in its place
        return false;
    }
}

export function forgetMemo() {
    inMemory = null;
    forget();
}

function forget() {
    try { localStorage.removeItem(KEY); } catch { /* nothing is kept there */ }
}

/** Run this when another tab has changed the kept memo. */
export function whenChangedElsewhere(act) {
    window.addEventListener('storage', ({key}) => { if (key === KEY || key === null) act(); });
}
