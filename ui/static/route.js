// The routekaart: the map, the stop that the address names, and which stops the last answer used.
import {ask} from './chat.js';
import {load} from './fragments.js';

const NAME = 'routekaart';
const overview = () => document.querySelector('#route-overview');
const details = () => document.querySelector('#route-stop');
const isShown = () => document.documentElement.dataset.view === NAME;
const position = () => location.hash.match(/^#routekaart\/(\d+)$/)?.[1] ?? null;

// What was chosen on the map; the role is that of the chat.
const chosen = {};
function query() {
    const role = document.querySelector('#choice-role')?.value;
    const fields = Object.entries({...chosen, rol: role}).filter(([, value]) => value);
    return new URLSearchParams(fields).toString();
}

// ---- fetching: only the newest answer for a place is shown ----

const newest = new Map();
async function put(element, path) {
    const ticket = Symbol(path);
    newest.set(element.id, ticket);
    element.setAttribute('aria-busy', 'true');
    const fresh = document.createElement('div');
    await load(fresh, `/denktank/routekaart${path}?${query()}`);
    if (newest.get(element.id) !== ticket) return false;
    const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
    element.removeAttribute('aria-busy');
    element.replaceChildren(...fresh.childNodes);
    if (focused) document.getElementById(focused)?.focus({preventScroll: true});
    return true;
}

async function showMap() {
    if (!await put(overview(), '')) return;
    if (asList) drawForm();
    markCurrent();
    markUsed();
}

async function showStop(goThere) {
    const wanted = position();
    markCurrent();
    if (wanted === null) {
        newest.delete(details().id);
        details().replaceChildren();
        return;
    }
    if (!await put(details(), `/${wanted}`) || !goThere) return;
    const heading = details().querySelector('h3');
    heading?.focus({preventScroll: true});
    details().scrollIntoView({block: 'start'});
}

function markCurrent() {
    const current = position();
    for (const link of overview().querySelectorAll('[data-stop]')) {
        if (link.dataset.stop === current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
    }
}

// ---- the same as a list, for who prefers that to a drawing ----

let asList = false;
function drawForm() {
    const button = overview().querySelector('[data-route-list]');
    if (!button) return;
    button.textContent = asList ? button.dataset.asMap : button.dataset.asList;
    overview().querySelector('.route-map').hidden = asList;
    overview().querySelector('.route-list').hidden = !asList;
}

// ---- stops that the last answer cites ----

function citedIn(turn) {
    return [...turn?.querySelectorAll('a.cite[data-source]') ?? []].map((link) => {
        const fields = new URL(link.href).searchParams;
        const [start, end] = [Number(fields.get('van')), Number(fields.get('tot'))];
        return {publication: fields.get('bron'), page: fields.get('pagina') ?? '', start, end};
    });
}

function overlaps(spans, cited) {
    return spans.split(' ').some((span) => {
        const [page, start, end] = span.split(/[:-]/);
        return page === cited.page && Number(start) < cited.end && cited.start < Number(end);
    });
}

function markUsed() {
    const map = overview()?.querySelector('[data-publication]');
    if (!map) return;
    const cited = citedIn(document.querySelector('#log .turn:last-of-type'))
        .filter((one) => one.publication === map.dataset.publication);
    const used = new Set();
    for (const item of map.querySelectorAll('[data-spans]')) {
        const stop = item.querySelector('[data-stop]').dataset.stop;
        if (cited.some((one) => overlaps(item.dataset.spans, one))) used.add(stop);
    }
    const names = new Set();
    for (const link of map.querySelectorAll('[data-stop]')) {
        const isUsed = used.has(link.dataset.stop);
        link.classList.toggle('lit', isUsed);
        if (!link.hasAttribute('aria-label')) continue;
        link.dataset.name ??= link.getAttribute('aria-label');
        const name = link.dataset.name;
        link.setAttribute('aria-label', isUsed ? `${name} (in het laatste antwoord gebruikt)` : name);
        if (isUsed) names.add(name);
    }
    const line = map.querySelector('.route-used');
    line.hidden = !names.size;
    line.textContent = names.size ? `In het laatste antwoord gebruikt: ${[...names].join('; ')}.` : '';
}

// ---- asking about a stop ----

async function toggleQuestions(button) {
    const place = details().querySelector('#stop-questions');
    place.hidden = !place.hidden;
    button.setAttribute('aria-expanded', String(!place.hidden));
    if (!place.hidden) await put(place, `/${position()}/vragen`);
}

// ---- what happens on the page ----

document.addEventListener('click', ({target}) => {
    if (target.closest('[data-route-list]')) {
        asList = !asList;
        drawForm();
    }
    const button = target.closest('[data-route-ask]');
    if (button) toggleQuestions(button);
    const question = target.closest('[data-route-question]');
    if (question) ask(question.textContent);
});

document.addEventListener('change', async ({target}) => {
    const name = target.dataset?.routeChoice;
    if (!name) return;
    chosen[name] = target.value;
    if (name === 'gids') delete chosen.rapport;
    await showMap();
    if (name === 'gids' && position() !== null) location.hash = NAME;
    else showStop(false);
});

document.addEventListener('view-shown', async ({detail}) => {
    if (detail !== NAME) return;
    await showMap();
    showStop(position() !== null);
});
window.addEventListener('hashchange', ({oldURL}) => {
    const wasShown = new URL(oldURL).hash.split('/')[0] === `#${NAME}`;
    if (!isShown() || !wasShown) return;
    showStop(true);
    if (position() !== null) return;
    const left = oldURL.split('/').at(-1);
    const links = [...overview().querySelectorAll(`[data-stop="${CSS.escape(left)}"]`)];
    links.find((link) => link.checkVisibility())?.focus({preventScroll: true});
    overview().scrollIntoView({block: 'start'});
});
document.addEventListener('log-drawn', markUsed);
