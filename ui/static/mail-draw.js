// A mail, its questions and the reply as it will be. Whatever a visitor, a mail or a source says is put in as text.
import {change} from './draw.js';
import {isBehind} from './mail-value.js';
import {button, make, shortOf} from './sheet-elements.js';
import {drawRow, drawSources, rowsOf} from './sheet-statement.js';

const BEHIND = 'De vragen zijn veranderd. Kies ‘Antwoord opnieuw’: dan past het concept er weer bij.';
const IMPLICIT = 'Deze vraag staat er niet letterlijk. ';
const NOT_READ = 'Bijlagen worden niet gelezen.';
const UNKNOWN = 'niet bekend';

// ---- the mail ----

/** What the mail is about, and what was cut off it. */
export function drawAbout(place, {getoond: mail, regel}, hasReply) {
    const rows = [['Van', [mail.van, mail.adres && `<${mail.adres}>`].filter(Boolean).join(' ') || UNKNOWN],
        ...(mail.antwoord_aan ? [['Antwoord aan', mail.antwoord_aan]] : []),
        ['Onderwerp', mail.onderwerp || UNKNOWN],
        ['Datum', dateOf(mail.datum) || UNKNOWN],
        ...(mail.bijlagen.length ? [['Bijlagen', mail.bijlagen.join(', '), NOT_READ]] : [])];
    const list = make('dl', {}, ...rows.flatMap(([name, text, more]) => [make('dt', {textContent: name}),
        make('dd', {}, make('bdi', {textContent: text}), ...(more ? [make('p', {className: 'soft', textContent: more})] : []))]));
    const remarks = hasReply ? [] : mail.opmerkingen;  // otherwise they are among the notes
    place.replaceChildren(
        make('h3', {id: 'mail-about-title', tabIndex: -1, textContent: 'De mail'}), list,
        ...[regel, ...remarks].filter(Boolean).map((line) => make('p', {className: 'notice', textContent: line})),
        ...(mail.tekst.trim() ? [folded('De tekst van de mail', [['', mail.tekst]])] : []),
        ...(mail.eraf.length ? [folded('Wat eraf is gehaald', mail.eraf)] : []));
}

function folded(title, texts) {
    return make('details', {}, make('summary', {textContent: title}), ...texts.flatMap(([label, text]) => [
        ...(label ? [make('h4', {textContent: label})] : []),
        make('div', {className: 'letter', textContent: text, tabIndex: 0, with: {role: 'region', 'aria-label': label || title}})]));
}

function dateOf(iso) {
    const date = new Date(iso);
    if (!iso || Number.isNaN(date.getTime())) return iso;
    return new Intl.DateTimeFormat('nl-NL', iso.includes('T') ? {dateStyle: 'long', timeStyle: 'short'} : {dateStyle: 'long'}).format(date);
}

// ---- its questions, and what whoever sends the reply should know ----

export function drawQuestions(place, sheet, most) {
    const {questions} = sheet;
    const rows = questions.map(({text, written, implicit}, at) => {
        const id = `mail-vraag-${at}`;
        const from = written && written !== text ? `In de mail staat: ‘${written}’` : '';
        const why = `${implicit ? IMPLICIT : ''}${from}`.trim();
        return make('li', {},
            make('label', {htmlFor: id, textContent: `Vraag ${at + 1}`}),
            make('textarea', {id, rows: 2, textContent: text, data: {question: String(at)}, with: why ? {'aria-describedby': `${id}-uit`} : {}}),
            ...(why ? [make('p', {id: `${id}-uit`, className: 'soft', textContent: why})] : []),
            button('Haal weg', 'drop-question', {about: `vraag ${at + 1}`, value: String(at), key: `question:${at}`}));
    });
    const add = questions.length >= most ? [] : [make('form', {id: 'mail-add'},
        make('label', {htmlFor: 'mail-nieuw', textContent: questions.length ? 'Nog een vraag' : 'Een vraag'}),
        make('div', {className: 'sheet-acts'}, make('input', {type: 'text', id: 'mail-nieuw', autocomplete: 'off'}),
            make('button', {type: 'submit', textContent: 'Voeg toe', with: {'aria-label': 'Voeg toe: een vraag'}})))];
    change(place, make('div', {id: place.id},
        make('h3', {id: 'mail-questions-title', tabIndex: -1, textContent: 'De vragen'}),
        make('ol', {}, ...rows), ...add,
        make('div', {className: 'sheet-acts'}, button('Antwoord opnieuw', 'again', {className: isBehind(sheet) ? 'sheet-main' : ''})),
        // Below the button: a line that comes above it moves it from under a click.
        ...(isBehind(sheet) ? [make('p', {className: 'notice', textContent: BEHIND})] : [])));
    for (const field of place.querySelectorAll('[data-question]')) {
        if (field !== document.activeElement) field.value = field.textContent;
    }
}

export function drawNotes(place, {notes}) {
    change(place, make('div', {id: place.id}, ...(notes.length ? [
        make('h3', {textContent: 'Let op'}), make('p', {className: 'soft', textContent: 'Dit staat niet in het antwoord.'}),
        make('ul', {className: 'notice'}, ...notes.map((line) => make('li', {}, make('bdi', {textContent: line})))),
    ] : [])));
}

// ---- the reply ----

/** Draw a reply of this kind of sheet; "lines" are what the program writes for a question without an answer. */
export function drawReply(kind, paper, sheet, lines, editing) {
    const {fields, sections} = sheet;
    change(paper, make('div', {id: paper.id},
        make('div', {className: 'fields'}, ...field(kind, 'to', 'Aan', fields.to), ...field(kind, 'subject', 'Onderwerp', fields.subject)),
        ...field(kind, 'salutation', 'Aanhef', fields.salutation),
        ...field(kind, 'opening', 'Begin', fields.opening, true),
        ...sections.map((section) => drawPart(kind, sheet, section, lines, editing?.part === section.part ? editing : null)),
        ...(sections.some(({statements}) => !statements.length) ? field(kind, 'contact', 'Verwijs naar', fields.contact) : []),
        ...field(kind, 'closing', 'Afsluiting', fields.closing, true),
        drawSources(kind, sheet)));
    for (const input of paper.querySelectorAll('[data-field]')) {
        const text = input.localName === 'input' ? input.getAttribute('value') : input.textContent;
        if (input !== document.activeElement) input.value = text;
    }
}

function field(kind, name, label, text, isLong = false) {
    const id = `mail-veld-${name}`;
    const about = {id, autocomplete: 'off', maxLength: kind.most(), data: {field: name}};
    return [make('label', {htmlFor: id, textContent: label}), isLong
        ? make('textarea', {...about, rows: 2, textContent: text})
        : make('input', {...about, type: 'text', with: {value: text}})];
}

function drawPart(kind, sheet, {part, question, statements, partly}, lines, editing) {
    const id = `mail-deel-${part}`;
    const asked = question.written || question.text;
    const rows = rowsOf(sheet, part, editing);
    const line = statements.length ? partly && lines.deels : lines.onbeantwoord;
    return make('section', {className: 'part', with: {'aria-labelledby': id}},
        make('h3', {id, tabIndex: -1}, make('bdi', {textContent: asked})),
        ...(line ? [make('p', {className: 'line', textContent: line})] : []),
        ...(line && statements.length ? [button('Haal deze regel weg', 'whole', {about: shortOf(asked), value: part})] : []),
        ...(rows.length ? [make('ul', {className: 'statements'}, ...rows.map((row) => drawRow(kind, sheet, row)))] : []),
        button('Voeg een zin toe', 'add', {about: shortOf(asked), value: part, key: `add:${part}`}));
}
