"""What a mail is: questions, a thank-you, a complaint, sent by a machine, empty."""

from assistant.mail.lines import sentences
from assistant.mail.phrases import pattern
from assistant.mail.questions import found_in, is_complaint
from assistant.mail.values import Mail, MailKind

_MOST_THANKS = 60
"""Words of a mail that only thanks; a longer one tells something too."""


def kind_of(mail: Mail) -> MailKind:
    """The kind of a mail. A complaint is one also when it asks something."""
    if mail.automatic:
        return MailKind.AUTOMATIC
    found = found_in(mail.text, mail.subject)
    if not sentences(mail.text) and not found.questions:
        return MailKind.EMPTY
    if is_complaint(mail.text) or is_complaint(mail.subject):
        return MailKind.COMPLAINT
    if found.questions:
        return MailKind.QUESTIONS
    thanks = pattern("dank").search(mail.text) and len(mail.text.split()) <= _MOST_THANKS
    return MailKind.THANKS if thanks and not found.practical else MailKind.NO_QUESTION
