// The memo that is shown: checked again after every change, and one step back at a time.
import {drawMemo, keyOf} from './memo-draw.js';
import {Failure, keepMemo, request} from './memo-kept.js';
import * as value from './memo-value.js';

const PAUSE = 400;
const CHECKING = 'Wordt nagekeken…';
const CHECKED = 'Alles is nagekeken met de bronnen.';
const STAYS = 'Uw tekst staat nog hier.';
const UNKEPT = 'Deze browser kan uw memo niet bewaren. Het is weg als u deze pagina sluit. Bewaar het als bestand.';
const UNDONE = 'De laatste wijziging is ongedaan gemaakt.';

export const place = (name) => document.querySelector(`#memo-${name}`);
export const known = () => JSON.parse(place('title').parentElement.dataset.known);
export const order = () => known().onderdelen;
/** The memo, and what a visitor is making of one of its statements (see memo-edit.js); null where there is none. */
export const state = {memo: null, editing: null, drawing: false};
let form = null;      // what the program writes around a memo as JSON
let history = [];
let checking = null;  // the check that is going on; the newest one counts
let timer = 0;
let last = null;      // the statement that was changed last, whose new mark is told

export const asText = () => JSON.stringify({...form, memo: state.memo});

/** Tell a screen reader, also when it is the same again. */
export function say(line) {
    place('said').textContent = '';
    requestAnimationFrame(() => { place('said').textContent = line; });
}

export function tell(line, failed = false) {
    place('state').textContent = line;
    place('state').className = failed ? 'failure' : '';
    const again = document.querySelector('#memo-bar [data-memo-do="again"]');
    again.hidden = !failed;
    again.textContent = 'Kijk opnieuw na';
}

export function draw() {
    const paper = place('paper');
    const focused = paper.contains(document.activeElement) ? document.activeElement : null;
    const {selectionStart: from, selectionEnd: to} = focused ?? {};
    if (state.memo) drawMemo(paper, state.memo, known(), state.editing);
    if (focused?.dataset.key && !paper.contains(document.activeElement)) {
        const again = withKey(focused.dataset.key);
        state.drawing = true;  // this is no choice of the visitor
        again?.focus();
        state.drawing = false;
        if (from !== undefined) again?.setSelectionRange(from, to);
    }
    document.querySelector('#memo-bar [data-memo-do="undo"]').disabled = !history.length;
}

const withKey = (key) => place('paper').querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
/** Put the focus on the first of these that is there, by its data-key. */
export function focusOn(...keys) {
    const there = keys.map(withKey).find(Boolean);
    (there ?? place('title')).focus();
}

// ---- a memo comes, changes and goes ----

/** Show a memo that the program made or checked; "isKept" when it is what the browser keeps already. */
export function openMemo(answer, isKept = false) {
    checking?.abort();
    clearTimeout(timer);
    history = [];
    state.editing = null;
    last = null;
    take(answer, isKept);
}

function take(answer, isKept = false) {
    form = answer.memo;
    state.memo = value.taken(answer);
    // The program puts its own sentences in their places, so the others may have moved.
    if (last) last = again(last);
    if (state.editing) Object.assign(state.editing, again(state.editing));
    if (!isKept) keep();  // writing it again would tell other tabs of a change
    draw();
    tell(answer.fout ? `${answer.fout} ${STAYS}` : CHECKED, Boolean(answer.fout));
}

/** Where a statement is in the memo as it came back; a new one stays about where it was. */
function again({part, at, isNew, was}) {
    const {statements} = value.sectionOf(state.memo, part) ?? {statements: []};
    const same = isNew ? [] : [...statements.keys()].filter((one) => statements[one].text === was);
    const nearest = same.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
    return {part, was, isNew: nearest === undefined, at: nearest ?? Math.min(at, statements.length)};
}

export function closeMemo() {
    checking?.abort();
    clearTimeout(timer);
    state.memo = null;
    state.editing = null;
    history = [];
    place('paper').replaceChildren();
}

const keep = () => { place('unkept').textContent = keepMemo(asText()) ? '' : UNKEPT; };

/** Another memo in the place of this one; "changed" is the place of the statement that differs. */
export function set(next, changed = null) {
    history.push({memo: state.memo, changed});
    state.memo = next;
    last = changed && {...changed, was: value.statementAt(state.memo, changed).text};
    keep();
    draw();
    checkSoon();
}

function checkSoon() {
    clearTimeout(timer);
    checking?.abort();
    checking = null;
    tell(CHECKING);
    timer = setTimeout(check, PAUSE);
}

/** Have the program check the whole memo. */
export async function check() {
    const mine = new AbortController();
    checking = mine;
    tell(CHECKING);
    try {
        const answer = await request('/controle', {body: asText(), signal: mine.signal});
        if (mine !== checking) return;
        take(answer);
        const mark = last && !last.isNew && value.saidOf(value.statementAt(state.memo, last));
        say(answer.fout || (mark ? `Nagekeken: ${mark.regel}` : CHECKED));
        last = null;
    } catch (error) {
        if (error.name === 'AbortError') return;
        if (!(error instanceof Failure)) throw error;
        tell(`${error.message} ${STAYS}`, true);
        say(error.message);
    }
}

/** Take the last change back. */
export function undo() {
    const {memo, changed} = history.pop();
    state.memo = memo;
    last = null;
    keep();
    draw();
    checkSoon();
    say(UNDONE);
    focusOn(...(changed ? [`edit:${keyOf(changed)}`] : []));
}
