"""What the browser and the program send one another about a mail and its reply."""

import json
from dataclasses import replace

from assistant.mail import courtesy
from assistant.mail.keeping import MailDraft, draft_json, read_draft
from assistant.mail.kinds import kind_of
from assistant.mail.values import Mail
from assistant.mail.writing import reply_text
from corpus.clean import one_line
from ui import mail_texts as texts
from ui.asked_work import Json
from ui.escaping import visible
from ui.statement_json import shown_mark, shown_place


def draft_in(body: bytes) -> MailDraft:
    """The draft in a request, with its questions on one line each and without the empty ones.

    Raises:
        DenktankError: it is no draft of this program.
    """
    draft = read_draft(body.decode("utf-8", "replace"))
    cleaned = (
        replace(one, text=one_line(one.text), written=one_line(one.written)) for one in draft.questions
    )
    return replace(draft, questions=tuple(one for one in cleaned if one.text))


def shown_draft(draft: MailDraft, failure: str = "") -> Json:
    """A draft with what the screen needs to show it.

    ``oordelen`` has for every part the mark of each statement, and none of them when the reply could not be
    checked: ``failure`` is then why. ``tekst`` is the reply to be copied.
    """
    reply = draft.reply
    parts = reply.parts if reply and not failure else ()
    elsewhere = courtesy.ELSEWHERE.format(reply.contact) if reply and reply.contact else ""
    return {
        "concept": json.loads(draft_json(draft)),
        "getoond": _shown_mail(draft.mail),
        "regel": texts.KINDS.get(kind_of(draft.mail), ""),
        "bronnen": [shown_place(source) for source in (reply.sources if reply else ())],
        "oordelen": [[shown_mark(one) for one in part.statements] for part in parts],
        "onbeantwoord": visible(" ".join(filter(None, (courtesy.NOT_COVERED, elsewhere)))),
        "deels": courtesy.PARTLY,
        "tekst": reply_text(reply) if reply and not failure else "",
        "fout": failure,
    }


def _shown_mail(mail: Mail) -> Json:
    """What stands above a draft about the mail it answers."""
    return {
        "van": visible(mail.sender_name),
        "adres": visible(mail.sender_address),
        "antwoord_aan": visible(mail.reply_to) if mail.reply_to != mail.sender_address else "",
        "onderwerp": visible(mail.subject),
        "datum": visible(mail.date),
        "bijlagen": [visible(name) for name in mail.attachments],
        "tekst": visible(mail.text),
        "eraf": [
            [label, visible(text)]
            for label, text in (
                ("Eerdere mails", mail.history),
                ("Ondertekening", mail.signature),
                ("Vaste tekst onderaan", mail.disclaimer),
            )
            if text.strip()
        ],
        "opmerkingen": [visible(line) for line in mail.remarks],
    }
