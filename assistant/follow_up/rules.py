"""From a message in a conversation to a question that stands on its own, by rules."""

from dataclasses import replace

from assistant.answer import Length
from assistant.conversation import History, Kind, Standalone, Turn
from assistant.follow_up.cues import cue, length_named, plain_language_named, plain_text, wants_other_form
from assistant.follow_up.earlier_parts import about_part
from assistant.follow_up.ellipsis import about, completed, fragment, names_more, same_for
from assistant.follow_up.question_words import bare_question
from assistant.follow_up.resolving import question, resolved
from assistant.follow_up.roles import only_tells_role, person_in, role_named
from assistant.follow_up.small_talk import reply_to, reply_to_role, without_opening
from assistant.follow_up.topic import Form, asks_what_is, topic_of
from assistant.follow_up.topic_change import Similarity, is_new_topic
from assistant.language import is_english
from index.analysis import stem, words

__all__ = ["MOST_WORDS", "Similarity", "standalone"]

MOST_WORDS = 40
"""A longer message is no follow-up but a text of its own."""


def standalone(message: str, history: History, similarity: Similarity | None = None) -> Standalone:
    """The question that a message asks, to be understood without the conversation before it.

    A message that stands on its own comes back byte for byte. Only words of earlier questions, and of
    the sentence or heading that is asked about, are carried along; what was found for them is not.

    Args:
        message: as typed.
        history: the conversation before it.
        similarity: notices a change of topic better than shared words do.
    """
    last, role = history.last, role_named(message)
    reply = reply_to(message)
    if reply is None and last is None and role is not None and only_tells_role(message):
        reply = reply_to_role(role)
    if reply is not None:
        return Standalone(message, Kind.SMALL_TALK, role=role, reply=reply)
    own = Standalone(
        message, role=role, length=length_named(message), plain=plain_language_named(message), new_topic=True
    )
    core = without_opening(message).strip()
    if last is None or cue("ander_onderwerp").opens(plain_text(core)):
        return own
    found = None
    if len(core.split()) <= MOST_WORDS and not is_english(core):
        found = _same_question(core, own, last) or _completed(core, own, last, similarity)
    if found is None:
        return replace(own, new_topic=is_new_topic(core, last, similarity))
    return replace(found, rewritten=found.text != message)


def _same_question(core: str, own: Standalone, last: Turn) -> Standalone | None:
    """The question before once more: in another form, with more, or checked."""
    same = replace(own, text=last.standalone, new_topic=False)
    plain = plain_text(core)
    if wants_other_form(core):
        length, simple = length_named(core, whole=True), plain_language_named(core, whole=True)
        return replace(same, kind=Kind.FORM, length=length, plain=simple)
    if cue("controle").is_all_of(plain):
        return replace(same, kind=Kind.CHECK)
    if cue("meer").is_all_of(plain):
        return replace(same, kind=Kind.MORE, length=Length.LONG)
    return None


def _completed(core: str, own: Standalone, last: Turn, similarity: Similarity | None) -> Standalone | None:
    """The message completed from the turn before it; ``None`` where it needs nothing."""
    near = replace(own, new_topic=False)
    part = about_part(core, last)
    if part is not None:
        return replace(
            near, text=part, kind=Kind.PART, plain=own.plain or plain_language_named(core, whole=True)
        )
    bare = bare_question(core, last.standalone)
    if bare is not None:
        return replace(near, text=bare, kind=Kind.QUESTION_WORD)
    if cue("voorbeeld").is_all_of(plain_text(core)):
        return replace(near, text=_example(last.standalone), kind=Kind.EXAMPLE)
    if own.role is not None and (only_tells_role(core) or _repeats(core, last.standalone)):
        text = completed(own.role.value, last.standalone)
        return replace(near, text=text or last.standalone, kind=Kind.ROLE)
    return _half_question(core, near, last, similarity) or _pointing_back(core, near, last)


def _repeats(core: str, last: str) -> bool:
    """Whether a message has no words but those of the question before it and a role."""
    own = {word for word in words(core) if person_in(word) is None}
    return len(own) >= 2 and {stem(word) for word in own} < {stem(word) for word in words(last)}


def _half_question(
    core: str, near: Standalone, last: Turn, similarity: Similarity | None
) -> Standalone | None:
    """``En in Zandwaard``, ``en voor een wethouder``, ``geldt dat ook voor de provincie``."""
    part, same = fragment(core), same_for(core)
    whole = completed(part or same or "", last.standalone) if part or same else None
    role = near.role or person_in(part or same or "")
    if part is None and (whole is None or (role is None and asks_what_is(last.standalone))):
        return None
    if role is not None:
        return replace(near, text=whole or last.standalone, kind=Kind.ROLE, role=role)
    if part is not None and (whole is None or names_more(part)):
        return replace(
            near, text=about(part), kind=Kind.ELLIPSIS, new_topic=is_new_topic(part, last, similarity)
        )
    return replace(near, text=whole or near.text, kind=Kind.ELLIPSIS)


def _pointing_back(core: str, near: Standalone, last: Turn) -> Standalone | None:
    text = resolved(core, last.standalone)
    if text is None:
        return None
    role = near.role or person_in(core)
    return replace(near, text=text, kind=Kind.ROLE if role else Kind.REFERENCE, role=role)


def _example(last: str) -> str:
    topic = topic_of(last)
    if topic.form is Form.QUESTION:
        return topic.appended("Wat is een voorbeeld")
    return question(f"Wat is een voorbeeld {topic.after('van')}")
