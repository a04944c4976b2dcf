// What of a memo as a value (see sheet-value.js) is only of memos: how it comes, and its fields.
import {remember} from './sheet-value.js';

/** The memo in an answer of the program. */
export function taken(answer) {
    const {memo} = answer.memo;
    answer.bronnen.forEach((place, at) => remember(memo.sources[at], place));
    answer.oordelen.forEach((marks, at) => marks.forEach((mark, place) => remember(memo.sections[at].statements[place], mark)));
    return memo;
}

/** With another text in a field: the name of one, or the place of one of the operator's. */
export function withField(memo, name, text) {
    const {fields} = memo;
    if (!/^\d+$/.test(name)) return {...memo, fields: {...fields, [name]: text}};
    return {...memo, fields: {...fields, extra: fields.extra.map(([label, old], at) => [label, at === Number(name) ? text : old])}};
}
