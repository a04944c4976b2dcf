// Which part of the site is shown: the one named after the # of the address, up to a slash, else the first.
const FIRST = 'gesprek';
const links = () => [...document.querySelectorAll('#views a')];

// A rule and not an attribute of the parts themselves: Gradio makes those anew when it likes.
const rule = new CSSStyleSheet();
document.adoptedStyleSheets.push(rule);
let shown = null;
let told = null;

/** Show a part of the site; also what the address then says. */
export function showView(name) {
    location.hash = name;
    draw();  // at once: the event of the address comes later, and until then nothing here can have the focus
}

function draw() {
    const wanted = location.hash.slice(1).split('/')[0];
    shown = links().some((link) => link.hash === `#${wanted}`) ? wanted : FIRST;
    document.documentElement.dataset.view = shown;
    // By id: Gradio gives the class of an HTML component to an element inside it as well.
    rule.replaceSync(`.view[id^="view-"]:not(#view-${CSS.escape(shown)}) { display: none !important; }`);
    for (const link of links()) {
        if (link.hash === `#${shown}`) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
    }
    tell();
}

/** Say that another part is shown, once it is there. */
function tell() {
    if (told === shown || !document.querySelector(`#view-${CSS.escape(shown)}`)) return;
    told = shown;
    document.dispatchEvent(new CustomEvent('view-shown', {detail: shown}));
}

window.addEventListener('hashchange', draw);
// Gradio draws the parts one after another: someone may be at a part before it is there.
new MutationObserver((_, observer) => {
    tell();
    if (links().every((link) => document.querySelector(`#view-${CSS.escape(link.hash.slice(1))}`))) observer.disconnect();
}).observe(document.body, {childList: true, subtree: true});
draw();

// The way past the top of the page leads to the first thing in the part that is shown.
document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault();
    const place = document.querySelector(`#view-${CSS.escape(shown)}`);
    place.tabIndex = -1;
    place.focus();
});
