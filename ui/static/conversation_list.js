// The list of kept conversations: open, rename, search, export and delete.
import {restore} from './chat.js';
import * as conversations from './conversations.js';
import {asJson, asMarkdown, download, fileName} from './conversation_export.js';
import {showView} from './views.js';

const NOT_KEPT = 'Deze browser bewaart niets. Uw gesprekken zijn weg als u dit tabblad sluit.';
const FULL = 'De opslag van deze browser is vol. Het laatste antwoord is niet bewaard. Verwijder een oud gesprek.';
const COUNTS = {0: 'Er zijn nog geen gesprekken.', 1: '1 gesprek'};
const EARLIER = 'Eerdere vragen van dit gesprek staan niet op het scherm. Ze staan wel in het bewaarde gesprek.';

const dialog = () => document.querySelector('#conversations');
const part = (selector) => dialog().querySelector(selector);
const dates = new Intl.DateTimeFormat('nl-NL', {dateStyle: 'medium', timeStyle: 'short'});
let unkept = null;

// ---- drawing; whatever was typed or kept is put in as text ----

function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
}

function button(label, what, entry) {
    const made = make('button', {type: 'button', textContent: label});
    made.dataset.do = what;
    if (entry) made.setAttribute('aria-label', `${label}: ${entry.titel}`);
    return made;
}

function item(entry) {
    const when = new Date(entry.gewijzigd);
    const time = Number.isNaN(when.valueOf()) ? '' : dates.format(when);
    const open = button('', 'open');
    open.append(make('bdi', {textContent: entry.titel}), make('span', {className: 'when', textContent: time}));
    if (entry.id === conversations.current()) open.setAttribute('aria-current', 'true');
    const acts = [['Wijzig naam', 'rename'], ['JSON', 'json'], ['Markdown', 'markdown'], ['Maak een memo', 'memo'], ['Verwijder', 'delete']];
    const row = make('li', {}, open, make('div', {className: 'acts'}, ...acts.map(([label, act]) => button(label, act, entry))));
    row.dataset.id = entry.id;
    return row;
}

function drawList() {
    const found = conversations.search(part('input').value);
    const focused = document.activeElement?.closest('#conversations li');
    const act = document.activeElement?.dataset.do;
    if (focused?.querySelector('.asking')) return;
    part('ul').replaceChildren(...found.map(item));
    part('.count').textContent = COUNTS[found.length] && !part('input').value ? COUNTS[found.length]
        : `${found.length} ${found.length === 1 ? 'gesprek' : 'gesprekken'}${part('input').value ? ' gevonden' : ''}`;
    // Under a search it would not be plain which ones go.
    part('.all').hidden = part('#asking-all') !== null || Boolean(part('input').value) || !conversations.all().length;
    if (focused) part(`[data-id="${focused.dataset.id}"] [data-do="${act}"]`)?.focus();
}

function drawTitle() {
    document.querySelector('#open-conversations').hidden = !conversations.all().length && !unkept;
    const entry = conversations.read(conversations.current());
    const title = document.querySelector('#conversation-title');
    const shown = document.querySelectorAll('#turns .turn').length;
    // Right above the only question it would say the same twice.
    const said = shown === 1 && document.querySelector('#turns .question').textContent.includes(entry?.titel.replace(/…$/, ''));
    const warning = !conversations.isKept && !shown ? [NOT_KEPT] : [];
    title.replaceChildren(...(entry && !said ? [make('bdi', {textContent: entry.titel})] : warning));
    const line = document.querySelector('#log .earlier');
    const isCut = entry !== null && shown > 0 && entry.beurten.length > shown;
    if (isCut && !line) document.querySelector('#turns').before(make('p', {className: 'earlier', textContent: EARLIER}));
    if (!isCut) line?.remove();
}

function drawAll() {
    if (!dialog()) return;
    drawTitle();
    if (dialog().open) drawList();
}
document.addEventListener('conversations-changed', drawAll);
document.addEventListener('log-drawn', drawTitle);

function open() {
    part('input').value = '';
    part('#asking-all')?.remove();
    if (!conversations.isKept) part('.told').textContent = NOT_KEPT;
    drawList();
    dialog().showModal();
}

// ---- a question inside a row: a new name, or whether it may go ----

function askIn(row, content, what, label) {
    const asking = make('div', {className: 'asking'}, ...content, button(label, what), button('Laat zo', 'leave'));
    row.querySelector('.acts').replaceChildren(asking);
    // On what is safe: who presses Enter twice loses nothing.
    (asking.querySelector('input') ?? asking.querySelector('[data-do="leave"]')).focus();
}

function askName(row, entry) {
    const field = make('input', {type: 'text', value: entry.titel, maxLength: 200});
    field.setAttribute('aria-label', 'Nieuwe naam');
    askIn(row, [field], 'rename-now', 'Bewaar naam');
    field.select();
}

function finish(row) {
    row.querySelector('.asking')?.remove();
    drawList();
    (part(`[data-id="${row.dataset.id}"] [data-do="open"]`) ?? part('input')).focus();
}

function discard(ids) {
    const isCurrent = ids.includes(conversations.current());
    ids.forEach(conversations.remove);
    if (isCurrent) document.querySelector('#fresh').click();
    if (unkept && conversations.keep(...unkept)) told(unkept = null);
}

// ---- what a click does ----

const ACTS = {
    close: () => dialog().close(),
    open(row, entry) {
        dialog().close();
        showView('gesprek');
        restore(entry.id);
    },
    rename: askName,
    'rename-now'(row, entry) {
        conversations.rename(entry.id, row.querySelector('.asking input').value);
        finish(row);
    },
    leave: (row) => (row ? finish(row) : leaveAll()),
    json: (row, entry) => download(fileName(entry.titel, 'json'), 'application/json', asJson(entry)),
    markdown: (row, entry) => download(fileName(entry.titel, 'md'), 'text/markdown', asMarkdown(entry)),
    memo(row, entry) {
        dialog().close();
        document.dispatchEvent(new CustomEvent('memo-of-conversation', {detail: entry.id}));
    },
    delete: (row) => askIn(row, [make('span', {textContent: 'Dit gesprek verwijderen?'})], 'delete-now', 'Ja, verwijder'),
    'delete-now'(row, entry) {
        discard([entry.id]);
        finish(row);
    },
    'delete-all'() {
        const asking = make('div', {className: 'asking', id: 'asking-all'},
            make('span', {textContent: 'Alle gesprekken verwijderen?'}), button('Ja, verwijder alles', 'all-now'), button('Laat zo', 'leave'));
        part('.all').after(asking);
        part('.all').hidden = true;
        asking.querySelector('[data-do="leave"]').focus();
    },
    'all-now'() {
        discard(conversations.all().map((entry) => entry.id));
        leaveAll();
    },
};

function leaveAll() {
    part('#asking-all').remove();
    drawList();
    part('input').focus();
}

document.addEventListener('click', ({target}) => {
    if (target.closest('#open-conversations')) open();
    const clicked = target.closest('#conversations [data-do]');
    if (!clicked) return;
    const row = clicked.closest('li');
    const entry = row && conversations.read(row.dataset.id);
    if (row && !entry) drawList();
    else ACTS[clicked.dataset.do](row, entry);
});
document.addEventListener('input', ({target}) => { if (target.id === 'search-conversations') drawList(); });
document.addEventListener('keydown', (event) => {
    const leave = event.key === 'Escape' && document.querySelector('#conversations[open] .asking [data-do="leave"]');
    if (leave) {
        event.preventDefault();
        event.stopImmediatePropagation();
        leave.click();
    }
    if (event.key !== 'Enter' || !event.target.matches('#conversations .asking input')) return;
    event.preventDefault();
    event.target.parentElement.querySelector('button').click();
});

// ---- no room, or nothing is kept ----

function told(line) {
    const problem = part('.problem');
    problem.replaceChildren(line ?? '');
    const oldest = conversations.all().findLast((entry) => entry.id !== conversations.current());
    if (line && oldest) {
        const drop = make('button', {type: 'button', textContent: `Verwijder het oudste: ${oldest.titel}`});
        drop.addEventListener('click', () => { discard([oldest.id]); drawList(); });
        problem.append(drop);
    }
}

document.addEventListener('conversations-full', ({detail}) => {
    unkept = detail;
    told(FULL);
    if (!dialog().open) open();
});
document.addEventListener('feed-ready', drawAll);
