// A memo or a reply that is shown: checked again after every change, and one step back at a time.
import {keyOf} from './sheet-elements.js';
import {Failure, request} from './sheet-request.js';
import * as value from './sheet-value.js';

const PAUSE = 400;
const CHECKING = 'Wordt nagekeken…';
const CHECKED = 'Alles is nagekeken met de bronnen.';
const STAYS = 'Uw tekst staat nog hier.';
const UNDONE = 'De laatste wijziging is ongedaan gemaakt.';

/**
 * The sheet of one part of the site, whose elements have ids that begin with its name. A kind has: "name",
 * "thing" (how the sheet is called), "routes", "order()" of its parts, "most()" characters of a statement,
 * "choices(part, editing)" beside the text of one, "draw(paper, sheet, editing)", "taken(answer)" (the sheet in
 * an answer of the program), "written(answer, sheet)" (what is sent) and "changed(text)".
 */
export function shownSheet(kind) {
    const place = (name) => document.querySelector(`#${kind.name}-${name}`);
    const button = (what) => place('bar').querySelector(`[data-sheet-do="${what}"]`);
    /** The sheet, and what a visitor is making of one of its statements (see sheet-edit.js); null where there is none. */
    const state = {sheet: null, editing: null, drawing: false};
    let answered = null;  // the newest answer of the program, which a sheet came in
    let history = [];
    let checking = null;  // the check that is going on; the newest one counts
    let timer = 0;
    let checked = null;   // the sheet that the newest check was of, when it came to an end
    let last = null;      // the statement that was changed last, whose new mark is told

    const asText = () => kind.written(answered, state.sheet);

    /** Tell a screen reader, also when it is the same again. */
    function say(line) {
        place('said').textContent = '';
        requestAnimationFrame(() => { place('said').textContent = line; });
    }

    function tell(line, failed = false) {
        place('state').textContent = line;
        place('state').className = failed ? 'failure' : '';
        const again = button('check');
        again.hidden = !failed;
        again.textContent = 'Kijk opnieuw na';
    }

    function draw() {
        const paper = place('paper');
        const focused = paper.contains(document.activeElement) ? document.activeElement : null;
        const {selectionStart: from, selectionEnd: to} = focused ?? {};
        if (state.sheet) kind.draw(paper, state.sheet, state.editing);
        if (focused?.dataset.key && !paper.contains(document.activeElement)) {
            const again = withKey(focused.dataset.key);
            state.drawing = true;  // this is no choice of the visitor
            again?.focus();
            state.drawing = false;
            if (from !== undefined) again?.setSelectionRange(from, to);
        }
        button('undo').disabled = !history.length;
    }

    const withKey = (key) => place('paper').querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);
    /** Put the focus on the first of these that is there, by its data-key. */
    function focusOn(...keys) {
        const there = keys.map(withKey).find(Boolean);
        (there ?? place('title')).focus();
    }

    // ---- a sheet comes, changes and goes ----

    /** Show a sheet that the program made or checked; "isKept" when it is what the browser keeps already. */
    function open(answer, isKept = false) {
        checking?.abort();
        clearTimeout(timer);
        history = [];
        state.editing = null;
        last = null;
        take(answer, isKept);
    }

    function take(answer, isKept = false) {
        answered = answer;
        state.sheet = kind.taken(answer);
        checked = answer.fout ? null : state.sheet;
        // The program puts its own sentences in their places, so the others may have moved.
        if (last) last = again(last);
        if (state.editing) Object.assign(state.editing, again(state.editing));
        if (!isKept) kind.changed(asText());  // writing it again would tell other tabs of a change
        draw();
        tell(answer.fout ? `${answer.fout} ${STAYS}` : CHECKED, Boolean(answer.fout));
    }

    /** Where a statement is in the sheet as it came back; a new one stays about where it was. */
    function again({part, at, isNew, was}) {
        const {statements} = value.sectionOf(state.sheet, part) ?? {statements: []};
        const same = isNew ? [] : [...statements.keys()].filter((one) => statements[one].text === was);
        const nearest = same.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
        return {part, was, isNew: nearest === undefined, at: nearest ?? Math.min(at, statements.length)};
    }

    function close() {
        checking?.abort();
        clearTimeout(timer);
        state.sheet = null;
        state.editing = null;
        history = [];
        place('paper').replaceChildren();
    }

    /** Another sheet in the place of this one; "changed" is the place of the statement that differs. */
    function set(next, changed = null) {
        history.push({sheet: state.sheet, changed});
        state.sheet = next;
        last = changed && {...changed, was: value.statementAt(state.sheet, changed).text};
        kind.changed(asText());
        draw();
        checkSoon();
    }

    /** Another answer of the program in the place of the sheet; "change" keeps what has to stay. */
    function replace(answer, change) {
        answered = answer;
        set(change(kind.taken(answer)));
    }

    function checkSoon() {
        clearTimeout(timer);
        checking?.abort();
        checking = null;
        tell(CHECKING);
        timer = setTimeout(check, PAUSE);
    }

    /** Have the program check the whole sheet. */
    async function check() {
        clearTimeout(timer);
        checking?.abort();
        const mine = new AbortController();
        checking = mine;
        tell(CHECKING);
        try {
            const answer = await request(`${kind.routes}/controle`, {body: asText(), signal: mine.signal});
            if (mine !== checking) return;
            take(answer);
            const mark = last && !last.isNew && value.saidOf(value.statementAt(state.sheet, last));
            say(answer.fout || (mark ? `Nagekeken: ${mark.regel}` : CHECKED));
            last = null;
        } catch (error) {
            if (error.name === 'AbortError') return;
            if (!(error instanceof Failure)) throw error;
            tell(`${error.message} ${STAYS}`, true);
            say(error.message);
        }
    }

    /** Take the last change back. */
    function undo() {
        const {sheet, changed} = history.pop();
        state.sheet = sheet;
        last = null;
        kind.changed(asText());
        draw();
        checkSoon();
        say(UNDONE);
        focusOn(...(changed ? [`edit:${keyOf(changed)}`] : []));
    }

    return {
        kind, state, place, asText, say, tell, draw, focusOn, open, close, set, replace, check, undo,
        answer: () => answered,
        isChecked: () => checked === state.sheet,
    };
}
