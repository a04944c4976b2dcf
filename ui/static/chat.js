// The conversation: drawing what the program sends, telling it what is clicked, and keeping it.
import * as conversations from './conversations.js';
import {change, elementOf} from './draw.js';
import {showView} from './views.js';

export function questionBox() {
    return document.querySelector('#question textarea');
}

/** Ask a question from another part of the site. */
export function ask(text) {
    showView('gesprek');
    write(text);
    requestAnimationFrame(() => document.querySelector('#send').click());
}

function write(text) {
    const box = questionBox();
    box.value = text;
    box.dispatchEvent(new Event('input', {bubbles: true}));
}

// The names are those of events of Gradio; ui/chat_tab.py says what each does.
const EVENTS = {suggest: 'submit', retry: 'retry', restore: 'upload', resend: 'download', vote: 'like', explain: 'edit'};
function send(what, data) {
    document.dispatchEvent(new CustomEvent('chat-send', {detail: {event: EVENTS[what], data}}));
}

// ---- drawing: only the turns that changed; the others are left as they are ----

const root = document.documentElement;
const turns = () => document.querySelector('#turns');
let askedAgain = '';
const turnOf = (number) => turns().querySelector(`:scope > [data-number="${number}"]`);

function draw(feed) {
    const sitting = root.dataset.sitting;
    if (feed.lost || (!feed.whole && sitting && feed.sitting !== sitting)) {
        restore(conversations.current(), true);
        return;
    }
    if (feed.sitting !== sitting || feed.conversation !== conversations.current()) turns().replaceChildren();
    root.dataset.sitting = feed.sitting;
    root.classList.remove('restoring');
    conversations.setCurrent(feed.conversation);
    const wanted = new Set(feed.order.map(([number]) => String(number)));
    for (const section of [...turns().children]) if (!wanted.has(section.dataset.number)) section.remove();
    feed.turns.forEach((turn) => put(turn, !feed.whole));
    const missed = feed.order.filter(([number, stage]) => turnOf(number)?.dataset.stage !== stage).join(' ');
    // Once: while an answer grows, every step would ask for the same again.
    if (!feed.whole && missed && missed !== askedAgain) send('resend');
    askedAgain = missed;
    document.dispatchEvent(new CustomEvent('log-drawn'));
    const toKeep = feed.turns.map((turn) => turn.keep).filter(Boolean);
    if (!conversations.keep(feed.conversation, toKeep)) {
        document.dispatchEvent(new CustomEvent('conversations-full', {detail: [feed.conversation, toKeep]}));
    }
}

function put({number, stage, html}, isAsked) {
    const fresh = elementOf(html);
    Object.assign(fresh.dataset, {number, stage});
    const there = turnOf(number);
    if (there) change(there, fresh);
    else turns().insertBefore(fresh, [...turns().children].find((one) => Number(one.dataset.number) > number) ?? null);
    if (!there && isAsked) clearAsked(fresh);
}

// Only what was asked: whoever types the next question meanwhile keeps it.
function clearAsked(turn) {
    if (questionBox().value.trim() === turn.querySelector('.question bdi').textContent) write('');
}

document.addEventListener('feed', ({detail}) => { if (detail?.order || detail?.lost) draw(detail); });

// ---- a conversation that was kept ----

/** Go on with a conversation; "again" where a question was asked that the program could not place. */
export function restore(id, again = false) {
    send('restore', {gesprek: id, beurten: conversations.turnsToSend(id), opnieuw: again});
}

const hasKept = conversations.read(conversations.current()) !== null;
if (hasKept) root.classList.add('restoring');
function begin() {
    if (!questionBox()) {
        requestAnimationFrame(begin);
        return;
    }
    const typed = conversations.tab.getItem('denktank-getypt');
    if (typed && !questionBox().value) write(typed);
    conversations.tab.removeItem('denktank-getypt');
    if (hasKept) restore(conversations.current());
    setTimeout(() => root.classList.remove('restoring'), 5000);
}
if (root.dataset.chat) begin();
else document.addEventListener('feed-ready', begin, {once: true});

window.addEventListener('pagehide', () => {
    if (questionBox()?.value) conversations.tab.setItem('denktank-getypt', questionBox().value);
    if (root.dataset.sitting) navigator.sendBeacon('/denktank/weg', root.dataset.sitting);
});
window.addEventListener('pageshow', ({persisted}) => {
    if (persisted && conversations.current()) restore(conversations.current());
});

// ---- clicks ----

async function copyAnswer(button) {
    const text = button.parentElement.querySelector('pre').textContent;
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        return;
    }
    const label = button.textContent;
    button.textContent = 'Gekopieerd';
    setTimeout(() => { button.textContent = label; }, 2000);
}

const focusBox = () => { if (!matchMedia('(pointer: coarse)').matches) questionBox()?.focus(); };

function clicked({dataset, value}, target) {
    if ('copy' in dataset) copyAnswer(target);
    else if (dataset.vote) send('vote', {ref: dataset.vote, value});
    else if (dataset.reason) send('explain', {ref: dataset.reason, reason: target.parentElement.querySelector('textarea').value});
    else if (dataset.retry) send('retry', {ref: dataset.retry});
    else if (dataset.suggest) send('suggest', {ref: dataset.suggest});
    if ('edit' in dataset) {
        write(target.closest('.turn').querySelector('.question bdi').textContent);
        questionBox().focus();
    } else if (dataset.retry || dataset.suggest || target.matches('#fresh, #send, #stop, .example')) focusBox();
}

const CLICKABLE = '[data-copy], [data-suggest], [data-retry], [data-edit], [data-vote], [data-reason]';
document.addEventListener('click', ({target}) => {
    const button = target.closest(`${CLICKABLE}, #fresh, #send, #stop, .example`);
    if (button) clicked(button, button);
}, true);

// ---- a role that a message tells becomes the chosen one ----

let told = null;
document.addEventListener('log-drawn', () => {
    const turn = [...document.querySelectorAll('#log [data-role]')].at(-1);
    const name = turn?.getAttribute('aria-labelledby') ?? null;
    if (turn && name !== told) document.querySelector('#choice-role').value = turn.dataset.role;
    told = name;
});

// ---- a new question comes into view ----

let newest = null;
document.addEventListener('log-drawn', () => requestAnimationFrame(() => {
    const turn = document.querySelector('#log .turn:last-of-type');
    const name = turn?.getAttribute('aria-labelledby') ?? null;
    if (turn && name !== newest) turn.scrollIntoView({block: 'start'});
    newest = name;
}));
