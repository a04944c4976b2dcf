// The few things a page must do itself: opening and closing a source, copying, and focus.
const isPhone = () => matchMedia('(max-width: 56rem)').matches;
let opener = null;

function questionBox() {
    return document.querySelector('#question textarea');
}

function panelArticle() {
    return document.querySelector('#panel article');
}

// ---- sources ----

function showSource() {
    const article = panelArticle();
    document.documentElement.classList.toggle('source-open', Boolean(article));
    if (!article) return;
    const body = article.querySelector('.panel-body');
    const mark = article.querySelector('mark');
    const top = mark ? mark.getBoundingClientRect().top - body.getBoundingClientRect().top : 0;
    body.scrollTop = Math.max(0, body.scrollTop + top - body.clientHeight / 3);
    article.querySelector('[data-close]').focus({preventScroll: true});
    if (isPhone() && !history.state?.source) history.pushState({source: true}, '');
}

function hideSource() {
    const article = panelArticle();
    if (!article) return;
    article.dispatchEvent(new CustomEvent('source-close', {bubbles: true}));
    document.documentElement.classList.remove('source-open');
    const same = opener && document.querySelector(`#log a[data-ref="${CSS.escape(opener.dataset.ref)}"]`);
    const target = opener?.isConnected ? opener : same || questionBox();
    target?.focus();
}

function closeSource() {
    if (history.state?.source) history.back();
    else hideSource();
}

document.addEventListener('source-shown', () => requestAnimationFrame(showSource));
window.addEventListener('popstate', hideSource);
document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && panelArticle()) closeSource();
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

document.addEventListener('click', (event) => {
    const target = event.target.closest(
        '[data-ref], [data-close], [data-copy], [data-suggest], #fresh, #send, #stop, .example');
    if (!target) return;
    if (target.dataset.ref) opener = target;
    else if ('close' in target.dataset) closeSource();
    else if ('copy' in target.dataset) copyAnswer(target);
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

// ---- a new question comes into view; a lost connection is told in Dutch ----

let newest = null;
function followConversation() {
    const turn = document.querySelector('#log .turn:last-of-type');
    const name = turn?.getAttribute('aria-labelledby') ?? null;
    if (turn && name !== newest) turn.scrollIntoView({block: 'start'});
    newest = name;
}

function translateToast() {
    connection.hidden = !document.querySelector('.toast-body');
}

const connection = document.createElement('div');
connection.id = 'connection';
connection.hidden = true;
connection.setAttribute('role', 'alert');
connection.textContent =
    'Het programma geeft geen antwoord. Kijk of het nog draait en laad daarna deze pagina opnieuw.';
document.body.append(connection);

new MutationObserver(() => {
    followConversation();
    translateToast();
    document.documentElement.lang = 'nl';
}).observe(document.body, {childList: true, subtree: true});
