// The answers of the conversations that this browser keeps, to make a memo of.
import * as conversations from './conversations.js';
import {make} from './sheet-elements.js';

const canBeUsed = (turn) => typeof turn?.id === 'string' && turn.state === 'klaar' && Boolean(turn.answer);

/** List every answer; those in "chosen" ("conversation turn", or a whole "conversation") are checked. */
export function listAnswers(place, chosen = null) {
    const wanted = chosen ?? checkedIn(place);
    const listed = conversations.all().flatMap((entry) => {
        const turns = entry.beurten.filter(canBeUsed);
        if (!turns.length) return [];
        const boxes = turns.map((turn) => {
            const name = `${entry.id} ${turn.id}`;
            const box = make('input', {type: 'checkbox', value: name, checked: wanted.includes(name) || wanted.includes(entry.id)});
            return make('label', {className: 'sheet-choice'}, box, make('bdi', {textContent: String(turn.question)}));
        });
        const open = boxes.some((label) => label.firstChild.checked) || entry.id === conversations.current();
        return [make('details', {open}, make('summary', {}, make('bdi', {textContent: entry.titel})), ...boxes)];
    });
    place.replaceChildren(...listed);
    return listed.length > 0;
}

export const checkedIn = (place) => [...place.querySelectorAll('input:checked')].map((box) => box.value);

/** What the program gets of the checked answers. */
export function chosenTurns(place) {
    return checkedIn(place).flatMap((name) => {
        const [id, turn] = name.split(' ');
        return (conversations.read(id)?.beurten ?? []).filter((one) => one?.id === turn).map((one) => JSON.stringify(one));
    });
}

const MOST_TITLE = 200;

/** What a memo of one answer, or of a whole conversation, is called until its maker says otherwise. */
export function titleOf(id, turn = null) {
    const entry = conversations.read(id);
    const asked = entry?.beurten.find((one) => turn && one?.id === turn)?.question;
    return String(asked ?? entry?.titel.replace(/ …$/, '') ?? '').slice(0, MOST_TITLE);
}

/** Whether the answer with this name is kept here. */
export const isKept = (id, turn) => (conversations.read(id)?.beurten ?? []).some((one) => one?.id === turn);
