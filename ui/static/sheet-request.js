// Asking the program about a memo or a mail.
const NO_ANSWER = 'Het programma geeft geen antwoord. Kijk of het nog draait en probeer het opnieuw.';

/** A line for the visitor. "refused" when the program did not want what was sent. */
export class Failure extends Error {
    constructor(line, refused = false) {
        super(line);
        this.refused = refused;
    }
}

/** The answer of the program; throws a Failure, or an AbortError when it was no longer wanted. */
export async function request(address, {body, signal, type = 'application/json'} = {}) {
    const options = body === undefined ? {} : {method: 'POST', headers: {'X-Denktank': '1', 'Content-Type': type}, body};
    let answer;
    try {
        answer = await fetch(address, {...options, signal});
        if (answer.ok) return answer.headers.get('content-type') === 'application/json' ? await answer.json() : await answer.blob();
        const isLine = answer.headers.get('content-type')?.startsWith('text/plain');
        throw new Failure(isLine && await answer.text() || NO_ANSWER, answer.status < 500);
    } catch (error) {
        if (error instanceof Failure || error.name === 'AbortError') throw error;
        throw new Failure(NO_ANSWER);
    }
}
