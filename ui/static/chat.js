// The conversation: copying, focus, and what must survive a redrawing.
import {showView} from './views.js';

export function questionBox() {
    return document.querySelector('#question textarea');
}

/** Ask a question from another part of the site. */
export function ask(text) {
    showView('gesprek');
    const box = questionBox();
    box.value = text;
    box.dispatchEvent(new Event('input', {bubbles: true}));
    requestAnimationFrame(() => document.querySelector('#send').click());
}

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

document.addEventListener('click', (event) => {
    const target = event.target.closest('[data-copy], [data-suggest], #fresh, #send, #stop, .example');
    if (!target) return;
    if ('copy' in target.dataset) copyAnswer(target);
    else if (!matchMedia('(pointer: coarse)').matches) questionBox()?.focus();
}, true);

// ---- what a visitor folded out stays so: each redrawing of the conversation takes the "open" away ----

const unfolded = new Set();
function remember(details, open) {
    if (open) unfolded.add(details.id);
    else unfolded.delete(details.id);
}

// At the click, since a redrawing may come before the event that tells of it; the event for other ways.
document.addEventListener('click', ({target}) => {
    const details = target.closest('#log summary')?.parentElement;
    if (details) remember(details, !details.open);
});
document.addEventListener('toggle', ({target}) => {
    if (target.matches('#log details')) remember(target, target.open);
}, true);

document.addEventListener('log-drawn', () => {
    for (const details of document.querySelectorAll('#log details')) details.open = unfolded.has(details.id);
});

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
