// The one memo that this browser keeps, as JSON of the program, and asking the program about memos.
const KEY = 'denktank-memo';
const ROUTES = '/denktank/memo';
const NO_ANSWER = 'Het programma geeft geen antwoord. Kijk of het nog draait en probeer het opnieuw.';

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

/** A line for the visitor. "refused" when the program did not want what was sent. */
export class Failure extends Error {
    constructor(line, refused = false) {
        super(line);
        this.refused = refused;
    }
}

/** The answer of the program; throws a Failure, or an AbortError when it was no longer wanted. */
export async function request(path, {body, signal} = {}) {
    const options = body === undefined ? {} : {method: 'POST', headers: {'X-Denktank': '1', 'Content-Type': 'application/json'}, body};
    let answer;
    try {
        answer = await fetch(ROUTES + path, {...options, signal});
        if (answer.ok) return answer.headers.get('content-type') === 'application/json' ? await answer.json() : await answer.blob();
        const isLine = answer.headers.get('content-type')?.startsWith('text/plain');
        throw new Failure(isLine && await answer.text() || NO_ANSWER, answer.status < 500);
    } catch (error) {
        if (error instanceof Failure || error.name === 'AbortError') throw error;
        throw new Failure(NO_ANSWER);
    }
}
