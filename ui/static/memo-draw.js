// A memo as it will be, with the statement that is being changed as a form in its place.
// Whatever a visitor or a source wrote is put in as text.
import {change} from './draw.js';
import {saidOf, sectionOf, sourcesOf} from './memo-value.js';

const FIELDS = [['to', 'Aan'], ['sender', 'Van'], ['date', 'Datum'], ['subject', 'Onderwerp']];
const MOST_CORE = 5;
const UNCHECKED = 'Nog niet nagekeken';
const BY_MODEL = 'Geschreven door een taalmodel. ';
const EVERYONE = 'iedereen';

/** An element with these properties, attributes (in "with") and children. */
export function make(name, {with: attributes = {}, data = {}, ...properties} = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    Object.assign(element.dataset, data);
    element.append(...children);
    return element;
}

/** A button; "about" is what it is about, for who hears it out of its place. */
export function button(label, what, {about = '', key = '', ...properties} = {}) {
    const made = make('button', {type: 'button', textContent: label, data: {memoDo: what}, ...properties});
    if (about) made.setAttribute('aria-label', `${label}: ${about}`);
    if (key) made.dataset.key = key;
    return made;
}

export const shortOf = (text) => (text.length > 60 ? `${text.slice(0, 60).trimEnd()} …` : text);
export const keyOf = ({part, at}) => `${part}:${at}`;

/** Draw a memo; "known" are the parts and roles, "editing" what is being changed (or null). */
export function drawMemo(paper, memo, known, editing) {
    const parts = known.onderdelen.filter((part) => sectionOf(memo, part) || editing?.part === part);
    const wanted = make('div', {id: paper.id},
        fieldsOf(memo),
        ...parts.map((part) => drawPart(memo, known, part, editing)),
        addPart(known.onderdelen.filter((part) => !parts.includes(part))),
        drawSources(memo));
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
            make('input', {type: 'text', id, autocomplete: 'off', with: {value: text}, data: {field: name}})];
    }));
}

// ---- the parts ----

function drawPart(memo, known, part, editing) {
    const id = `memo-deel-${known.onderdelen.indexOf(part)}`;
    const rows = rowsOf(memo, part, editing?.part === part ? editing : null);
    const roles = part === known.route ? [null, ...Object.keys(known.rollen)] : [null];
    const groups = roles.flatMap((role) => {
        const own = part === known.route ? rows.filter((row) => (row.role ?? null) === role) : rows;
        if (!own.length) return [];
        const title = role ? [make('h4', {textContent: known.rollen[role]})] : [];
        return [...title, make('ul', {className: 'statements'}, ...own.map((row) => drawRow(memo, known, row)))];
    });
    return make('section', {className: 'part', with: {'aria-labelledby': id}},
        make('h3', {id, tabIndex: -1, textContent: part}),
        ...(part === known.kern ? tooMuch(sectionOf(memo, part)) : []),
        ...groups,
        button('Voeg een zin toe', 'add', {about: part, value: part, key: `add:${part}`}));
}

/** The statements of a part with their places; the one that is being changed is a row with "editing". */
function rowsOf(memo, part, editing) {
    const rows = (sectionOf(memo, part)?.statements ?? []).map((statement, at) => ({part, at, statement, role: statement.role}));
    if (!editing) return rows;
    const row = {part, at: editing.at, editing, role: editing.placedRole};
    return editing.isNew ? rows.toSpliced(editing.at, 0, row) : rows.with(editing.at, {...rows[editing.at], editing});
}

function tooMuch(section) {
    const text = (section?.statements ?? []).map((statement) => statement.text).join('\n');
    const sentences = [...new Intl.Segmenter('nl', {granularity: 'sentence'}).segment(text)].filter(({segment}) => segment.trim());
    return sentences.length <= MOST_CORE ? [] : [make('p', {
        className: 'kindly', textContent: `Hier staan nu ${sentences.length} zinnen. Dat mag. Vijf of minder leest prettiger.`,
    })];
}

function drawRow(memo, known, row) {
    return row.editing ? drawForm(memo, known, row) : drawStatement(memo, row);
}

function drawStatement(memo, {part, at, statement}) {
    const key = keyOf({part, at});
    const links = sourcesOf(memo, statement).map((source) => {
        const link = sourceLink(source, `memo-${key}-${source.n}`, `[${source.n}]`, 'cite');
        link.setAttribute('aria-label', `Bron ${source.n}: ${saidOf(source)?.titel ?? source.title}`);
        return link;
    });
    const cites = links.length ? [' ', make('span', {className: 'cites'}, ...links)] : [];
    const text = make('p', {className: 'text', data: {memoText: key}}, make('bdi', {textContent: statement.text}), ...cites);
    const edit = button('Bewerk', 'edit', {about: shortOf(statement.text), value: key, key: `edit:${key}`});
    return make('li', {}, make('div', {className: 'shown'}, text, ...markOf(statement)), edit);
}

function markOf(statement) {
    const mark = saidOf(statement) ?? {soort: '', regel: UNCHECKED};
    const line = `${statement.generated ? BY_MODEL : ''}${mark.regel}`.trim();
    return line ? [make('p', {className: `mark ${mark.soort}`, textContent: line})] : [];
}

/** A link that opens a source in the panel beside the page. */
export function sourceLink(source, name, text, className = 'source') {
    const place = saidOf(source);
    return make('a', {className, textContent: text, with: {href: place?.adres ?? '#memo'}, data: {source: name}});
}

/** Title, place and quotation of a source. */
export function aboutSource(source, name, text) {
    const place = saidOf(source);
    return [sourceLink(source, name, `${text}${place?.titel ?? source.title}`),
        make('span', {className: 'where', textContent: place?.plaats ?? ''}),
        make('q', {textContent: source.quote})];
}

// ---- the form in the place of a statement ----

function drawForm(memo, known, {part, at, editing}) {
    const key = keyOf({part, at});
    const id = `memo-zin-${known.onderdelen.indexOf(part)}-${at}`;
    const field = make('textarea', {
        id, rows: 3, maxLength: known.tekens, textContent: editing.text, data: {key: 'text'},
    });
    const form = make('div', {with: {role: 'group', 'aria-label': 'Zin bewerken'}, data: {changing: key}},
        make('label', {htmlFor: id, textContent: 'Zin'}), field,
        ...(part === known.route ? roleChoice(known, editing) : []),
        make('div', {className: 'memo-acts'},
            button('Klaar', 'save', {key: 'save', className: 'memo-main'}),
            button('Bronnen', 'sources', {key: 'sources', with: {'aria-expanded': String(editing.choosing)}}),
            button('Omhoog', 'up', {key: 'up', disabled: !editing.canMove(-1)}),
            button('Omlaag', 'down', {key: 'down', disabled: !editing.canMove(1)}),
            button('Verwijder', 'remove', {key: 'remove', className: 'danger'}),
            button('Laat zoals het was', 'cancel', {key: 'cancel'})),
        make('p', {className: 'soft', textContent: 'Ctrl+Enter bewaart de zin, Escape laat hem zoals hij was.'}),
        ...(editing.choosing ? [drawChooser(memo, editing)] : []));
    return make('li', {className: 'changing'}, form);
}

function roleChoice(known, editing) {
    const options = [['', EVERYONE], ...Object.keys(known.rollen).map((role) => [role, role])].map(([value, label]) =>
        make('option', {textContent: label, with: {value, ...(value === (editing.role ?? '') ? {selected: ''} : {})}}));
    return [make('label', {htmlFor: 'memo-voor', textContent: 'Voor wie'}),
        make('select', {id: 'memo-voor', data: {key: 'role'}}, ...options)];
}

function drawChooser(memo, editing) {
    const others = memo.sources.filter((source) => !editing.has(source));
    const row = (source, name, label, what, value) => make('li', {}, ...aboutSource(source, name, ''),
        button(label, what, {about: shortOf(source.quote), value, key: `${what}:${value}`}));
    const list = (title, rows, none) => [make('h4', {textContent: title}),
        rows.length ? make('ul', {className: 'sources'}, ...rows) : make('p', {className: 'soft', textContent: none})];
    const search = make('form', {id: 'memo-find'},
        make('label', {htmlFor: 'memo-words', textContent: 'Zoek een zin in de bronnen'}),
        make('div', {className: 'memo-acts'},
            make('input', {type: 'text', id: 'memo-words', maxLength: 300, autocomplete: 'off', with: {value: editing.words}}),
            make('button', {type: 'submit', textContent: 'Zoek', data: {key: 'find'}})));
    return make('div', {className: 'chooser', with: {role: 'group', 'aria-label': 'Bronnen van deze zin'}},
        ...list('Bronnen van deze zin', editing.sources.map((source, at) =>
            row(source, `memo-eigen-${at}`, 'Haal weg', 'drop-source', String(at))), 'Deze zin heeft geen bron.'),
        ...(others.length ? list('Andere bronnen van dit memo', others.map((source) =>
            row(source, `memo-ander-${source.n}`, 'Voeg toe', 'use-source', String(source.n))), '') : []),
        search, make('p', {className: 'told', textContent: editing.told}),
        ...(editing.found.length ? [make('ul', {className: 'sources'}, ...editing.found.map((source, at) =>
            row(source, `memo-vondst-${at}`, 'Voeg toe', 'use-found', String(at))))] : []));
}

// ---- below the parts ----

function addPart(absent) {
    if (!absent.length) return make('div');
    return make('div', {className: 'add-part'}, make('label', {htmlFor: 'memo-nieuw-deel', textContent: 'Nog een onderdeel'}),
        make('div', {className: 'memo-acts'},
            make('select', {id: 'memo-nieuw-deel'}, ...absent.map((part) => make('option', {textContent: part, with: {value: part}}))),
            button('Voeg toe', 'add-part', {key: 'add-part', about: 'het gekozen onderdeel'})));
}

function drawSources(memo) {
    if (!memo.sources.length) return make('div');
    const rows = memo.sources.map((source) => make('li', {}, make('div', {}, ...aboutSource(source, `memo-bron-${source.n}`, `[${source.n}] `)),
        button('Haal weg', 'drop-everywhere', {about: `bron ${source.n}`, value: String(source.n), key: `drop:${source.n}`})));
    return make('section', {className: 'part', with: {'aria-labelledby': 'memo-bronnen'}},
        make('h3', {id: 'memo-bronnen', tabIndex: -1, textContent: 'Bronnen'}), make('ul', {className: 'sources'}, ...rows));
}
