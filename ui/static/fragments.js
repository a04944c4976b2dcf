// Pieces of the page that the program makes; they come escaped from the program itself.
const NO_ANSWER = 'Het programma geeft geen antwoord. Kijk of het nog draait en probeer het opnieuw.';

/** Put the answer of the program at an address into an element; a failure is a line in Dutch. */
export async function load(element, address, options = {}) {
    element.setAttribute('aria-busy', 'true');
    try {
        const answer = await fetch(address, options);
        const html = await answer.text();
        if (answer.headers.get('content-type')?.startsWith('text/html')) element.innerHTML = html;
        else fail(element, html || NO_ANSWER);
        return answer.ok;
    } catch {
        fail(element, NO_ANSWER);
        return false;
    } finally {
        element.removeAttribute('aria-busy');
    }
}

function fail(element, line) {
    const told = document.createElement('p');
    told.className = 'failure';
    told.setAttribute('role', 'alert');
    told.textContent = line;
    element.replaceChildren(told);
}
