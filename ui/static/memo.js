// The part for memos: beginning one from a topic, from answers or from a file, and getting it as a file.
import * as conversations from './conversations.js';
import {download, fileName} from './conversation_export.js';
import {checkedIn, chosenTurns, isKept, listAnswers, titleOf} from './memo-answers.js';
import {act, finish} from './memo-edit.js';
import {forgetMemo, keptMemo, whenChangedElsewhere} from './memo-kept.js';
import {sheet} from './memo-shown.js';
import {make} from './sheet-elements.js';
import {Failure, request} from './sheet-request.js';
import {showView} from './views.js';

const {asText, say, state} = sheet;
const NAME = 'memo';
const ROUTES = '/denktank/memo';
const MOST_BYTES = 8_000_000;
const STOPPED = 'U hebt het maken van het memo gestopt. Wat u invulde staat er nog.';
const READY = 'Het memo is klaar. Lees het na en pas aan wat u wilt.';
const FILE_BUSY = 'Het bestand wordt gemaakt…';
const FILE_READY = 'Het bestand staat bij uw downloads.';
const TOO_LARGE = 'Dit bestand is te groot voor een memo. Kies een bestand dat hier bewaard is.';
const NO_LONGER_KEPT = 'Dit antwoord is niet in deze browser bewaard. Stel de vraag opnieuw.';
const ELSEWHERE = 'Uw memo is in een ander tabblad veranderd. Hier staat het nieuwste.';
const WAIT = 'Ik ben nog bezig met een memo. Wacht even, of kies Stop.';

const part = (name) => document.querySelector(`#memo-${name}`);
const answers = () => document.querySelector('#memo-answers .answers');
let begun = false;
let making = null;      // what stops the memo that is being made
let asked = null;       // the answers to begin with, chosen in the chat

// ---- which of the two is shown ----

function warn(line, ...more) {
    part('alert').replaceChildren(...(line ? [make('p', {textContent: line}), ...more] : []));
}

function showEditor() {
    warn('');
    part('start').hidden = true;
    part('editor').hidden = false;
}

/** Show a memo that somebody has just asked for. */
function goToEditor() {
    showEditor();
    part('title').focus();
    part('title').scrollIntoView({block: 'start'});
}

function showStart() {
    part('editor').hidden = true;
    part('start').hidden = false;
    const memo = state.sheet;
    part('existing').replaceChildren(...(memo || keptMemo() ? [existing(memo)] : []));
    drawAnswers(null);
}

function existing(memo) {
    const line = memo ? `U hebt nog een memo over ‘${memo.fields.subject}’.` : 'U hebt nog een memo dat hier niet getoond kan worden.';
    return make('div', {className: 'notice'}, make('p', {textContent: line}), make('div', {className: 'sheet-acts'},
        ...(memo ? [make('button', {type: 'button', textContent: 'Terug naar mijn memo', data: {sheetDo: 'back'}})] : []),
        make('button', {type: 'button', textContent: 'Bewaar dat memo als bestand', data: {sheetDo: 'keep'}})));
}

function drawAnswers(chosen) {
    const are = listAnswers(answers(), chosen);
    document.querySelector('#memo-answers .none').hidden = are;
    const fromAnswers = part('form').elements.uit.value === 'gesprek';
    part('answers').hidden = !fromAnswers;
    part('rol').parentElement.hidden = fromAnswers;
}

// ---- beginning ----

async function begin() {
    if (document.documentElement.dataset.view !== NAME) return;
    if (!part('form')) {
        requestAnimationFrame(begin);
        return;
    }
    if (!begun) {
        begun = true;
        fillFields();
        await openKept();
    }
    if (asked) startFrom(asked);
    else if (!part('start').hidden) drawAnswers(null);
}

async function fillFields() {
    try {
        const fields = await request(`${ROUTES}/velden`);
        for (const name of ['aan', 'van', 'datum']) part(name).value ||= fields[name];
    } catch (error) {
        warn(error.message);
    }
}

async function openKept() {
    const kept = keptMemo();
    if (kept === null) return showStart();
    try {
        const answer = await request(`${ROUTES}/controle`, {body: kept});
        if (kept !== keptMemo()) return openKept();
        sheet.open(answer, true);
        if (asked) showStart();
        else showEditor();
    } catch (error) {
        showStart();
        const again = make('button', {type: 'button', textContent: 'Probeer opnieuw', data: {sheetDo: 'reopen'}});
        warn(error.message, ...(error.refused ? [] : [again]));
    }
}

function startFrom({conversation, turn}) {
    asked = null;
    warn(turn && !isKept(conversation, turn) ? NO_LONGER_KEPT : '');
    part('form').elements.uit.value = 'gesprek';
    showStart();
    drawAnswers([turn ? `${conversation} ${turn}` : conversation]);
    part('onderwerp').value = titleOf(conversation, turn);
    part('start-title').focus();
}

/** Begin a memo of one answer of a conversation, or of the whole of it. */
function memoOf(conversation, turn = null) {
    asked = {conversation, turn};
    const isShown = document.documentElement.dataset.view === NAME;
    showView(NAME);
    if (isShown) begin();
}

/** Whether the memo that is there may go; true when there is none. */
function mayGo() {
    if (keptMemo() === null && !state.sheet) return Promise.resolve(true);
    const dialog = part('discard');
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => {
        dialog.addEventListener('close', () => resolve(dialog.returnValue === 'sure'), {once: true});
    });
}

// ---- making ----

async function makeMemo() {
    if (making) return warn(WAIT);
    if (!await mayGo()) return;
    const fields = Object.fromEntries(['onderwerp', 'aan', 'van', 'datum'].map((name) => [name, part(name).value]));
    const fromAnswers = part('form').elements.uit.value === 'gesprek';
    const [path, body] = fromAnswers ? ['/gesprek', {velden: fields, beurten: chosenTurns(answers())}]
        : ['/onderwerp', {...fields, rol: part('rol').value || null}];
    making = new AbortController();
    setBusy(true);
    try {
        if (fromAnswers && !checkedIn(answers()).length) throw new Failure('Kies minstens één antwoord voor het memo.');
        const made = await request(`${ROUTES}${path}`, {body: JSON.stringify(body), signal: making.signal});
        setBusy(false);
        sheet.open(made);
        goToEditor();
        say(READY);
    } catch (error) {
        setBusy(false);
        warn(error.name === 'AbortError' ? STOPPED : error.message);
        part('form').querySelector('[type="submit"]').focus();
    } finally {
        making = null;
    }
}

function setBusy(busy) {
    warn('');
    part('busy').hidden = !busy;
    part('form').hidden = busy;
    part('open').hidden = busy;
    if (busy) document.querySelector('#memo-busy button').focus();
}

async function openFile(file) {
    if (!file || making) return;
    if (file.size > MOST_BYTES) return warn(TOO_LARGE);
    try {
        const answer = await request(`${ROUTES}/controle`, {body: await file.text()});
        if (!await mayGo()) return;
        sheet.open(answer);
        goToEditor();
        say(READY);
    } catch (error) {
        warn(error.message);
    }
}

// ---- files ----

async function getFile(form) {
    const quotes = part('quotes').checked ? '&citaten=1' : '';
    warn('');
    part('file-alert').textContent = '';
    say(FILE_BUSY);
    try {
        const file = await request(`${ROUTES}/bestand?soort=${form}${quotes}`, {body: asText()});
        download(fileName(state.sheet.fields.subject, form, NAME), file.type, file);
        say(FILE_READY);
    } catch (error) {
        part('file-alert').textContent = error.message;
    }
}

function keepAsFile() {
    const text = state.sheet ? asText() : keptMemo();
    if (text !== null) download(fileName(state.sheet?.fields.subject ?? '', 'json', NAME), 'application/json', text);
}

// ---- what a visitor does ----

const ACTS = {
    stop: () => making?.abort(),
    choose: () => part('file').click(),
    back: goToEditor,
    reopen: openKept,
    download: getFile,
    keep: keepAsFile,
    async new() {
        if (!await mayGo()) return;
        sheet.close();
        forgetMemo();
        part('form').reset();
        await fillFields();
        showStart();
        drawAnswers([]);
        part('start-title').focus();
    },
    sure: () => part('discard').close('sure'),
    leave: () => part('discard').close(),
};

document.addEventListener('click', ({target}) => {
    const button = target.closest('#memos [data-sheet-do]');
    if (button) {
        const {sheetDo} = button.dataset;
        if (act(sheetDo, button.value)) return;
        finish();
        ACTS[sheetDo](button.value);
    }
    const answer = target.closest('[data-memo]');
    if (answer) memoOf(conversations.current(), answer.dataset.memo);
});
document.addEventListener('memo-of-conversation', ({detail}) => memoOf(detail));
document.addEventListener('submit', (event) => {
    if (event.target.id !== 'memo-form') return;
    event.preventDefault();
    makeMemo();
});
document.addEventListener('change', ({target}) => {
    if (target.name === 'uit' && target.closest('#memo-form')) drawAnswers(null);
    if (target.id !== 'memo-file') return;
    openFile(target.files[0]);
    target.value = '';
});

const isOver = (event) => event.dataTransfer?.types.includes('Files') && part('form') && event.target.closest?.('#view-memo');
document.addEventListener('dragover', (event) => { if (isOver(event)) event.dataTransfer.dropEffect = 'copy'; });
document.addEventListener('drop', (event) => { if (isOver(event)) openFile([...event.dataTransfer.files][0]); });

whenChangedElsewhere(async () => {
    if (!begun || making || state.editing) return;  // what is being typed here goes before
    sheet.close();
    await openKept();
    if (state.sheet) say(ELSEWHERE);
});
document.addEventListener('view-shown', ({detail}) => {
    if (detail !== NAME) finish();
    begin();
});
begin();
