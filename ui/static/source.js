// Opening and closing a source: a link to one opens it beside the page, its address on its own tab.
import {questionBox} from './chat.js';
import {load} from './fragments.js';

const isPhone = () => matchMedia('(max-width: 56rem)').matches;
const panel = () => document.querySelector('#panel');
const panelArticle = () => document.querySelector('#panel article');
let opener = null;

/** Show the source with this query (see the links of an answer) in the panel. */
export async function openSource(query) {
    const place = panel();
    await load(place, `/denktank/bron?${query}`);
    const article = panelArticle();
    if (!article) return;
    document.documentElement.classList.add('source-open');
    const body = article.querySelector('.panel-body');
    const mark = article.querySelector('mark');
    const top = mark ? mark.getBoundingClientRect().top - body.getBoundingClientRect().top : 0;
    body.scrollTop = Math.max(0, body.scrollTop + top - body.clientHeight / 3);
    article.querySelector('[data-close]').focus({preventScroll: true});
    if (isPhone() && !history.state?.source) history.pushState({source: true}, '');
}

function hideSource() {
    if (!panelArticle()) return;
    panel().replaceChildren();
    document.documentElement.classList.remove('source-open');
    const same = opener && document.querySelector(`a[data-source="${CSS.escape(opener.dataset.source)}"]`);
    const target = opener?.isConnected ? opener : same || questionBox();
    target?.focus();
}

export function closeSource() {
    if (history.state?.source) history.back();
    else hideSource();
}

window.addEventListener('popstate', () => { if (!history.state?.source) hideSource(); });
document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && panelArticle()) closeSource();
});
document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-source]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        opener = link;
        openSource(new URL(link.href).search.slice(1));
    } else if (event.target.closest('[data-close]')) closeSource();
    else if (event.target.closest('#fresh')) hideSource();
}, true);

const asked = new URLSearchParams(location.search);
if (asked.has('bron')) {
    const whenThere = new MutationObserver(() => {
        if (!panel()) return;
        whenThere.disconnect();
        openSource(asked.toString());
    });
    whenThere.observe(document.body, {childList: true, subtree: true});
}
