// The statements of a memo or a mail with their sources, and the form in the place of the one that is changed.
// Whatever a visitor or a source wrote is put in as text.
import {button, keyOf, make, shortOf} from './sheet-elements.js';
import {saidOf, sectionOf, sourcesOf} from './sheet-value.js';

const UNCHECKED = 'Nog niet nagekeken';
const BY_MODEL = 'Geschreven door een taalmodel. ';

/** The statements of a part with their places; the one that is being changed is a row with "editing". */
export function rowsOf(sheet, part, editing) {
    const rows = (sectionOf(sheet, part)?.statements ?? []).map((statement, at) => ({part, at, statement, role: statement.role}));
    if (!editing) return rows;
    const row = {part, at: editing.at, editing, role: editing.placedRole};
    return editing.isNew ? rows.toSpliced(editing.at, 0, row) : rows.with(editing.at, {...rows[editing.at], editing});
}

/** A statement, or the form in its place, for a kind of sheet (see sheet-shown.js). */
export function drawRow(kind, sheet, row) {
    return row.editing ? drawForm(kind, sheet, row) : drawStatement(kind, sheet, row);
}

function drawStatement(kind, sheet, {part, at, statement}) {
    const key = keyOf({part, at});
    const links = sourcesOf(sheet, statement).map((source) => {
        const link = sourceLink(kind, source, `${key}-${source.n}`, `[${source.n}]`, 'cite');
        link.setAttribute('aria-label', `Bron ${source.n}: ${saidOf(source)?.titel ?? source.title}`);
        return link;
    });
    const cites = links.length ? [' ', make('span', {className: 'cites'}, ...links)] : [];
    const text = make('p', {className: 'text', data: {sheetText: key}}, make('bdi', {textContent: statement.text}), ...cites);
    const edit = button('Bewerk', 'edit', {about: shortOf(statement.text), value: key, key: `edit:${key}`});
    return make('li', {}, make('div', {className: 'shown'}, text, ...markOf(statement)), edit);
}

function markOf(statement) {
    const mark = saidOf(statement) ?? {soort: '', regel: UNCHECKED};
    const line = `${statement.generated ? BY_MODEL : ''}${mark.regel}`.trim();
    return line ? [make('p', {className: `mark ${mark.soort}`, textContent: line})] : [];
}

/** A link that opens a source in the panel beside the page. */
function sourceLink(kind, source, name, text, className = 'source') {
    const place = saidOf(source);
    return make('a', {className, textContent: text, with: {href: place?.adres ?? `#${kind.name}`}, data: {source: `${kind.name}-${name}`}});
}

/** Title, place and quotation of a source. */
function aboutSource(kind, source, name, text) {
    const place = saidOf(source);
    return [sourceLink(kind, source, name, `${text}${place?.titel ?? source.title}`),
        make('span', {className: 'where', textContent: place?.plaats ?? ''}),
        make('q', {textContent: source.quote})];
}

// ---- the form in the place of a statement ----

function drawForm(kind, sheet, {part, at, editing}) {
    const key = keyOf({part, at});
    const id = `${kind.name}-zin-${kind.order().indexOf(part)}-${at}`;
    const field = make('textarea', {
        id, rows: 3, maxLength: kind.most(), textContent: editing.text, data: {key: 'text'},
    });
    const form = make('div', {with: {role: 'group', 'aria-label': 'Zin bewerken'}, data: {changing: key}},
        make('label', {htmlFor: id, textContent: 'Zin'}), field,
        ...kind.choices(part, editing),
        make('div', {className: 'sheet-acts'},
            button('Klaar', 'save', {key: 'save', className: 'sheet-main'}),
            button('Bronnen', 'sources', {key: 'sources', with: {'aria-expanded': String(editing.choosing)}}),
            button('Omhoog', 'up', {key: 'up', disabled: !editing.canMove(-1)}),
            button('Omlaag', 'down', {key: 'down', disabled: !editing.canMove(1)}),
            button('Verwijder', 'remove', {key: 'remove', className: 'danger'}),
            button('Laat zoals het was', 'cancel', {key: 'cancel'})),
        make('p', {className: 'soft', textContent: 'Ctrl+Enter bewaart de zin, Escape laat hem zoals hij was.'}),
        ...(editing.choosing ? [drawChooser(kind, sheet, editing)] : []));
    return make('li', {className: 'changing'}, form);
}

function drawChooser(kind, sheet, editing) {
    const others = sheet.sources.filter((source) => !editing.has(source));
    const row = (source, name, label, what, value) => make('li', {}, ...aboutSource(kind, source, name, ''),
        button(label, what, {about: shortOf(source.quote), value, key: `${what}:${value}`}));
    const list = (title, rows, none) => [make('h4', {textContent: title}),
        rows.length ? make('ul', {className: 'sources'}, ...rows) : make('p', {className: 'soft', textContent: none})];
    const search = make('form', {className: 'find'},
        make('label', {htmlFor: `${kind.name}-words`, textContent: 'Zoek een zin in de bronnen'}),
        make('div', {className: 'sheet-acts'},
            make('input', {type: 'text', id: `${kind.name}-words`, maxLength: 300, autocomplete: 'off', with: {value: editing.words}}),
            make('button', {type: 'submit', textContent: 'Zoek', data: {key: 'find'}})));
    return make('div', {className: 'chooser', with: {role: 'group', 'aria-label': 'Bronnen van deze zin'}},
        ...list('Bronnen van deze zin', editing.sources.map((source, at) =>
            row(source, `eigen-${at}`, 'Haal weg', 'drop-source', String(at))), 'Deze zin heeft geen bron.'),
        ...(others.length ? list(`Andere bronnen van ${kind.thing}`, others.map((source) =>
            row(source, `ander-${source.n}`, 'Voeg toe', 'use-source', String(source.n))), '') : []),
        search, make('p', {className: 'told', textContent: editing.told}),
        ...(editing.found.length ? [make('ul', {className: 'sources'}, ...editing.found.map((source, at) =>
            row(source, `vondst-${at}`, 'Voeg toe', 'use-found', String(at))))] : []));
}

/** The sources below a sheet. */
export function drawSources(kind, sheet) {
    if (!sheet.sources.length) return make('div');
    const rows = sheet.sources.map((source) => make('li', {}, make('div', {}, ...aboutSource(kind, source, `bron-${source.n}`, `[${source.n}] `)),
        button('Haal weg', 'drop-everywhere', {about: `bron ${source.n}`, value: String(source.n), key: `drop:${source.n}`})));
    return make('section', {className: 'part', with: {'aria-labelledby': `${kind.name}-bronnen`}},
        make('h3', {id: `${kind.name}-bronnen`, tabIndex: -1, textContent: 'Bronnen'}), make('ul', {className: 'sources'}, ...rows));
}
