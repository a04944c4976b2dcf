// A lost connection is told in Dutch; Gradio's own message is partly English.
const connection = document.createElement('div');
connection.id = 'connection';
connection.hidden = true;
connection.setAttribute('role', 'alert');
connection.textContent =
    'Het programma geeft geen antwoord. Kijk of het nog draait en laad daarna deze pagina opnieuw.';
document.body.append(connection);

new MutationObserver(() => {
    connection.hidden = !document.querySelector('.toast-body');
    document.documentElement.lang = 'nl';
}).observe(document.body, {childList: true, subtree: true});
