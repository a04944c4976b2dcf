// What can be changed of a memo besides its statements (see sheet-edit.js): the fields above it and its parts.
import {sheet} from './memo-shown.js';
import {withField} from './memo-value.js';
import {editing} from './sheet-edit.js';

const NEEDS_SUBJECT = 'Een memo heeft een onderwerp nodig. Het oude staat er weer.';
const {state, say, tell, set, place} = sheet;
const statements = editing(sheet);

export const {finish} = statements;

/** Do what a button of the editor says; false when it is none of the editor. */
export function act(what, given) {
    return what === 'add-part' ? statements.act('add', place('nieuw-deel').value) : statements.act(what, given);
}

document.addEventListener('change', ({target}) => {
    const name = target.dataset?.field;
    if (!state.sheet || name === undefined || !target.closest('#memo-paper')) return;
    if (name === 'subject' && !target.value.trim()) {
        target.value = state.sheet.fields.subject;
        say(NEEDS_SUBJECT);
        tell(NEEDS_SUBJECT);
    } else set(withField(state.sheet, name, target.value.trim()));
});
