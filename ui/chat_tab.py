"""The chat: a column with the conversation and the question below it.

Streaming: ``ask`` takes the question at once (outside the queue), ``answer`` then yields a new
log for every ``Answer`` the assistant makes. Stop marks the turn as stopped, which ``answer``
notices at once, also while the assistant hangs. Nothing is ever disabled, so a failing turn
cannot lock the input.
"""

from typing import Any

import gradio as gr

from assistant.answer import MAX_QUESTION_LENGTH
from corpus.kinds import Role
from ui import texts
from ui.chat_events import Assistant, ChatEvents, Widgets
from ui.choices import choices_html
from ui.escaping import escape
from ui.session import Session

# Many visitors do not happen, but several tabs do; one that hangs must not hold up the others.
_ANSWERS_AT_ONCE = 8

_LOG_JS = """
element.addEventListener('click', (event) => {
    const target = event.target.closest('[data-retry], [data-suggest]');
    if (!target) return;
    event.preventDefault();
    if (target.dataset.retry) trigger('retry', {ref: target.dataset.retry});
    else trigger('submit', {ref: target.dataset.suggest});
});
watch('value', () => document.dispatchEvent(new CustomEvent('log-drawn')));
"""
_CHOSEN_JS = """Object.fromEntries([...document.querySelectorAll('#choices [name]')].map(
    (field) => [field.name, field.type === 'checkbox' ? field.checked : field.value]))"""
# A pasted book stays in the browser: one character too many is enough to be refused.
_ASK_JS = f"""(text, chosen, session) =>
    [(text || '').slice(0, {MAX_QUESTION_LENGTH + 1}), {_CHOSEN_JS}, session]"""
_ASK_NEXT_JS = f"(chosen, session) => [{_CHOSEN_JS}, session]"

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_chat(assistant: Assistant, status_line: str, writes: bool) -> None:
    """Add the chat to the surrounding ``gr.Blocks``.

    Args:
        assistant: who answers.
        status_line: where text goes and what answers are made of, for the first screen.
        writes: whether a language model writes the answers.
    """
    session = gr.State(Session())
    with gr.Column(elem_id="chat"):
        with gr.Column(elem_id="intro") as intro:
            gr.HTML(_intro_html(status_line, writes))
            with gr.Row(elem_id="examples"):
                examples = {_example(role, text): text for role, text in texts.EXAMPLES}
        log = gr.HTML("", elem_id="log", js_on_load=_LOG_JS)
        with gr.Column(elem_id="composer"):
            notice = gr.HTML("", html_template='<div role="alert">${value}</div>', elem_id="notice")
            with gr.Row(elem_id="input-row"):
                box = gr.Textbox(
                    label=texts.INPUT_LABEL,
                    placeholder=texts.INPUT_PLACEHOLDER,
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    elem_id="question",
                )
                send = gr.Button(texts.SEND, variant="primary", elem_id="send")
                stop = gr.Button(texts.STOP, variant="stop", visible=False, elem_id="stop")
            with gr.Row(elem_id="below"):
                choices = gr.HTML(choices_html(with_plain=writes), elem_id="choices", js_on_load=None)
                fresh = gr.Button(texts.NEW_CONVERSATION, elem_id="fresh")
        status = gr.HTML(
            "",
            html_template='<div role="status" aria-live="polite">${value}</div>',
            elem_id="status",
        )
    w = Widgets(box, send, stop, intro, log, notice, status, choices, examples)
    _wire(ChatEvents(assistant, w, writes), w, session, fresh)


def _wire(on: ChatEvents, w: Widgets, session: gr.State, fresh: gr.Button) -> None:
    asked = gr.on(
        [w.box.submit, w.send.click, *(button.click for button in w.examples)],
        on.ask,
        [w.box, w.choices, session],
        w.conversation,
        js=_ASK_JS,
        queue=False,
        **_QUIET,
    )
    offered = w.log.submit(
        on.ask_next, [w.choices, session], w.conversation, js=_ASK_NEXT_JS, queue=False, **_QUIET
    )
    again = w.log.retry(on.retry, [session], w.conversation, queue=False, **_QUIET)
    for question in (asked, offered, again):
        # "multiple": the last words of a stopped answer must not keep the next one from starting.
        question.then(
            on.answer,
            [session],
            w.conversation,
            trigger_mode="multiple",
            concurrency_limit=_ANSWERS_AT_ONCE,
            concurrency_id="answer",
            **_QUIET,
        )
    w.stop.click(on.stop, [session], w.conversation, queue=False, **_QUIET)
    fresh.click(on.clear, [session], w.conversation, queue=False, **_QUIET)


def _intro_html(status_line: str, writes: bool) -> str:
    marks = f"{texts.INTRO_SOURCES} {texts.INTRO_MARK}" if writes else texts.INTRO_SOURCES
    return (
        f"<h2>{texts.INTRO_TITLE}</h2><p>{texts.INTRO} {marks}</p><p>{texts.INTRO_AGE}</p>"
        f'<p class="library"></p><p class="status-line">{escape(status_line)}</p>'
        f'<h3 class="examples-title">{texts.EXAMPLES_TITLE}</h3>'
    )


def _example(role: Role, question: str) -> gr.Button:
    """The class is what ``choices.js`` takes the role from."""
    return gr.Button(f"{role.value.capitalize()}: {question}", elem_classes=["example", f"for-{role.value}"])
