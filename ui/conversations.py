"""The list of conversations that this browser keeps; what is in it is put there by the browser itself."""

from ui import texts


def conversations_html() -> str:
    """The button that opens the list, and the list as a dialog, still empty."""
    return (
        '<p class="conversation-title" id="conversation-title"></p>'
        f'<button type="button" id="open-conversations" aria-haspopup="dialog">{texts.CONVERSATIONS}</button>'
        '<dialog id="conversations" aria-labelledby="conversations-title">'
        f'<div class="bar"><h2 id="conversations-title">{texts.CONVERSATIONS}</h2>'
        f'<button type="button" data-do="close">{texts.CLOSE}</button></div>'
        f'<p class="told">{texts.CONVERSATIONS_KEPT}</p><p class="problem" role="alert"></p>'
        f'<label for="search-conversations">{texts.SEARCH_CONVERSATIONS}</label>'
        '<input type="search" id="search-conversations" autocomplete="off" />'
        '<p class="count" role="status"></p><ul></ul>'
        f'<button type="button" class="all" data-do="delete-all">{texts.DELETE_ALL}</button></dialog>'
    )
