// A mail with its reply as a sheet (see sheet-value.js): how it comes, how it is sent, and its own fields.
import {remember} from './sheet-value.js';

export const FIELDS = ['to', 'subject', 'salutation', 'opening', 'closing', 'contact'];
// What does not follow from the questions stays as a person left it when the questions are answered anew.
const OF_THE_WRITER = ['to', 'subject', 'salutation', 'closing', 'contact'];

/** The sheet in an answer of the program that has a reply. */
export function taken(answer) {
    const {vragen, antwoord} = answer.concept;
    answer.bronnen.forEach((place, at) => remember(antwoord.sources[at], place));
    answer.oordelen.forEach((marks, at) => marks.forEach((mark, place) => remember(antwoord.parts[at].statements[place], mark)));
    const {parts, sources, notes, ...rest} = antwoord;
    const sections = parts.map(({statements, ...about}, at) => ({...about, part: String(at), statements, stays: true}));
    return {questions: vragen, fields: rest, notes, sections, sources};
}

/** What the program is sent: the mail as it came, with the reply as it is here. */
export function written(answer, {questions, fields, notes, sections, sources}) {
    const parts = sections.map(({question, covered, partly, statements}) => ({question, covered, partly, statements}));
    return JSON.stringify({...answer.concept, vragen: questions, antwoord: {...fields, notes, parts, sources}});
}

export const withField = (sheet, name, text) => ({...sheet, fields: {...sheet.fields, [name]: text}});

/** With what a person wrote above and below an older reply. */
export function withWriter(sheet, {fields}) {
    const kept = Object.fromEntries(OF_THE_WRITER.map((name) => [name, fields[name]]));
    return {...sheet, fields: {...sheet.fields, ...kept}};
}

/** A question in a person's own words, at a place or as the last one. */
export function withQuestion(sheet, text, at = sheet.questions.length) {
    const questions = [...sheet.questions];
    questions[at] = {text, written: '', implicit: false};
    return {...sheet, questions};
}

export const withoutQuestion = (sheet, at) => ({...sheet, questions: sheet.questions.filter((_, place) => place !== at)});

/** Whether the reply is to other questions than there are now. */
export function isBehind({questions, sections}) {
    return JSON.stringify(questions.map(({text}) => text)) !== JSON.stringify(sections.map(({question}) => question.text));
}

/** Without the line that the answer to a question may be incomplete. */
export function withWhole(sheet, part) {
    return {...sheet, sections: sheet.sections.map((one) => (one.part === part ? {...one, partly: false} : one))};
}
