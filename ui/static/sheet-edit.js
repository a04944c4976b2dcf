// The statement of a memo or a reply that is being changed, in its place.
import {keyOf} from './sheet-elements.js';
import {Failure, request} from './sheet-request.js';
import * as value from './sheet-value.js';

const REMOVED = 'Zin verwijderd. U kunt dat ongedaan maken.';
const SEARCHING = 'Ik zoek in de bronnen…';
const NOTHING_FOUND = 'Niets gevonden. Probeer andere woorden.';

const identity = ({publication, page, start, end}) => [publication, page, start, end];
const placeIn = (key) => ({part: key.slice(0, key.lastIndexOf(':')), at: Number(key.slice(key.lastIndexOf(':') + 1))});

/** Changing the statements of a sheet (see sheet-shown.js). */
export function editing({kind, state, place, say, draw, focusOn, set, check, undo}) {
    const isHere = (element) => place('paper')?.contains(element);

    /** What a visitor is making of a statement; nothing of it counts until it is finished. */
    function startOn({part, at}, isNew = false) {
        const old = isNew ? null : value.statementAt(state.sheet, {part, at});
        state.editing = {
            part, at, isNew,
            was: old?.text ?? '',
            text: old?.text ?? '',
            role: old?.role ?? null,
            placedRole: old?.role ?? null,
            sources: old ? value.sourcesOf(state.sheet, old) : [],
            choosing: false, words: '', found: [], told: '',
            has(source) { return this.sources.some((one) => value.isSame(one, source)); },
            canMove(by) { return !this.isNew && value.besides(state.sheet, this, by) !== null; },
        };
        draw();
        const field = place('paper').querySelector('[data-changing] textarea');
        field.focus();
        field.setSelectionRange(field.value.length, field.value.length);
    }

    /** Take over what was made of it. */
    function finish() {
        if (!state.editing) return;
        const done = state.editing;
        state.editing = null;
        const text = done.text.replace(/\s+/g, ' ').trim();
        const old = done.isNew ? null : value.statementAt(state.sheet, done);
        const isSame = old && old.text === text && old.role === done.role
            && JSON.stringify(value.sourcesOf(state.sheet, old).map(identity)) === JSON.stringify(done.sources.map(identity));
        if (text && !isSame) set(value.put(state.sheet, kind.order(), done, {...done, text}), {part: done.part, at: done.at});
        else if (!text && old) remove(done);
        else draw();
    }

    function remove({part, at}) {
        state.editing = null;
        set(value.without(state.sheet, kind.order(), {part, at}));
        say(REMOVED);
    }

    function leave(restore) {
        const {part, at} = state.editing;
        if (restore) {
            state.editing = null;
            draw();
        } else finish();
        focusOn(`edit:${keyOf({part, at})}`, `edit:${keyOf({part, at: at - 1})}`, `add:${part}`, 'add-part');
    }

    function move(by, key) {
        const from = {part: state.editing.part, at: state.editing.at};
        finish();
        // Without text it was removed, with another role it stands among others.
        const to = value.statementAt(state.sheet, from) ? value.besides(state.sheet, from, by) : null;
        if (to !== null) set(value.moved(state.sheet, kind.order(), from, to), {part: from.part, at: to});
        if (value.statementAt(state.sheet, from)) startOn({part: from.part, at: to ?? from.at});
        focusOn(key, 'save', `add:${from.part}`);
    }

    async function findSources() {
        const mine = state.editing;
        mine.words = place('words').value;
        Object.assign(mine, {found: [], told: SEARCHING});
        draw();
        try {
            const answer = await request(`${kind.routes}/bronnen?${new URLSearchParams({woorden: mine.words})}`);
            const found = value.found(answer).filter((source) => !mine.has(source));
            Object.assign(mine, {found, told: found.length ? `${found.length} gevonden` : NOTHING_FOUND});
        } catch (error) {
            if (!(error instanceof Failure)) throw error;
            mine.told = error.message;
        }
        if (mine !== state.editing) return;
        say(mine.told);
        draw();
    }

    function useSource(source) {
        state.editing.sources = [...state.editing.sources, source];
        state.editing.found = state.editing.found.filter((one) => !value.isSame(one, source));
        draw();
        say('Bron toegevoegd.');
        focusOn(`drop-source:${state.editing.sources.length - 1}`);
    }

    // ---- what a visitor does ----

    const WITHIN = {
        save: () => leave(false),
        cancel: () => leave(true),
        up: () => move(-1, 'up'),
        down: () => move(1, 'down'),
        sources() {
            state.editing.choosing = !state.editing.choosing;
            draw();
        },
        remove() {
            state.editing.text = '';
            leave(false);
        },
        'drop-source'(at) {
            state.editing.sources = state.editing.sources.filter((_, one) => one !== Number(at));
            draw();
            say('Bron weggehaald.');
            focusOn(`drop-source:${at}`, `drop-source:${at - 1}`, 'sources');
        },
        'use-source': (n) => useSource(value.sourceOf(state.sheet, Number(n))),
        'use-found': (at) => useSource(state.editing.found[Number(at)]),
    };

    const BESIDE = {
        add(part) {
            startOn({part, at: value.sectionOf(state.sheet, part)?.statements.length ?? 0}, true);
        },
        'drop-everywhere'(n) {
            const at = state.sheet.sources.findIndex((source) => source.n === Number(n));
            set(value.withoutSource(state.sheet, Number(n)));
            say('Bron weggehaald bij alle zinnen.');
            const next = state.sheet.sources[at] ?? state.sheet.sources[at - 1];
            focusOn(`drop:${next?.n}`, 'add-part');
        },
        undo,
        check,
    };

    function edit(key) {
        const statement = value.statementAt(state.sheet, placeIn(key));
        finish();  // another one may go with it, and then this one is elsewhere
        const now = value.placeOf(state.sheet, statement);
        if (now) startOn(now);
    }

    /** Do what a button of the sheet says; false when it is none of these. */
    function act(what, given) {
        if (what === 'edit') edit(given);
        else if (what in WITHIN) WITHIN[what](given);
        else if (what in BESIDE) {
            finish();
            BESIDE[what](given);
        } else return false;
        return true;
    }

    const isBeside = (target) => state.editing && !target.closest?.('[data-changing], #panel');
    let pointing = false;  // a press that has not become a click yet: nothing may move from under it
    document.addEventListener('pointerdown', () => { pointing = true; }, true);
    for (const name of ['pointerup', 'pointercancel']) {
        document.addEventListener(name, () => setTimeout(() => { pointing = false; }), true);
    }
    document.addEventListener('focusin', ({target}) => { if (!pointing && !state.drawing && isBeside(target)) finish(); });
    document.addEventListener('click', ({target}) => {
        if (target.closest('[data-sheet-do]')) return;
        const text = target.closest('a') ? null : target.closest('[data-sheet-text]');
        if (text && isHere(text) && getSelection().isCollapsed) edit(text.dataset.sheetText);
        else if (target.isConnected && isBeside(target)) finish();
    });
    document.addEventListener('input', ({target}) => {
        if (!state.editing || !target.closest('[data-changing]') || !isHere(target)) return;
        if (target.dataset.key === 'text') state.editing.text = target.value;
        if (target.dataset.key === 'role') state.editing.role = target.value || null;
        if (target.id === `${kind.name}-words`) state.editing.words = target.value;
    });
    document.addEventListener('submit', (event) => {
        if (!event.target.matches('form.find') || !isHere(event.target)) return;
        event.preventDefault();
        findSources();
    });
    // Before the panel with sources, which Escape closes too.
    document.addEventListener('keydown', (event) => {
        if (!event.target.closest?.('[data-changing]') || !isHere(event.target) || event.isComposing) return;
        const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        if (!saves && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        leave(!saves);
    }, true);
    window.addEventListener('pagehide', () => {
        if (document.activeElement?.matches('[data-field]')) document.activeElement.blur();
        finish();
    });

    return {act, finish};
}
