// Sending a source on: its whole address, copied or to copy by hand.
export async function copyLink(button, address, told) {
    const link = new URL(address, location.origin).href;
    const field = button.parentElement.querySelector('[data-shared]');
    try {
        await navigator.clipboard.writeText(link);
    } catch {
        field.hidden = false;
        field.value = link;
        field.select();
        told.textContent = 'Kopieer de link uit het veld.';
        return;
    }
    const label = button.textContent;
    button.textContent = 'Gekopieerd';
    told.textContent = 'De link is gekopieerd.';
    setTimeout(() => { button.textContent = label; }, 2000);
}
