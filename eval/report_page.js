// Filters and sorts the lists of questions. Without it every question is shown, in the order of the file.
"use strict";
for (const form of document.querySelectorAll(".filters")) {
    const table = document.getElementById(form.dataset.for);
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const { kind, tag, words, order } = form.elements;
    const out = form.querySelector("output");
    const plain = (text) => text.toLocaleLowerCase("nl");
    const texts = new Map(rows.map((row) => [row, plain(row.querySelector(".ask").textContent)]));

    const filter = () => {
        const wanted = plain(words.value.trim());
        let shown = 0;
        for (const row of rows) {
            const fits = (!kind.value || row.dataset.kinds.split(" ").includes(kind.value))
                && (!tag.value || row.dataset.tag === tag.value) && texts.get(row).includes(wanted);
            row.hidden = !fits;
            shown += fits;
        }
        out.value = `${shown} van ${rows.length} vragen`;
    };

    const sort = (column, down) => {
        const value = (row) => row.cells[column].dataset.value;
        const compare = (one, other) => {
            const [a, b] = [value(one), value(other)];
            return a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a.localeCompare(b, "nl");
        };
        const sorted = column < 0 ? rows : [...rows].sort((one, other) => (down ? -1 : 1) * compare(one, other));
        body.append(...sorted);
        heads.forEach((head, at) => {
            if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
            else head.removeAttribute("aria-sort");
        });
    };

    order.add(new Option(table.dataset.order || "zoals gesteld", "-1"));
    heads.forEach((head, column) => {
        const first = head.dataset.first === "down";
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
            const now = head.getAttribute("aria-sort");
            sort(column, now ? now === "ascending" : first);
            order.value = String(column);
        });
        order.add(new Option(head.dataset.order, String(column)));
    });
    order.addEventListener("change", () => {
        const column = Number(order.value);
        sort(column, column >= 0 && heads[column].dataset.first === "down");
    });
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    filter();
}
