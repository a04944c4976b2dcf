// The memo that is shown; see sheet-shown.js.
import {drawMemo, roleChoice} from './memo-draw.js';
import {keepMemo} from './memo-kept.js';
import {taken} from './memo-value.js';
import {shownSheet} from './sheet-shown.js';

const UNKEPT = 'Deze browser kan uw memo niet bewaren. Het is weg als u deze pagina sluit. Bewaar het als bestand.';

const known = () => JSON.parse(document.querySelector('#memos').dataset.known);
const kind = {
    name: 'memo',
    thing: 'dit memo',
    routes: '/denktank/memo',
    order: () => known().onderdelen,
    most: () => known().tekens,
    choices: (part, editing) => (part === known().route ? roleChoice(known(), editing) : []),
    draw: (paper, memo, editing) => drawMemo(kind, paper, memo, known(), editing),
    taken,
    written: (answer, memo) => JSON.stringify({...answer.memo, memo}),
    changed(text) { document.querySelector('#memo-unkept').textContent = keepMemo(text) ? '' : UNKEPT; },
};
export const sheet = shownSheet(kind);
