// The publications: the list, adding files one after another with progress, and removing.
import {load} from './fragments.js';

const LIST = '/denktank/publicaties';
const WORK = `${LIST}/stand`;
const NO_ANSWER = 'Het programma geeft geen antwoord. Kijk of het nog draait en voeg het bestand opnieuw toe.';
const NOT_DONE = 'Het programma geeft geen antwoord. Kijk of het nog draait en probeer het opnieuw.';
const EVERY = 700;
const OWN = {'X-Denktank': '1'};

const part = (name) => document.querySelector(`#library-${name}`);
const queue = [];
let sending = false;
let asking = false;
let version = null;
const announced = new Set();
let announcedIndex = '';

// ---- what there is ----

/** Show the list as it is now. What is folded out and where the focus is stay so. */
async function showList() {
    const place = part('list');
    const open = Boolean(place.querySelector('details')?.open);
    const fresh = document.createElement('div');
    await load(fresh, LIST);
    const within = place.contains(document.activeElement) ? document.activeElement : null;
    const address = within?.getAttribute('href');
    const key = within?.dataset.remove;
    place.replaceChildren(...fresh.childNodes);
    if (open) place.querySelector('details')?.setAttribute('open', '');
    if (!within) return;
    const again = [...place.querySelectorAll('a, button, summary')].find((other) =>
        address ? other.getAttribute('href') === address : key ? other.dataset.remove === key : other.tagName === within.tagName);
    (again ?? part('told')).focus({preventScroll: true});
}

// ---- what the work is at ----

async function follow() {
    if (asking) return;
    asking = true;
    try {
        while (await showWork()) await new Promise((resolve) => { setTimeout(resolve, EVERY); });
    } finally {
        asking = false;
    }
}

/** Show what the work is at; whether there will be more to show. */
async function showWork() {
    const place = part('work');
    const fresh = document.createElement('div');
    if (!await load(fresh, WORK)) {
        place.replaceChildren(...fresh.childNodes);
        return false;
    }
    const work = fresh.querySelector('.work');
    const busy = 'busy' in work.dataset;
    place.replaceChildren(work);
    announce(work);
    if (version !== null && version !== work.dataset.version) {
        await showList();
        document.dispatchEvent(new CustomEvent('library-changed'));
    }
    version = work.dataset.version;
    return busy || sending;
}

/** Tell a screen reader how each file and the index ended, once. */
function announce(work) {
    const lines = [];
    for (const file of work.querySelectorAll('[data-ended]')) {
        if (!announced.has(file.dataset.ended) && version !== null) lines.push(file.textContent);
        announced.add(file.dataset.ended);
    }
    const index = work.querySelector('.index:not(.going) p')?.textContent ?? '';
    if (index && index !== announcedIndex && version !== null) lines.push(index);
    announcedIndex = index;
    if (lines.length) part('said').textContent = lines.join(' ');
}

// ---- adding ----

function addFiles(files) {
    part('told').textContent = '';
    if (!sending) part('uploads').replaceChildren();
    for (const file of files) queue.push({file, row: addRow(file.name)});
    sendAll();
}

function addRow(name) {
    const row = document.createElement('li');
    const line = document.createElement('p');
    line.textContent = `${name}: wacht op versturen`;
    const bar = document.createElement('progress');
    bar.setAttribute('aria-label', name);
    bar.max = 100;
    bar.value = 0;
    row.append(line, bar);
    part('uploads').append(row);
    return row;
}

async function sendAll() {
    if (sending) return;
    sending = true;
    try {
        while (queue.length) {
            const {file, row} = queue.shift();
            const refusal = tooLarge(file) || await send(file, row);
            if (refusal) refuse(row, refusal);
            else row.remove();
            follow();
        }
    } finally {
        sending = false;
    }
}

function tooLarge(file) {
    const most = Number(part('files').dataset.max);
    if (file.size <= most) return '';
    const size = (file.size / 1e6).toFixed(1).replace('.', ',');
    return `${file.name}: te groot bestand (${size} MB; de grens is ${most / 1e6} MB). Maak het kleiner of splits het.`;
}

/** Send one file; gives why it was refused. */
function send(file, row) {
    const [line, bar] = [row.querySelector('p'), row.querySelector('progress')];
    return new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open('POST', `${LIST}?naam=${encodeURIComponent(file.name.toWellFormed?.() ?? file.name)}`);
        request.setRequestHeader('X-Denktank', '1');
        request.setRequestHeader('Content-Type', 'application/octet-stream');
        request.upload.addEventListener('progress', ({loaded, total}) => {
            const share = total ? Math.round(100 * loaded / total) : 100;
            bar.value = share;
            line.textContent = `${file.name}: ${share}% verstuurd`;
        });
        request.addEventListener('load', () => resolve(
            request.status === 202 ? '' : `${file.name}: niet toegevoegd. ${request.responseText || NO_ANSWER}`));
        request.addEventListener('error', () => resolve(`${file.name}: niet toegevoegd. ${NO_ANSWER}`));
        request.send(file);
    });
}

function refuse(row, line) {
    const told = document.createElement('p');
    told.textContent = line;
    row.className = 'failed';
    row.replaceChildren(told);
    part('said').textContent = line;
}

/** The dropped files; a folder cannot be sent as a file. */
function dropped(transfer) {
    const items = [...transfer.items].filter((item) => item.kind === 'file');
    const folders = items.map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory);
    const files = items.filter((item) => !item.webkitGetAsEntry?.()?.isDirectory).map((item) => item.getAsFile());
    addFiles(files.filter(Boolean));
    for (const folder of folders) {
        refuse(addRow(folder.name), `${folder.name}: dit is een map. Open de map en kies de bestanden erin.`);
    }
}

const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');
const mayDrop = (event) => part('files') && event.target.closest?.('#view-publicaties');

// A file that is dropped beside the place for it would take the place of the whole page.
document.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = mayDrop(event) ? 'copy' : 'none';
    document.querySelector('#drop')?.classList.toggle('over', Boolean(mayDrop(event)));
});
for (const name of ['dragleave', 'drop']) {
    document.addEventListener(name, (event) => {
        if (name === 'drop' || !event.relatedTarget) document.querySelector('#drop')?.classList.remove('over');
    });
}
document.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (mayDrop(event)) dropped(event.dataTransfer);
});

document.addEventListener('change', ({target}) => {
    if (target.id !== 'library-files') return;
    addFiles([...target.files]);
    target.value = '';
});

// ---- removing, and the index by hand ----

function askToRemove(button) {
    const dialog = part('dialog');
    dialog.dataset.key = button.dataset.remove;
    dialog.querySelector('.which').textContent = button.dataset.title;
    dialog.showModal();
}

async function change(address) {
    try {
        const answer = await fetch(address, {method: 'POST', headers: OWN});
        return await answer.text();
    } catch {
        return NOT_DONE;
    }
}

async function remove(key) {
    const told = await change(`${LIST}/verwijder?sleutel=${encodeURIComponent(key)}`);
    part('told').textContent = told;
    part('told').focus();
    await showList();
    follow();
}

document.addEventListener('click', async ({target}) => {
    const button = target.closest('#library button');
    if (!button) return;
    const dialog = part('dialog');
    if (button.id === 'library-choose') part('files').click();
    else if ('remove' in button.dataset) askToRemove(button);
    else if ('keep' in button.dataset) dialog.close();
    else if ('sure' in button.dataset) {
        dialog.close();
        await remove(dialog.dataset.key);
    } else if ('build' in button.dataset) {
        button.disabled = true;
        part('told').textContent = await change(`${LIST}/index`);
        part('told').focus();
        follow();
    }
});

// ---- when this part comes into view, which may be before it is drawn ----

async function begin() {
    if (document.documentElement.dataset.view !== 'publicaties') return;
    if (!part('list')) {
        requestAnimationFrame(begin);
        return;
    }
    await showList();
    follow();
}

document.addEventListener('view-shown', begin);
begin();
