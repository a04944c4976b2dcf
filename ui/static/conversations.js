// The conversations that this browser keeps, one entry each so that tabs do not overwrite one another.
//
// An entry is {soort, versie, id, titel, gemaakt, gewijzigd, beurten}; a turn in "beurten" is what the
// program gave with it and only the program reads. Where a browser keeps nothing, they last as long as the tab.
const PREFIX = 'denktank-gesprek-';
const CURRENT = 'denktank-huidig';
const KIND = 'denktank-gesprek';
const VERSION = 1;
const TITLE_LENGTH = 70;
// What the program reads of a conversation: its newest turns, within the size of one request.
const MOST_TURNS = 50;
const MOST_BYTES = 900_000;

const [storage, kept] = openStorage(() => localStorage);
/** What lasts as long as this tab, also over a reload. */
export const [tab] = openStorage(() => sessionStorage);

/** Whether conversations stay after the tab is closed. */
export const isKept = kept;

function openStorage(open) {
    try {
        const opened = open();
        opened.setItem('denktank-proef', '1');
        opened.removeItem('denktank-proef');
        return [opened, true];
    } catch (error) {
        if (error.name === 'QuotaExceededError') return [open(), true];
    }
    const memory = new Map();
    return [{
        getItem: (name) => memory.get(name) ?? null,
        setItem: (name, value) => memory.set(name, value),
        removeItem: (name) => memory.delete(name),
        key: (place) => [...memory.keys()][place] ?? null,
        get length() { return memory.size; },
    }, false];
}

const changed = () => document.dispatchEvent(new CustomEvent('conversations-changed'));
// Marks that reverse the reading direction, and what cannot be seen: a title is shown among other words.
const visible = (text) => String(text ?? '')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, ' ')
    .replace(/\s+/g, ' ').trim();

/** The name of the conversation in this tab; empty before a first question. */
export const current = () => tab.getItem(CURRENT) ?? '';
export function setCurrent(id) {
    if (id === current()) return;
    tab.setItem(CURRENT, id);
    changed();
}

/** One conversation; null where there is none, and one without turns where it cannot be read. */
export function read(id) {
    const written = storage.getItem(PREFIX + id);
    if (written === null) return null;
    let entry = null;
    try { entry = JSON.parse(written); } catch { /* an entry without turns, which can be deleted */ }
    const isEntry = entry !== null && typeof entry === 'object' && Array.isArray(entry.beurten);
    return {
        soort: KIND,
        versie: VERSION,
        id,
        titel: visible(isEntry ? entry.titel : '') || 'Gesprek zonder titel',
        gemaakt: String(entry?.gemaakt ?? ''),
        gewijzigd: String(entry?.gewijzigd ?? ''),
        beurten: isEntry ? entry.beurten : [],
    };
}

/** Every conversation, the newest first. */
export function all() {
    const names = Array.from({length: storage.length}, (_, place) => storage.key(place));
    return names.filter((name) => name?.startsWith(PREFIX)).map((name) => read(name.slice(PREFIX.length)))
        .filter(Boolean).sort((a, b) => b.gewijzigd.localeCompare(a.gewijzigd));
}

/** Those with all these words in their title, questions and answers. */
export function search(words) {
    const wanted = words.toLocaleLowerCase('nl').split(/\s+/).filter(Boolean);
    return all().filter((entry) => {
        const text = [entry.titel, ...entry.beurten.flatMap(textsOf)].join('\n').toLocaleLowerCase('nl');
        return wanted.every((word) => text.includes(word));
    });
}

const textsOf = (turn) => [turn?.question, ...claimsOf(turn).map((claim) => claim?.text)]
    .filter((text) => typeof text === 'string');
export const claimsOf = (turn) => Array.isArray(turn?.answer?.claims) ? turn.answer.claims : [];

function write(entry) {
    try {
        storage.setItem(PREFIX + entry.id, JSON.stringify(entry));
        return true;
    } catch {
        return false;
    } finally {
        changed();
    }
}

/** Keep turns, as JSON of the program; another tab may have added others. False when there is no room. */
export function keep(id, turns) {
    if (!id || !turns.length) return true;
    const given = turns.map((turn) => JSON.parse(turn));
    const now = new Date().toISOString();
    const entry = read(id) ?? {
        soort: KIND, versie: VERSION, id, titel: title(given[0].question), gemaakt: now, beurten: [],
    };
    const before = JSON.stringify(entry.beurten);
    for (const turn of given) {
        const place = entry.beurten.findIndex((one) => one?.id === turn.id);
        if (place < 0) entry.beurten.push(turn);
        else entry.beurten[place] = turn;
    }
    return JSON.stringify(entry.beurten) === before || write({...entry, gewijzigd: now});
}

function title(question) {
    const line = visible(question);
    if (line.length <= TITLE_LENGTH) return line;
    const cut = line.slice(0, TITLE_LENGTH);
    return `${cut.slice(0, cut.lastIndexOf(' ') > 20 ? cut.lastIndexOf(' ') : TITLE_LENGTH)} …`;
}

export function rename(id, name) {
    const entry = read(id);
    return !entry || !visible(name) || write({...entry, titel: visible(name).slice(0, 200)});
}

export function remove(id) {
    storage.removeItem(PREFIX + id);
    changed();
}

/** What the program gets to go on with a conversation: its newest turns as JSON, as many as fit. */
export function turnsToSend(id) {
    const turns = (read(id)?.beurten ?? []).slice(-MOST_TURNS).map((turn) => JSON.stringify(turn));
    const size = () => new TextEncoder().encode(JSON.stringify(turns)).length;
    while (turns.length && size() > MOST_BYTES) turns.shift();
    return turns;
}

window.addEventListener('storage', (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) changed();
});
