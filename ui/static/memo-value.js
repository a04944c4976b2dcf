// A memo as a value: every change gives a new one and leaves what did not change the same object.
//
// What the program said of a statement (its mark) or a source (its address and place) goes with that object,
// so a statement that was changed has no mark until it is checked again.
const said = new WeakMap();

/** What the program said of a statement or a source; undefined when it did not. */
export const saidOf = (object) => said.get(object);

/** The memo in an answer of the program. */
export function taken(answer) {
    const {memo} = answer.memo;
    answer.bronnen.forEach((place, at) => said.set(memo.sources[at], place));
    answer.oordelen.forEach((marks, at) => marks.forEach((mark, place) => said.set(memo.sections[at].statements[place], mark)));
    return memo;
}

/** Sources that the program found, each of which can be added. */
export function found(answer) {
    return answer.bronnen.map(({bron, ...place}) => {
        said.set(bron, place);
        return bron;
    });
}

export const sectionOf = (memo, part) => memo.sections.find((section) => section.part === part);
export const statementAt = (memo, {part, at}) => sectionOf(memo, part)?.statements[at];
export const sourceOf = (memo, n) => memo.sources.find((source) => source.n === n);
export const sourcesOf = (memo, statement) => statement.sources.map((n) => sourceOf(memo, n)).filter(Boolean);

/** Where a statement is, as long as it was not changed. */
export function placeOf(memo, statement) {
    for (const {part, statements} of memo.sections) {
        const at = statements.indexOf(statement);
        if (at >= 0) return {part, at};
    }
    return null;
}

/** Whether two citations are of the same sentence. */
export const isSame = (one, other) => one.publication === other.publication && one.page === other.page
    && one.start === other.start && one.end === other.end && one.quote === other.quote;

function withStatements(memo, order, part, change) {
    const before = sectionOf(memo, part)?.statements ?? [];
    const statements = change([...before]);
    const others = memo.sections.filter((section) => section.part !== part);
    const sections = statements.length ? [...others, {part, statements}] : others;
    sections.sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
    return {...memo, sections};
}

/** With another text, role or sources for a statement, or with a new one at that place. */
export function put(memo, order, {part, at, isNew}, {text, role, sources}) {
    const old = isNew ? null : statementAt(memo, {part, at});
    const all = [...memo.sources];
    const numbers = sources.map((source) => {
        let there = all.find((one) => isSame(one, source));
        if (!there) {
            there = {...source, n: Math.max(0, ...all.map((one) => one.n)) + 1};
            said.set(there, said.get(source));
            all.push(there);
        }
        return there.n;
    });
    const statement = {
        text, role, sources: numbers, generated: old?.generated ?? false, reasons: [],
        standing: numbers.length ? 'niet_bevestigd' : 'eigen_tekst',  // until it is checked
    };
    return withStatements({...memo, sources: all}, order, part, (list) => {
        list.splice(at, isNew ? 0 : 1, statement);
        return list;
    });
}

export function without(memo, order, {part, at}) {
    return withStatements(memo, order, part, (list) => list.filter((_, place) => place !== at));
}

/** The place to move a statement to: that of the one before or after it with the same role; null at an end. */
export function besides(memo, {part, at}, by) {
    const {statements} = sectionOf(memo, part);
    for (let place = at + by; statements[place]; place += by) {
        if (statements[place].role === statements[at].role) return place;
    }
    return null;
}

export function moved(memo, order, {part, at}, to) {
    return withStatements(memo, order, part, (list) => {
        [list[at], list[to]] = [list[to], list[at]];
        return list;
    });
}

/** Without a source, wherever it was used. */
export function withoutSource(memo, n) {
    const drop = (statement) => (!statement.sources.includes(n) ? statement
        : {...statement, sources: statement.sources.filter((one) => one !== n), reasons: [],
            standing: statement.sources.length > 1 ? 'niet_bevestigd' : 'eigen_tekst'});
    const sections = memo.sections.map((section) => ({...section, statements: section.statements.map(drop)}));
    return {...memo, sections, sources: memo.sources.filter((source) => source.n !== n)};
}

/** With another text in a field: the name of one, or the place of one of the operator's. */
export function withField(memo, name, text) {
    const {fields} = memo;
    if (!/^\d+$/.test(name)) return {...memo, fields: {...fields, [name]: text}};
    return {...memo, fields: {...fields, extra: fields.extra.map(([label, old], at) => [label, at === Number(name) ? text : old])}};
}
