// Which part of the site is shown: the one named after the # of the address, else the first.
// Gradio gives the class of a part also to what stands inside it.
const views = () => [...document.querySelectorAll('.view[id^="view-"]')];
const nameOf = (view) => view.id.replace(/^view-/, '');

/** Show a part of the site; also what the address then says. */
export function showView(name) {
    if (location.hash !== `#${name}`) location.hash = name;
    else draw();
}

function draw() {
    const all = views();
    if (!all.length) return;
    const wanted = location.hash.slice(1);
    const shown = all.find((view) => nameOf(view) === wanted) ?? all[0];
    for (const view of all) view.toggleAttribute('data-hidden', view !== shown);
    for (const link of document.querySelectorAll('#views a')) {
        if (link.hash === `#${nameOf(shown)}`) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
    }
    if (document.documentElement.dataset.view === nameOf(shown)) return;
    document.documentElement.dataset.view = nameOf(shown);
    document.dispatchEvent(new CustomEvent('view-shown', {detail: nameOf(shown)}));
}

window.addEventListener('hashchange', draw);
new MutationObserver((_, observer) => {
    if (!views().length) return;
    observer.disconnect();
    draw();
}).observe(document.body, {childList: true, subtree: true});
draw();
