// Light or dark: as the visitor chose, else as the system does. Not a module: it runs before anything is drawn.
(() => {
    const KEPT = 'denktank-weergave';
    const system = matchMedia('(prefers-color-scheme: dark)');

    function chosen() {
        try {
            return localStorage.getItem(KEPT);
        } catch {
            return null;  // storage is switched off
        }
    }

    function apply(choice) {
        const theme = ['light', 'dark'].includes(choice) ? choice : system.matches ? 'dark' : 'light';
        document.documentElement.dataset.theme = theme;
    }

    apply(chosen());
    system.addEventListener('change', () => apply(chosen()));
    document.addEventListener('DOMContentLoaded', () => {
        const field = document.querySelector('#theme');
        field.value = ['light', 'dark'].includes(chosen()) ? chosen() : '';
        field.addEventListener('change', () => {
            try {
                localStorage.setItem(KEPT, field.value);
            } catch {
                // It holds for this page then.
            }
            apply(field.value);
        });
    });
})();
