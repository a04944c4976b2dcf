// The memo that is shown: changing it, checking it again after every change, and one step back at a time.
import {drawMemo, keyOf} from './memo-draw.js';
import {keepMemo, request} from './memo-kept.js';
import * as value from './memo-value.js';

const PAUSE = 400;
const CHECKING = 'Wordt nagekeken…';
const CHECKED = 'Alles is nagekeken met de bronnen.';
const STAYS = 'Uw tekst staat nog hier.';
const UNKEPT = 'Deze browser kan uw memo niet bewaren. Het is weg als u deze pagina sluit. Bewaar het als bestand.';
const REMOVED = 'Zin verwijderd. U kunt dat ongedaan maken.';
const UNDONE = 'De laatste wijziging is ongedaan gemaakt.';
const NEEDS_SUBJECT = 'Een memo heeft een onderwerp nodig. Het oude staat er weer.';
const SEARCHING = 'Ik zoek in de bronnen…';
const NOTHING_FOUND = 'Niets gevonden. Probeer andere woorden.';

const place = (name) => document.querySelector(`#memo-${name}`);
export const known = () => JSON.parse(place('title').parentElement.dataset.known);
const order = () => known().onderdelen;
let form = null;      // what the program writes around a memo as JSON
let memo = null;
let editing = null;
let history = [];
let checking = null;  // the check that is going on; the newest one counts
let timer = 0;
let drawing = false;  // the focus goes back to where it was, which is no choice of the visitor
let last = null;      // the statement that was changed last, whose new mark is told

export const current = () => memo;
export const asText = () => JSON.stringify({...form, memo});

/** Tell a screen reader, also when it is the same again. */
export function say(line) {
    place('said').textContent = '';
    requestAnimationFrame(() => { place('said').textContent = line; });
}

function tell(line, failed = false) {
    place('state').textContent = line;
    place('state').className = failed ? 'failure' : '';
    const again = document.querySelector('#memo-bar [data-memo-do="again"]');
    again.hidden = !failed;
    again.textContent = 'Kijk opnieuw na';
}

function draw() {
    const paper = place('paper');
    const focused = paper.contains(document.activeElement) ? document.activeElement : null;
    const {selectionStart: from, selectionEnd: to} = focused ?? {};
    if (memo) drawMemo(paper, memo, known(), editing);
    if (focused?.dataset.key && !paper.contains(document.activeElement)) {
        const again = withKey(focused.dataset.key);
        drawing = true;
        again?.focus();
        drawing = false;
        if (from !== undefined) again?.setSelectionRange(from, to);
    }
    document.querySelector('#memo-bar [data-memo-do="undo"]').disabled = !history.length;
}

const withKey = (key) => place('paper').querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);

function focusOn(...keys) {
    const there = keys.map(withKey).find(Boolean);
    (there ?? place('title')).focus();
}

// ---- a memo comes, changes and goes ----

/** Show a memo that the program made or checked. */
export function openMemo(answer) {
    checking?.abort();
    clearTimeout(timer);
    history = [];
    editing = null;
    last = null;
    take(answer);
}

function take(answer) {
    form = answer.memo;
    memo = value.taken(answer);
    // The program puts its own sentences in their places, so the others may have moved.
    if (last) last = again(last);
    if (editing) Object.assign(editing, again(editing));
    keep();
    draw();
    tell(answer.fout ? `${answer.fout} ${STAYS}` : CHECKED, Boolean(answer.fout));
}

/** Where a statement is in the memo as it came back; a new one stays about where it was. */
function again({part, at, isNew, was}) {
    const {statements} = value.sectionOf(memo, part) ?? {statements: []};
    const same = isNew ? [] : [...statements.keys()].filter((one) => statements[one].text === was);
    const nearest = same.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
    return {part, was, isNew: nearest === undefined, at: nearest ?? Math.min(at, statements.length)};
}

export function closeMemo() {
    checking?.abort();
    clearTimeout(timer);
    memo = null;
    editing = null;
    history = [];
    place('paper').replaceChildren();
}

const keep = () => { place('unkept').textContent = keepMemo(asText()) ? '' : UNKEPT; };

function set(next, changed = null) {
    history.push({memo, changed});
    memo = next;
    last = changed && {...changed, was: value.statementAt(memo, changed).text};
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
        const mark = last && !last.isNew && value.saidOf(value.statementAt(memo, last));
        say(answer.fout || (mark ? `Nagekeken: ${mark.regel}` : CHECKED));
        last = null;
    } catch (error) {
        if (error.name === 'AbortError') return;
        tell(`${error.message} ${STAYS}`, true);
        say(error.message);
    }
}

// ---- the statement that is being changed ----

/** What a visitor is making of a statement; nothing of it counts until it is finished. */
function startOn({part, at}, isNew = false) {
    const old = isNew ? null : value.statementAt(memo, {part, at});
    editing = {
        part, at, isNew,
        was: old?.text ?? '',
        text: old?.text ?? '',
        role: old?.role ?? null,
        placedRole: old?.role ?? null,
        sources: old ? value.sourcesOf(memo, old) : [],
        choosing: false, words: '', found: [], told: '',
        has(source) { return this.sources.some((one) => value.isSame(one, source)); },
        canMove(by) { return !this.isNew && value.besides(memo, this, by) !== null; },
    };
    draw();
    const field = place('paper').querySelector('textarea');
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
}

/** Take over what was made of it. */
export function finish() {
    if (!editing) return;
    const done = editing;
    editing = null;
    const text = done.text.replace(/\s+/g, ' ').trim();
    const old = done.isNew ? null : value.statementAt(memo, done);
    const isSame = old && old.text === text && old.role === done.role
        && JSON.stringify(value.sourcesOf(memo, old).map(identity)) === JSON.stringify(done.sources.map(identity));
    if (text && !isSame) set(value.put(memo, order(), done, {...done, text}), {part: done.part, at: done.at});
    else if (!text && old) remove(done);
    else draw();
}

const identity = ({publication, page, start, end}) => [publication, page, start, end];

function remove({part, at}) {
    editing = null;
    set(value.without(memo, order(), {part, at}));
    say(REMOVED);
}

function leave(restore) {
    const {part, at} = editing;
    if (restore) {
        editing = null;
        draw();
    } else finish();
    focusOn(`edit:${keyOf({part, at})}`, `edit:${keyOf({part, at: at - 1})}`, `add:${part}`, 'add-part');
}

function move(by, key) {
    const from = {part: editing.part, at: editing.at};
    finish();
    // Without text it was removed, with another role it stands among others.
    const to = value.statementAt(memo, from) ? value.besides(memo, from, by) : null;
    if (to !== null) set(value.moved(memo, order(), from, to), {part: from.part, at: to});
    if (value.statementAt(memo, from)) startOn({part: from.part, at: to ?? from.at});
    focusOn(key, 'save', `add:${from.part}`);
}

async function findSources() {
    const mine = editing;
    mine.words = place('words').value;
    Object.assign(mine, {found: [], told: SEARCHING});
    draw();
    try {
        const answer = await request(`/bronnen?${new URLSearchParams({woorden: mine.words})}`);
        const found = value.found(answer).filter((source) => !mine.has(source));
        Object.assign(mine, {found, told: found.length ? `${found.length} gevonden` : NOTHING_FOUND});
    } catch (error) {
        mine.told = error.message;
    }
    if (mine !== editing) return;
    say(mine.told);
    draw();
}

function useSource(source) {
    editing.sources = [...editing.sources, source];
    editing.found = editing.found.filter((one) => !value.isSame(one, source));
    draw();
    say('Bron toegevoegd.');
    focusOn(`drop-source:${editing.sources.length - 1}`);
}

// ---- what a visitor does ----

const placeIn = (key) => ({part: key.slice(0, key.lastIndexOf(':')), at: Number(key.slice(key.lastIndexOf(':') + 1))});

const WITHIN = {
    save: () => leave(false),
    cancel: () => leave(true),
    up: () => move(-1, 'up'),
    down: () => move(1, 'down'),
    sources() {
        editing.choosing = !editing.choosing;
        draw();
    },
    remove() {
        editing.text = '';
        leave(false);
    },
    'drop-source'(at) {
        editing.sources = editing.sources.filter((_, one) => one !== Number(at));
        draw();
        say('Bron weggehaald.');
        focusOn(`drop-source:${at}`, `drop-source:${at - 1}`, 'sources');
    },
    'use-source': (n) => useSource(value.sourceOf(memo, Number(n))),
    'use-found': (at) => useSource(editing.found[Number(at)]),
};

const BESIDE = {
    add(part) {
        startOn({part, at: value.sectionOf(memo, part)?.statements.length ?? 0}, true);
    },
    'add-part': () => BESIDE.add(place('nieuw-deel').value),
    'drop-everywhere'(n) {
        const at = memo.sources.findIndex((source) => source.n === Number(n));
        set(value.withoutSource(memo, Number(n)));
        say('Bron weggehaald bij alle zinnen.');
        const next = memo.sources[at] ?? memo.sources[at - 1];
        focusOn(`drop:${next?.n}`, 'add-part');
    },
    undo() {
        const {memo: before, changed} = history.pop();
        memo = before;
        last = null;
        keep();
        draw();
        checkSoon();
        say(UNDONE);
        focusOn(...(changed ? [`edit:${keyOf(changed)}`] : []));
    },
    again: check,
};

function edit(key) {
    const statement = value.statementAt(memo, placeIn(key));
    finish();  // another one may go with it, and then this one is elsewhere
    const now = value.placeOf(memo, statement);
    if (now) startOn(now);
}

/** Do what a button of the editor says; false when it is none of the editor. */
export function act(what, given) {
    if (what === 'edit') edit(given);
    else if (what in WITHIN) WITHIN[what](given);
    else if (what in BESIDE) {
        finish();
        BESIDE[what](given);
    } else return false;
    return true;
}

const isBeside = (target) => editing && !target.closest?.('[data-changing], #panel');
let pointing = false;  // a press that has not become a click yet: nothing may move from under it
document.addEventListener('pointerdown', () => { pointing = true; }, true);
for (const name of ['pointerup', 'pointercancel']) {
    document.addEventListener(name, () => setTimeout(() => { pointing = false; }), true);
}
document.addEventListener('focusin', ({target}) => { if (!pointing && !drawing && isBeside(target)) finish(); });
document.addEventListener('click', ({target}) => {
    if (target.closest('[data-memo-do]')) return;
    const text = target.closest('a') ? null : target.closest('[data-memo-text]');
    if (text && getSelection().isCollapsed) edit(text.dataset.memoText);
    else if (target.isConnected && isBeside(target)) finish();
});
document.addEventListener('input', ({target}) => {
    if (!editing || !target.closest('[data-changing]')) return;
    if (target.dataset.key === 'text') editing.text = target.value;
    if (target.dataset.key === 'role') editing.role = target.value || null;
    if (target.id === 'memo-words') editing.words = target.value;
});
document.addEventListener('change', ({target}) => {
    const name = target.dataset?.field;
    if (!memo || name === undefined || !target.closest('#memo-paper')) return;
    if (name === 'subject' && !target.value.trim()) {
        target.value = memo.fields.subject;
        say(NEEDS_SUBJECT);
        tell(NEEDS_SUBJECT);
    } else set(value.withField(memo, name, target.value.trim()));
});
document.addEventListener('submit', (event) => {
    if (event.target.id !== 'memo-find') return;
    event.preventDefault();
    findSources();
});
// Before the panel with sources, which Escape closes too.
document.addEventListener('keydown', (event) => {
    if (!event.target.closest?.('[data-changing]') || event.isComposing) return;
    const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!saves && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    leave(!saves);
}, true);
window.addEventListener('pagehide', () => {
    if (document.activeElement?.matches('[data-field]')) document.activeElement.blur();
    finish();
});
