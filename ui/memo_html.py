"""The memos as HTML: how the part begins; what follows from a memo is drawn by its scripts."""

import json

from assistant.memo.keeping import MOST_TEXT
from assistant.memo.values import MemoPart
from corpus.kinds import Role
from ui import memo_texts as texts
from ui.escaping import escape


def start_html() -> str:
    """Everything that stands there before anything is asked, most of it hidden until it is needed."""
    known = {
        "tekens": MOST_TEXT,
        "onderdelen": [part.value for part in MemoPart],
        "kern": MemoPart.CORE.value,
        "route": MemoPart.ROUTE.value,
        "rollen": {role.value: label for role, label in texts.ROLES.items()},
    }
    return (
        f'<div id="memos" data-known="{escape(json.dumps(known))}">'
        f'<h2 id="memo-title" tabindex="-1">{texts.TITLE}</h2><p class="soft">{texts.INTRO}</p>'
        '<div id="memo-alert" role="alert"></div>'
        f"{_start_html()}{_editor_html()}{_dialog_html()}"
        '<p id="memo-said" class="sr-only" role="status"></p></div>'
    )


def _start_html() -> str:
    return (
        '<section id="memo-start" aria-labelledby="memo-start-title" hidden>'
        f'<h3 id="memo-start-title" tabindex="-1">{texts.START}</h3><div id="memo-existing"></div>'
        f'<form id="memo-form">{_choice_html()}'
        f"{_field_html('onderwerp', texts.SUBJECT, texts.SUBJECT_WHY)}"
        f'<div class="sheet-row">{_role_html()}{_field_html("datum", texts.DATE)}</div>'
        f'<div class="sheet-row">{_field_html("aan", texts.TO)}{_field_html("van", texts.SENDER)}</div>'
        f'<button type="submit" class="sheet-main">{texts.MAKE}</button></form>'
        f'<div id="memo-busy" hidden><p>{texts.BUSY}</p><progress aria-label="{texts.BUSY}"></progress>'
        f'<button type="button" data-sheet-do="stop">{texts.STOP}</button></div>'
        f'<div id="memo-open"><h3>{texts.OPEN}</h3><p id="memo-open-what">{texts.OPEN_WHAT}</p>'
        f'<button type="button" data-sheet-do="choose" aria-describedby="memo-open-what">{texts.CHOOSE}'
        f'</button><input type="file" id="memo-file" hidden accept=".json" aria-label="{texts.CHOOSE}"></div>'
        "</section>"
    )


def _choice_html() -> str:
    ways = (("onderwerp", texts.FROM_TOPIC, " checked"), ("gesprek", texts.FROM_ANSWERS, ""))
    radios = "".join(
        f'<label class="sheet-choice"><input type="radio" name="uit" value="{value}"{checked}>{label}</label>'
        for value, label, checked in ways
    )
    return (
        f'<fieldset><legend>{texts.ABOUT}</legend><div class="sheet-choices">{radios}</div></fieldset>'
        f'<fieldset id="memo-answers" hidden><legend>{texts.ANSWERS}</legend>'
        f'<p class="soft none" hidden>{texts.NO_ANSWERS}</p><div class="answers"></div></fieldset>'
    )


def _field_html(name: str, label: str, why: str = "") -> str:
    needed = f' required aria-describedby="memo-{name}-why"' if why else ""
    line = f'<p id="memo-{name}-why" class="soft">{why}</p>' if why else ""
    return (
        f'<div class="sheet-field"><label for="memo-{name}">{label}</label>'
        f'<input type="text" id="memo-{name}" name="{name}" autocomplete="off" '
        f'maxlength="{MOST_TEXT}"{needed}>'
        f"{line}</div>"
    )


def _role_html() -> str:
    options = "".join(f'<option value="{role.value}">{role.value}</option>' for role in Role)
    return (
        f'<div class="sheet-field"><label for="memo-rol">{texts.ROLE}</label>'
        f'<select id="memo-rol" name="rol"><option value="">{texts.NO_ROLE}</option>{options}</select></div>'
    )


def _editor_html() -> str:
    formats = "".join(
        f'<button type="button" data-sheet-do="download" value="{suffix}">{label}</button>'
        for suffix, label in texts.FORMATS
    )
    return (
        '<section id="memo-editor" aria-labelledby="memo-title" hidden>'
        '<p id="memo-unkept" class="soft"></p><div id="memo-paper"></div>'
        f'<div id="memo-bar"><p id="memo-state"></p>'
        f'<button type="button" data-sheet-do="check" hidden></button>'
        f'<button type="button" data-sheet-do="undo" disabled>{texts.UNDO}</button></div>'
        f'<div id="memo-files"><h3>{texts.DOWNLOAD}</h3>'
        f'<label class="sheet-choice"><input type="checkbox" id="memo-quotes">{texts.QUOTES}</label>'
        f'<div class="sheet-acts">{formats}</div><p id="memo-file-alert" role="alert"></p>'
        f'<div class="sheet-acts"><button type="button" data-sheet-do="keep">{texts.KEEP}</button>'
        f'<button type="button" data-sheet-do="new">{texts.NEW}</button></div></div></section>'
    )


def _dialog_html() -> str:
    return (
        '<dialog id="memo-discard" aria-labelledby="memo-discard-title">'
        f'<h3 id="memo-discard-title">{texts.DISCARD}</h3><p>{texts.DISCARD_WHAT}</p>'
        '<div class="sheet-acts">'
        f'<button type="button" data-sheet-do="leave" autofocus>{texts.LEAVE}</button>'
        f'<button type="button" data-sheet-do="keep">{texts.KEEP_FIRST}</button>'
        f'<button type="button" class="danger" data-sheet-do="sure">{texts.SURE}</button></div></dialog>'
    )
