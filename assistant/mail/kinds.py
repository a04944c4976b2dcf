"""What a mail is: questions, a thank-you, a complaint, sent by a machine, empty."""

from assistant.mail.lines import sentences
from assistant.mail.phrases import pattern
from assistant.mail.questions import found_in, is_complaint
from assistant.mail.values import Mail, MailKind

_MOST_OTHER = 1
"""Sentences without thanks in a mail that only thanks; with more it tells something too."""


def kind_of(mail: Mail) -> MailKind:
    """The kind of a mail. A complaint is one also when it asks something."""
    if mail.automatic:
        return MailKind.AUTOMATIC
    found = found_in(mail.text, mail.subject)
    if not sentences(mail.text) and not found.questions:
        # "Hartelijk dank!" alone reads as the closing of a mail.
        return MailKind.THANKS if pattern("dank").match(mail.signature) else MailKind.EMPTY
    if is_complaint(mail.text) or is_complaint(mail.subject):
        return MailKind.COMPLAINT
    if found.questions:
        return MailKind.QUESTIONS
    other = [one for one in sentences(mail.text) if not pattern("dank").search(one.text)]
    thanks = pattern("dank").search(mail.text) and len(other) <= _MOST_OTHER and not found.practical
    return MailKind.THANKS if thanks else MailKind.NO_QUESTION
