// A source beside the page, and a publication to read over it; both are made by the program and come in
// #panel. Going back (button, Escape or the browser's) is one step of the history.
import {questionBox} from './chat.js';
import {load} from './fragments.js';
import {bringMarkIntoView, keepLists, setLarger} from './source-place.js';
import {copyLink} from './source-share.js';
import {cover} from './source-cover.js';

const phone = matchMedia('(max-width: 56rem)');
const panel = () => document.querySelector('#panel');
const article = () => document.querySelector('#panel article');
let opener = null;      // the link that opened the source
let shown = null;       // {mode, query} of what is shown
let latest = 0;         // a page that comes after a later one was asked for is not shown
let asText = false;

const told = document.createElement('div');
told.id = 'source-told';
told.className = 'sr-only';
told.setAttribute('role', 'status');
document.body.append(told);

// ---- showing ----

/** Show the source with this query (see the links of an answer) in the panel. */
export function openSource(query) {
    return open(modeOf(query), query);
}

/** An address with a quotation is a source beside the page; any other is a publication to read. */
function modeOf(query) {
    const fields = new URLSearchParams(query);
    return fields.has('tot') && !fields.has('zoek') ? 'bron' : 'lezen';
}

function open(mode, query, key) {
    const state = {source: {mode, query}};
    // Turning a page is no step of its own; reading on from a source is.
    if (history.state?.source?.mode === mode) history.replaceState(state, '');
    else history.pushState(state, '');
    return show(mode, query, key);
}

async function show(mode, query, key, drawn = true) {
    const mine = ++latest;
    const made = document.createElement('div');
    const fields = new URLSearchParams(query);
    fields.delete('toon');
    if (!drawn) fields.set('toon', 'mislukt');
    else if (asText) fields.set('toon', 'tekst');
    await load(made, `/denktank/${mode}?${fields}`);
    if (mine !== latest) return;
    if (!made.querySelector('article')) frameFailure(made);
    const restore = keepLists(panel(), phone.matches);
    const wasOpen = Boolean(article());
    panel().replaceChildren(...made.childNodes);
    shown = {mode, query};
    document.documentElement.classList.add('source-open');
    document.documentElement.classList.toggle('reading-open', mode === 'lezen');
    cover(panel(), phone.matches || mode === 'lezen');
    restore();
    showOthers();
    bringMarkIntoView(article());
    const same = key && (document.getElementById(key) ?? article().querySelector(`[data-key="${key}"]`));
    const target = same || article().querySelector(wasOpen ? '.panel-body' : '[data-close]');
    target.focus({preventScroll: true});
    told.textContent = wasOpen ? article().dataset.told : '';
}

function frameFailure(made) {
    made.innerHTML = `<article role="region" aria-label="Bron"><div class="panel-bar"><div class="panel-row">
        <button type="button" data-close data-key="terug">← Terug</button></div></div>
        <div class="panel-body" tabindex="0">${made.innerHTML}</div></article>`;
}

function again(key, drawn) {
    if (shown) show(shown.mode, shown.query, key, drawn);
}

// ---- the other sources of the same answer ----

function sourcesOfAnswer() {
    const name = opener?.dataset.source;
    const same = name && document.querySelector(`.turn a[data-source="${CSS.escape(name)}"]`);
    const links = [...(same?.closest('.turn').querySelectorAll('.sources a[data-source]') ?? [])];
    return {links, at: links.findIndex((link) => link.dataset.source === name)};
}

function showOthers() {
    const others = article().querySelector('.others');
    const {links, at} = sourcesOfAnswer();
    if (!others || at < 0 || links.length < 2) return;
    others.hidden = false;
    others.querySelector('span').textContent = `Bron ${at + 1} van ${links.length}`;
    for (const button of others.querySelectorAll('button')) {
        button.disabled = !links[at + Number(button.dataset.other)];
    }
}

function openOther(button) {
    const {links, at} = sourcesOfAnswer();
    const link = links[at + Number(button.dataset.other)];
    if (!link) return;
    opener = link;
    open('bron', new URL(link.href).search.slice(1), button.dataset.key).then(() => {
        if (document.activeElement?.disabled ?? true) article()?.querySelector('.panel-body').focus();
    });
}

// ---- closing ----

function hideSource() {
    latest += 1;
    if (!article()) return;
    panel().replaceChildren();
    shown = null;
    told.textContent = '';
    document.documentElement.classList.remove('source-open', 'reading-open');
    cover(panel(), false);
    if (location.search) history.replaceState(history.state, '', location.pathname + location.hash);
    const same = opener && document.querySelector(`a[data-source="${CSS.escape(opener.dataset.source)}"]`);
    const target = opener?.isConnected ? opener : same || questionBox();
    target?.focus();
}

export function closeSource() {
    if (history.state?.source) history.back();
    else hideSource();
}

window.addEventListener('popstate', () => {
    const source = history.state?.source;
    if (!source) hideSource();
    else show(source.mode, source.query, shown?.mode === 'lezen' ? 'lezen' : undefined);
});
phone.addEventListener('change', () => {
    if (shown) cover(panel(), phone.matches || shown.mode === 'lezen');
});

// ---- what a visitor does ----

const nameOf = (element) => element?.id || element?.dataset.key;

document.addEventListener('keydown', (event) => {
    const clears = event.target.type === 'search' && event.target.value;
    if (event.key === 'Escape' && article() && !clears && !event.defaultPrevented) closeSource();
});
document.addEventListener('click', (event) => {
    const target = event.target.closest('a[data-source], #panel :is(a[data-mode], button), #fresh');
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.id === 'fresh') hideSource();
    else if (target.tagName === 'A') {
        event.preventDefault();
        const query = new URL(target.href).search.slice(1);
        if (target.dataset.mode) open(target.dataset.mode, query, nameOf(target));
        else {
            opener = target;
            openSource(query);
        }
    } else if ('close' in target.dataset) closeSource();
    else if ('other' in target.dataset) openOther(target);
    else if ('share' in target.dataset) copyLink(target, article().dataset.address, told);
    else if ('larger' in target.dataset) setLarger(article(), target.getAttribute('aria-pressed') !== 'true');
    else if ('show' in target.dataset) {
        asText = target.dataset.show === 'tekst';
        again(nameOf(target));
    }
}, true);
document.addEventListener('submit', (event) => {
    const form = event.target.closest('#panel form[data-mode]');
    if (!form) return;
    event.preventDefault();
    open(form.dataset.mode, new URLSearchParams(new FormData(form)).toString(), nameOf(document.activeElement));
});
// A page that cannot be drawn is shown as text.
document.addEventListener('error', ({target}) => {
    if (target.matches?.('#panel .page-image img')) again(nameOf(document.activeElement), false);
}, true);

// ---- the address of a source, and a page that is loaded again ----

const asked = new URLSearchParams(location.search);
const kept = history.state?.source;
if (kept || asked.has('bron')) {
    const whenThere = new MutationObserver(() => {
        if (!panel()) return;
        whenThere.disconnect();
        if (kept) show(kept.mode, kept.query);
        else openSource(asked.toString());
    });
    whenThere.observe(document.body, {childList: true, subtree: true});
}
