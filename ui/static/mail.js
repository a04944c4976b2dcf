// The part for mails: reading one, answering its questions, and getting the reply as text or as a draft. A mail
// and its reply are in the memory of this page only.
import {download, fileName} from './conversation_export.js';
import {drawAbout, drawNotes, drawQuestions, drawReply} from './mail-draw.js';
import * as value from './mail-value.js';
import {editing} from './sheet-edit.js';
import {make} from './sheet-elements.js';
import {Failure, request} from './sheet-request.js';
import {shownSheet} from './sheet-shown.js';

const NAME = 'mail';
const ROUTES = '/denktank/mail';
const READY = 'Het concept is klaar. Lees het na en pas aan wat u wilt.';
const NO_REPLY = 'Bij deze mail past geen antwoord.';
const AGAIN = 'De vragen zijn opnieuw beantwoord. U kunt dat ongedaan maken.';
const STOPPED = 'U hebt het gestopt. Wat er stond, staat er nog.';
const NOTHING = 'Plak eerst een mail, of kies een bestand.';
const FIRST_LEAVE = 'Er staat nog een mail. Kies eerst ‘Begin met een andere mail’.';
const TOO_LARGE = 'Dit bestand is te groot. Sla de mail op zonder bijlagen, of plak alleen de tekst.';
const NEEDS_QUESTION = 'Een vraag kan niet leeg zijn. De oude staat er weer. Gebruik ‘Haal weg’ als hij weg mag.';
const COPIED = 'De tekst is gekopieerd. U kunt hem in uw mailprogramma plakken.';
const NOT_COPIED = 'Kopiëren lukt niet in deze browser. Bewaar het concept als .eml.';
const SAVING = 'Het concept wordt gemaakt…';
const SAVED = 'Het concept staat bij uw downloads.';
const NOT_CHECKED = 'Het antwoord kon niet worden nagekeken. Zie de regel onder het antwoord.';

const part = (name) => document.querySelector(`#mail-${name}`);
const known = () => JSON.parse(document.querySelector('#mails').dataset.known);
const kind = {
    name: NAME,
    thing: 'dit antwoord',
    routes: ROUTES,
    order: () => sheet.state.sheet.sections.map((section) => section.part),
    most: () => known().tekens,
    choices: () => [],
    draw(paper, shown, changing) {
        drawQuestions(part('questions'), shown, known().vragen);
        drawNotes(part('notes'), shown);
        drawReply(kind, paper, shown, sheet.answer(), changing);
    },
    taken: value.taken,
    written: value.written,
    changed() {},  // nothing of a mail is kept
};
const sheet = shownSheet(kind);
const statements = editing(sheet);
const {state, say, set} = sheet;
let making = null;      // what stops the work that is going on

function warn(line) {
    part('alert').replaceChildren(...(line ? [make('p', {textContent: line})] : []));
}

// ---- reading and answering ----

/** Have the program do something that takes long; "where" is what stands there before and when it fails. */
async function work(where, address, options, done) {
    if (making) return;
    making = new AbortController();
    warn('');
    where.hidden = true;
    part('busy').hidden = false;
    part('busy').querySelector('button').focus();
    try {
        const answer = await request(ROUTES + address, {...options, signal: making.signal});
        part('busy').hidden = true;
        done(answer);
    } catch (error) {
        if (error.name !== 'AbortError' && !(error instanceof Failure)) throw error;
        part('busy').hidden = true;
        where.hidden = false;
        warn(error.name === 'AbortError' ? STOPPED : error.message);
        where.querySelector('[type="submit"], [data-sheet-do="again"]').focus();
    } finally {
        making = null;
    }
}

function read(body, name = '') {
    if (body.size > known().bytes) return warn(TOO_LARGE);
    const address = `/lezen?${new URLSearchParams({naam: name})}`;
    work(part('start'), address, {body, type: 'application/octet-stream'}, (answer) => {
        const hasReply = answer.concept.antwoord !== null;
        drawAbout(part('about'), answer, hasReply);
        part('draft').hidden = !hasReply;
        part('editor').hidden = false;
        if (hasReply) sheet.open(answer);
        part('about-title').focus();
        part('about-title').scrollIntoView({block: 'start'});
        say(hasReply ? READY : NO_REPLY);
    });
}

function again() {
    const before = state.sheet;
    work(part('editor'), '/opnieuw', {body: sheet.asText()}, (answer) => {
        part('editor').hidden = false;
        sheet.replace(answer, (made) => value.withWriter(made, before));
        part('questions-title').focus();
        part('questions-title').scrollIntoView({block: 'start'});
        say(AGAIN);
    });
}

function readFile(file) {
    if (!file) return;
    if (part('start').hidden) warn(FIRST_LEAVE);
    else read(file, file.name);
}

function leave() {
    sheet.close();
    warn('');
    for (const name of ['about', 'questions', 'notes']) part(name).replaceChildren();
    part('form').reset();
    part('editor').hidden = true;
    part('start').hidden = false;
    part('start-title').focus();
}

// ---- the reply as text and as a draft ----

async function copy() {
    warn('');
    if (!sheet.isChecked()) await sheet.check();
    if (!sheet.isChecked()) return warn(NOT_CHECKED);
    try {
        await navigator.clipboard.writeText(sheet.answer().tekst);
        say(COPIED);
        sheet.tell(COPIED);
    } catch {
        warn(NOT_COPIED);
    }
}

async function save() {
    warn('');
    say(SAVING);
    try {
        const file = await request(`${ROUTES}/bestand`, {body: sheet.asText()});
        // Chromium does not let a page give a file of the type of mails.
        download(fileName(state.sheet.fields.subject, 'eml', 'concept'), 'application/octet-stream', file);
        say(SAVED);
    } catch (error) {
        if (!(error instanceof Failure)) throw error;
        warn(error.message);
    }
}

// ---- what a visitor does ----

const ACTS = {
    choose: () => part('file').click(),
    stop: () => making?.abort(),
    again,
    copy,
    file: save,
    new() {
        if (part('draft').hidden) leave();
        else part('discard').showModal();
    },
    sure() {
        part('discard').close();
        leave();
    },
    leave: () => part('discard').close(),
    'drop-question'(at) {
        set(value.withoutQuestion(state.sheet, Number(at)));
        part('questions-title').focus();
        say('Vraag weggehaald.');
    },
    whole(name) {
        set(value.withWhole(state.sheet, name));
        sheet.focusOn(`add:${name}`);
    },
};

document.addEventListener('click', ({target}) => {
    const button = target.closest('#mails [data-sheet-do]');
    if (!button) return;
    const {sheetDo} = button.dataset;
    if (statements.act(sheetDo, button.value)) return;
    statements.finish();
    ACTS[sheetDo](button.value);
});
document.addEventListener('submit', (event) => {
    if (event.target.id === 'mail-form') {
        event.preventDefault();
        const text = part('text').value;
        if (text.trim()) read(new Blob([text]));
        else warn(NOTHING);
    } else if (event.target.id === 'mail-add') {
        event.preventDefault();
        const text = part('nieuw').value.trim();
        if (!text) return part('nieuw').focus();
        part('nieuw').value = '';
        set(value.withQuestion(state.sheet, text));
        say('Vraag toegevoegd.');
        part('nieuw')?.focus();
    }
});
document.addEventListener('change', ({target}) => {
    if (target.id === 'mail-file') {
        readFile(target.files[0]);
        target.value = '';
    }
    if (!state.sheet || !target.closest?.('#mail-draft')) return;
    const {field, question} = target.dataset;
    if (field !== undefined) set(value.withField(state.sheet, field, target.value.trim()));
    else if (question !== undefined && target.value.trim()) {
        set(value.withQuestion(state.sheet, target.value.replace(/\s+/g, ' ').trim(), Number(question)));
    } else if (question !== undefined) {
        target.value = state.sheet.questions[Number(question)].text;
        warn(NEEDS_QUESTION);
    }
});

const isOver = (event) => event.dataTransfer?.types.includes('Files') && event.target.closest?.('#view-mail');
document.addEventListener('dragover', (event) => { if (isOver(event)) event.dataTransfer.dropEffect = 'copy'; });
document.addEventListener('drop', (event) => { if (isOver(event)) readFile(event.dataTransfer.files[0]); });
document.addEventListener('view-shown', ({detail}) => { if (detail !== NAME) statements.finish(); });
