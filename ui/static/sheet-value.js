// A memo or a reply as a value with "sections" of statements and their "sources": every change gives a new one
// and leaves what did not change the same object. A section without statements goes, unless it "stays".
//
// What the program said of a statement (its mark) or a source (its address and place) goes with that object,
// so a statement that was changed has no mark until it is checked again.
const said = new WeakMap();

/** What the program said of a statement or a source; undefined when it did not. */
export const saidOf = (object) => said.get(object);
export const remember = (object, line) => { said.set(object, line); };

/** Sources that the program found, each of which can be added. */
export function found(answer) {
    return answer.bronnen.map(({bron, ...place}) => {
        said.set(bron, place);
        return bron;
    });
}

export const sectionOf = (sheet, part) => sheet.sections.find((section) => section.part === part);
export const statementAt = (sheet, {part, at}) => sectionOf(sheet, part)?.statements[at];
export const sourceOf = (sheet, n) => sheet.sources.find((source) => source.n === n);
export const sourcesOf = (sheet, statement) => statement.sources.map((n) => sourceOf(sheet, n)).filter(Boolean);

/** Where a statement is, as long as it was not changed. */
export function placeOf(sheet, statement) {
    for (const {part, statements} of sheet.sections) {
        const at = statements.indexOf(statement);
        if (at >= 0) return {part, at};
    }
    return null;
}

/** Whether two citations are of the same sentence. */
export const isSame = (one, other) => one.publication === other.publication && one.page === other.page
    && one.start === other.start && one.end === other.end && one.quote === other.quote;

function withStatements(sheet, order, part, change) {
    const before = sectionOf(sheet, part);
    const statements = change([...before?.statements ?? []]);
    const others = sheet.sections.filter((section) => section.part !== part);
    const sections = statements.length || before?.stays ? [...others, {...before, part, statements}] : others;
    sections.sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
    return {...sheet, sections};
}

/** With another text, role or sources for a statement, or with a new one at that place. */
export function put(sheet, order, {part, at, isNew}, {text, role, sources}) {
    const old = isNew ? null : statementAt(sheet, {part, at});
    const all = [...sheet.sources];
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
    return withStatements({...sheet, sources: all}, order, part, (list) => {
        list.splice(at, isNew ? 0 : 1, statement);
        return list;
    });
}

export function without(sheet, order, {part, at}) {
    return withStatements(sheet, order, part, (list) => list.filter((_, place) => place !== at));
}

/** The place to move a statement to: that of the one before or after it with the same role; null at an end. */
export function besides(sheet, {part, at}, by) {
    const {statements} = sectionOf(sheet, part);
    for (let place = at + by; statements[place]; place += by) {
        if (statements[place].role === statements[at].role) return place;
    }
    return null;
}

export function moved(sheet, order, {part, at}, to) {
    return withStatements(sheet, order, part, (list) => {
        [list[at], list[to]] = [list[to], list[at]];
        return list;
    });
}

/** Without a source, wherever it was used. */
export function withoutSource(sheet, n) {
    const drop = (statement) => (!statement.sources.includes(n) ? statement
        : {...statement, sources: statement.sources.filter((one) => one !== n), reasons: [],
            standing: statement.sources.length > 1 ? 'niet_bevestigd' : 'eigen_tekst'});
    const sections = sheet.sections.map((section) => ({...section, statements: section.statements.map(drop)}));
    return {...sheet, sections, sources: sheet.sources.filter((source) => source.n !== n)};
}
