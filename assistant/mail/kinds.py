"""What a mail is: questions, a thank-you, a complaint, sent by a machine, empty."""

import re

from assistant.mail.lines import sentences
from assistant.mail.phrases import pattern
from assistant.mail.questions import found_in, is_complaint
from assistant.mail.values import Mail, MailKind

_MOST_OTHER = 1
"""Sentences without thanks in a mail that only thanks."""
_TELLS = re.compile(
    r"\b(?:alvast|bij voorbaat|maar|echter|alleen|nog|niet|geen|wacht\w*|ontbre\w+|graag|wil(?:len|t)?"
    r"|helaas)\b",
    re.IGNORECASE,
)
"""Words with which thanks are for what is still to come, or with which more is told."""


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
    said = [one.text for one in sentences(mail.text)]
    other = [text for text in said if not pattern("dank").search(text)]
    only_thanks = len(other) <= min(_MOST_OTHER, len(said) - 1) and not any(map(_TELLS.search, said))
    return MailKind.THANKS if only_thanks and not found.practical else MailKind.NO_QUESTION
