// A lost connection is told in Dutch, and when the program is back the page goes on by itself.
import {tab} from './conversations.js';

const GONE = 'Het programma geeft geen antwoord. Kijk of het nog draait. Zodra het er weer is, gaat deze pagina vanzelf verder; wat u typte en uw gesprek blijven staan.';
const BROKEN = 'Er ging iets mis. Laad deze pagina opnieuw; wat u typte en uw gesprek blijven staan.';
const PROBE_MS = 2000;
// A page that fails again right after it went on by itself is not helped by doing so forever.
const AGAIN_MS = 30_000;
const RELOADED = 'denktank-herladen';

const connection = document.createElement('div');
connection.id = 'connection';
connection.hidden = true;
connection.setAttribute('role', 'alert');
document.body.append(connection);

let isLost = false;
let isLeaving = false;
window.addEventListener('beforeunload', () => { isLeaving = true; });

// No answer in time says nothing: a browser has six connections to a site, and many tabs may be answered.
async function probe() {
    try {
        const answer = await fetch('/ui/main.js', {cache: 'no-store', signal: AbortSignal.timeout(PROBE_MS)});
        return answer.ok ? 'there' : 'unknown';
    } catch (error) {
        return error instanceof TypeError ? 'gone' : 'unknown';
    }
}

function tell(line) {
    connection.textContent = line;
    connection.hidden = false;
}

async function lost() {
    if (isLost || isLeaving) return;
    isLost = true;
    const wasAway = await probe() === 'gone';
    if (isLeaving) return;
    if (!wasAway && Date.now() - Number(tab.getItem(RELOADED) ?? 0) < AGAIN_MS) {
        tell(BROKEN);
        return;
    }
    tell(GONE);
    do await new Promise((resolve) => { setTimeout(resolve, PROBE_MS); }); while (await probe() !== 'there');
    tab.setItem(RELOADED, String(Date.now()));
    location.reload();
}

new MutationObserver(() => {
    if (document.querySelector('.toast-body')) lost();
    document.documentElement.lang = 'nl';
}).observe(document.body, {childList: true, subtree: true});

// Of an answer that breaks off Gradio shows nothing: it stays busy.
window.addEventListener('unhandledrejection', ({reason}) => {
    if (reason instanceof TypeError && /network|fetch|load failed/i.test(reason.message)) lost();
});
setInterval(async () => {
    if (document.querySelector('#log .busy') && await probe() === 'gone') lost();
}, PROBE_MS);
