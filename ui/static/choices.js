// Choosing an example for a role chooses that role too, before the question is asked with it.
document.addEventListener('click', ({target}) => {
    const example = target.closest('.example');
    const field = document.querySelector('#choice-role');
    if (!example || !field) return;
    const role = [...field.options].find(({value}) => value && example.classList.contains(`for-${value}`));
    if (role) field.value = role.value;
}, true);
