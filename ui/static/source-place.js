// Where one is in a source: the mark comes into view, and turning a page leaves the lists as they were.
let larger = false;

const scrolls = (element) => element.scrollHeight > element.clientHeight + 1;

/** Scroll to the quotation: a third from the top, and on a page larger than the panel also sideways. */
export function bringMarkIntoView(article) {
    setSize(article);
    const body = article.querySelector('.panel-body');
    const mark = article.querySelector('.mark-place') ?? body.querySelector('mark');
    const scroller = scrolls(body) ? body : article;
    if (!mark) return;
    const [place, room] = [mark.getBoundingClientRect(), scroller.getBoundingClientRect()];
    scroller.scrollTop += Math.round(place.top - room.top - scroller.clientHeight / 3);
    body.scrollLeft += Math.round(place.left - body.getBoundingClientRect().left - 16);
}

export function setLarger(article, wanted) {
    larger = wanted;
    bringMarkIntoView(article);
}

function setSize(article) {
    article.querySelector('.page-image')?.classList.toggle('larger', larger);
    article.querySelector('[data-larger]')?.setAttribute('aria-pressed', String(larger));
}

/** Remember which lists are folded out and how far they are scrolled; gives what puts that back. */
export function keepLists(panel, onPhone) {
    const before = new Map([...panel.querySelectorAll('details')].map(
        (details) => [details.className, details.open]));
    const former = panel.querySelector('.reading-side');
    const top = former?.scrollTop ?? 0;
    const words = panel.querySelector('#search-words')?.defaultValue;
    return () => {
        const side = panel.querySelector('.reading-side');
        if (!side) return;
        const contents = side.querySelector('.contents');
        const results = side.querySelector('.results');
        const chosen = panel.querySelector('.mark-place, .page-text mark');
        if (contents) contents.open = before.get('contents') ?? !onPhone;
        if (results && onPhone) results.open = !chosen;
        const sameWords = panel.querySelector('#search-words')?.defaultValue === words;
        if (former && sameWords) side.scrollTop = top;
        else side.scrollTop = results ? 0 : currentTop(side);
    };
}

function currentTop(side) {
    const current = side.querySelector('.contents[open] [aria-current]');
    if (!current) return 0;
    return current.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
}
