// Whether the chat can answer: a screen instead of the first one for as long as it cannot.
const EVERY = 1000;
const RARELY = 5000;
let latest = null;
let shown = null;

function made(name, text, className = '') {
    const element = document.createElement(name);
    element.textContent = text;
    element.className = className;
    return element;
}

/** Build the screen for a stage; what counts on while it lasts is changed in place, so it is read once. */
function draw(place, state) {
    const screen = made('section', '', state.passes ? '' : 'stuck');
    screen.id = 'readiness';
    screen.setAttribute('aria-labelledby', 'readiness-title');
    const title = made('h2', state.title);
    title.id = 'readiness-title';
    screen.append(title);
    for (const line of state.lines) screen.append(made('p', line));
    if (state.passes) {
        const bar = made('progress', '');
        bar.setAttribute('aria-labelledby', 'readiness-title');
        screen.append(bar, made('p', '', 'count'));
    }
    if (state.add && document.querySelector('#views a[href="#publicaties"]')) {
        const link = made('a', state.add, 'go');
        link.href = '#publicaties';
        screen.append(link);
    }
    place.replaceChildren(screen);
}

function count(place, state) {
    const bar = place.querySelector('progress');
    if (!bar || !state.total) return;
    bar.max = state.total;
    bar.value = state.done;
    write(place.querySelector('.count'), state.count);
}

function say(text) {
    write(document.querySelector('#readiness-status'), text);
}

function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

function show(state) {
    const ready = state.stage === 'klaar';
    document.documentElement.classList.toggle('not-ready', !ready);
    const place = document.querySelector('#readiness-place [data-readiness]');
    if (!place) return;
    const now = `${state.stage} ${state.lines}`;
    if (now !== shown) {
        if (ready) place.replaceChildren();
        else draw(place, state);
        if (!ready) say(`${state.title}. ${state.lines.join(' ')}`);
        else if (shown !== null) say(place.dataset.ready);
        shown = now;
    }
    count(place, state);
}

// Also when the page has just been drawn, and when the first screen is made anew for a new conversation.
function refresh() {
    if (!latest) return;
    show(latest);
    for (const line of document.querySelectorAll('#intro .library')) write(line, latest.library);
}

async function look() {
    let wait = RARELY;
    try {
        latest = await (await fetch('/denktank/toestand')).json();
        refresh();
        if (latest.stage === 'klaar') return;
        if (latest.passes) wait = EVERY;
    } catch {
        // The program is away, which connection.js tells.
    }
    setTimeout(look, wait);
}

new MutationObserver(refresh).observe(document.body, {childList: true, subtree: true});
look();
