"""The mails as HTML: how the part begins; what follows from a mail is drawn by its scripts."""

import json

from assistant.mail.keeping import MOST_QUESTIONS
from assistant.mail.letter import MOST_BYTES
from assistant.memo.keeping import MOST_TEXT
from ui import mail_texts as texts
from ui.escaping import escape


def start_html(status_line: str) -> str:
    """Everything that stands there before a mail is read, most of it hidden until it is needed."""
    known = {"tekens": MOST_TEXT, "vragen": MOST_QUESTIONS, "bytes": MOST_BYTES}
    where = f'<p class="soft">{escape(status_line)}</p>' if status_line else ""
    return (
        f'<div id="mails" data-known="{escape(json.dumps(known))}">'
        f'<h2 id="mail-title" tabindex="-1">{texts.TITLE}</h2><p class="soft">{texts.INTRO}</p>'
        f'<p class="soft">{texts.STAYS}</p>{where}'
        f'<div id="mail-alert" role="alert"></div>{_start_html()}{_busy_html()}'
        f'{_editor_html()}{_dialog_html()}<p id="mail-said" class="sr-only" role="status"></p></div>'
    )


def _start_html() -> str:
    return (
        '<section id="mail-start" aria-labelledby="mail-start-title">'
        f'<h3 id="mail-start-title" tabindex="-1">{texts.START}</h3><form id="mail-form">'
        f'<div class="sheet-field"><label for="mail-text">{texts.TEXT}</label>'
        f'<p id="mail-text-why" class="soft">{texts.TEXT_WHY}</p>'
        '<textarea id="mail-text" rows="10" autocomplete="off" spellcheck="false" '
        'aria-describedby="mail-text-why"></textarea></div>'
        f'<button type="submit" class="sheet-main">{texts.MAKE}</button></form>'
        f'<div id="mail-open"><p id="mail-open-what">{texts.OPEN}</p>'
        '<button type="button" data-sheet-do="choose" aria-describedby="mail-open-what">'
        f"{texts.CHOOSE}</button>"
        f'<input type="file" id="mail-file" hidden accept=".eml,.msg,.txt" aria-label="{texts.CHOOSE}">'
        "</div></section>"
    )


def _busy_html() -> str:
    return (
        f'<div id="mail-busy" hidden><p>{texts.BUSY}</p>'
        f'<progress aria-label="{texts.BUSY}"></progress>'
        f'<button type="button" data-sheet-do="stop">{texts.STOP}</button></div>'
    )


def _editor_html() -> str:
    return (
        '<section id="mail-editor" aria-labelledby="mail-title" hidden>'
        '<div id="mail-about"></div><div id="mail-draft" hidden>'
        '<div id="mail-questions"></div><div id="mail-notes"></div>'
        f'<h3>{texts.DRAFT}</h3><div id="mail-paper"></div>'
        '<div id="mail-bar"><p id="mail-state"></p>'
        '<button type="button" data-sheet-do="check" hidden></button>'
        f'<button type="button" data-sheet-do="undo" disabled>{texts.UNDO}</button></div>'
        f'<h3>{texts.TAKE}</h3><p id="mail-save-what" class="soft">{texts.SAVE_WHAT}</p>'
        '<div class="sheet-acts">'
        f'<button type="button" class="sheet-main" data-sheet-do="copy">{texts.COPY}</button>'
        '<button type="button" data-sheet-do="file" aria-describedby="mail-save-what">'
        f"{texts.SAVE}</button></div></div>"
        f'<div class="sheet-acts"><button type="button" data-sheet-do="new">{texts.NEW}</button></div>'
        "</section>"
    )


def _dialog_html() -> str:
    return (
        '<dialog id="mail-discard" aria-labelledby="mail-discard-title">'
        f'<h3 id="mail-discard-title">{texts.DISCARD}</h3><p>{texts.DISCARD_WHAT}</p>'
        '<div class="sheet-acts">'
        f'<button type="button" data-sheet-do="leave" autofocus>{texts.LEAVE}</button>'
        f'<button type="button" class="danger" data-sheet-do="sure">{texts.SURE}</button></div></dialog>'
    )
