"""The chat: a column with the conversation and the question below it.

Streaming: ``ask`` takes the question at once (outside the queue), ``answer`` then yields the turn
for every ``Answer`` the assistant makes, which ``static/chat.js`` draws in its place; earlier turns are
left alone. Stop marks the turn as stopped, which ``answer``
notices at once, also while the assistant hangs. Nothing is ever disabled, so a failing turn
cannot lock the input.
"""

from typing import Any

import gradio as gr

from assistant.answer import MAX_QUESTION_LENGTH
from corpus.kinds import Role
from ui import texts
from ui.chat_events import Assistant, ChatEvents
from ui.chat_keeping import KeepingEvents, Opinions
from ui.chat_screen import Screen, Widgets
from ui.choices import choices_html
from ui.conversations import conversations_html
from ui.escaping import escape
from ui.sessions import Sessions

# Many visitors do not happen, but several tabs do; one that hangs must not hold up the others.
_ANSWERS_AT_ONCE = 8

# Between the page and these events: what is sent is drawn by static/chat.js, which also tells the clicks.
_FEED_JS = """
document.addEventListener('chat-send', ({detail}) => trigger(detail.event, detail.data));
watch('value', () => document.dispatchEvent(new CustomEvent('feed', {detail: props.value})));
document.documentElement.dataset.chat = 'ready';
document.dispatchEvent(new CustomEvent('feed-ready'));
"""
_CHOSEN_JS = """Object.fromEntries([['sitting', document.documentElement.dataset.sitting ?? ''],
    ...[...document.querySelectorAll('#choices [name]')].map(
        (field) => [field.name, field.type === 'checkbox' ? field.checked : field.value])])"""
# A pasted book stays in the browser: one character too many is enough to be refused.
_ASK_JS = f"""(text, chosen) =>
    [(text || '').slice(0, {MAX_QUESTION_LENGTH + 1}), {_CHOSEN_JS}]"""
_CLICKED_JS = f"(chosen) => [{_CHOSEN_JS}]"

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_chat(
    assistant: Assistant,
    sessions: Sessions,
    status_line: str,
    writes: bool,
    opinions: Opinions | None = None,
) -> None:
    """Add the chat to the surrounding ``gr.Blocks``.

    Args:
        assistant: who answers.
        sessions: the conversations of the open tabs.
        status_line: where text goes and what answers are made of, for the first screen.
        writes: whether a language model writes the answers.
        opinions: who keeps what visitors think of answers; ``None`` asks nobody.
    """
    with gr.Column(elem_id="chat"):
        gr.HTML(conversations_html(), elem_id="chat-bar", js_on_load=None)
        with gr.Column(elem_id="intro") as intro:
            gr.HTML(_intro_html(status_line, writes))
            with gr.Row(elem_id="examples"):
                examples = {_example(role, text): text for role, text in texts.EXAMPLES}
        gr.HTML('<div id="turns"></div>', elem_id="log", js_on_load=None)
        feed = gr.HTML({}, html_template="", elem_id="feed", js_on_load=_FEED_JS)
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
    w = Widgets(box, send, stop, intro, feed, notice, status, choices, examples)
    screen = Screen(w, feedback=opinions is not None)
    _wire(ChatEvents(assistant, sessions, screen, writes), w, fresh)
    _wire_keeping(KeepingEvents(sessions, screen, opinions), w)


def _wire(on: ChatEvents, w: Widgets, fresh: gr.Button) -> None:
    asked = gr.on(
        [w.box.submit, w.send.click, *(button.click for button in w.examples)],
        on.ask,
        [w.box, w.choices],
        w.conversation,
        js=_ASK_JS,
        queue=False,
        **_QUIET,
    )
    offered, again = (
        event(fn, [w.choices], w.conversation, js=_CLICKED_JS, queue=False, **_QUIET)
        for event, fn in ((w.feed.submit, on.ask_next), (w.feed.retry, on.retry))
    )
    for question in (asked, offered, again):
        # "multiple": the last words of a stopped answer must not keep the next one from starting.
        question.then(
            on.answer,
            None,
            w.conversation,
            trigger_mode="multiple",
            concurrency_limit=_ANSWERS_AT_ONCE,
            concurrency_id="answer",
            **_QUIET,
        )
    w.stop.click(on.stop, None, w.conversation, queue=False, **_QUIET)
    fresh.click(on.clear, None, w.conversation, queue=False, **_QUIET)


def _wire_keeping(on: KeepingEvents, w: Widgets) -> None:
    """The names of the events are Gradio's own; ``static/chat.js`` uses the same."""
    for event, fn in (
        (w.feed.upload, on.restore),
        (w.feed.download, on.resend),
        (w.feed.like, on.vote),
        (w.feed.edit, on.explain),
    ):
        event(fn, None, w.conversation, queue=False, **_QUIET)


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
