// A memo as it will be, with the statement that is being changed as a form in its place.
// Whatever a visitor or a source wrote is put in as text.
import {change} from './draw.js';
import {button, make} from './sheet-elements.js';
import {drawRow, drawSources, rowsOf} from './sheet-statement.js';
import {sectionOf} from './sheet-value.js';

const FIELDS = [['to', 'Aan'], ['sender', 'Van'], ['date', 'Datum'], ['subject', 'Onderwerp']];
const MOST_CORE = 5;
const MOST_TEXT = 5000;
const EVERYONE = 'iedereen';

/** Draw a memo of this kind of sheet; "known" are the parts and roles, "editing" what is being changed (or null). */
export function drawMemo(kind, paper, memo, known, editing) {
    const parts = known.onderdelen.filter((part) => sectionOf(memo, part) || editing?.part === part);
    const wanted = make('div', {id: paper.id},
        fieldsOf(memo),
        ...parts.map((part) => drawPart(kind, memo, known, part, editing)),
        addPart(known.onderdelen.filter((part) => !parts.includes(part))),
        drawSources(kind, memo));
    change(paper, wanted);
    for (const input of paper.querySelectorAll('[data-field]')) {
        if (input !== document.activeElement) input.value = input.getAttribute('value');
    }
}

function fieldsOf({fields}) {
    const rows = [...FIELDS.map(([name, label]) => [name, label, fields[name]]),
        ...fields.extra.map(([label, text], at) => [String(at), label, text])];
    return make('div', {className: 'fields'}, ...rows.flatMap(([name, label, text]) => {
        const id = `memo-veld-${name}`;
        return [make('label', {htmlFor: id, textContent: label}),
            make('input', {type: 'text', id, autocomplete: 'off', maxLength: MOST_TEXT, with: {value: text}, data: {field: name}})];
    }));
}

// ---- the parts ----

function drawPart(kind, memo, known, part, editing) {
    const id = `memo-deel-${known.onderdelen.indexOf(part)}`;
    const rows = rowsOf(memo, part, editing?.part === part ? editing : null);
    const roles = part === known.route ? [null, ...Object.keys(known.rollen)] : [null];
    const groups = roles.flatMap((role) => {
        const own = part === known.route ? rows.filter((row) => (row.role ?? null) === role) : rows;
        if (!own.length) return [];
        const title = role ? [make('h4', {textContent: known.rollen[role]})] : [];
        return [...title, make('ul', {className: 'statements'}, ...own.map((row) => drawRow(kind, memo, row)))];
    });
    return make('section', {className: 'part', with: {'aria-labelledby': id}},
        make('h3', {id, tabIndex: -1, textContent: part}),
        ...(part === known.kern ? tooMuch(sectionOf(memo, part)) : []),
        ...groups,
        button('Voeg een zin toe', 'add', {about: part, value: part, key: `add:${part}`}));
}

function tooMuch(section) {
    const text = (section?.statements ?? []).map((statement) => statement.text).join('\n');
    const sentences = [...new Intl.Segmenter('nl', {granularity: 'sentence'}).segment(text)].filter(({segment}) => segment.trim());
    return sentences.length <= MOST_CORE ? [] : [make('p', {
        className: 'kindly', textContent: `Hier staan nu ${sentences.length} zinnen. Dat mag. Vijf of minder leest prettiger.`,
    })];
}

// ---- below the parts ----

function addPart(absent) {
    if (!absent.length) return make('div');
    return make('div', {className: 'add-part'}, make('label', {htmlFor: 'memo-nieuw-deel', textContent: 'Nog een onderdeel'}),
        make('div', {className: 'sheet-acts'},
            make('select', {id: 'memo-nieuw-deel'}, ...absent.map((part) => make('option', {textContent: part, with: {value: part}}))),
            button('Voeg toe', 'add-part', {key: 'add-part', about: 'het gekozen onderdeel'})));
}

/** The choice of whom advice is for. */
export function roleChoice(known, editing) {
    const options = [['', EVERYONE], ...Object.keys(known.rollen).map((role) => [role, role])].map(([value, label]) =>
        make('option', {textContent: label, with: {value, ...(value === (editing.role ?? '') ? {selected: ''} : {})}}));
    return [make('label', {htmlFor: 'memo-voor', textContent: 'Voor wie'}),
        make('select', {id: 'memo-voor', data: {key: 'role'}}, ...options)];
}
