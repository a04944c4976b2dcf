"""Speed and memory of memos and of replies to mails: ``python -m eval.bench_writing``, or ``make bench``."""

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from eval.bench_browser import forget_settings
from eval.processes import denktank, run_python

RUNS = 5
SUBJECT = "de raad betrekken bij regionale samenwerking"

_MEMOS = f"""
import json, time
from assistant.quiet import silence
silence()
from assistant.answer import Question
from assistant.assemble import Workspace
from assistant.memo.files import MemoFormat, memo_file
from assistant.memo.values import MemoFields
from assistant.settings import load_settings
from eval import golden_set
place = Workspace(load_settings())
place.assistant.warm_up()
found = {{"memo": [], "checked": []}} | {{form.value: [] for form in MemoFormat}}
def timed(name, work):
    started = time.perf_counter()
    made = work()
    found[name].append((time.perf_counter() - started) * 1000)
    return made
asked = [item.question for item in golden_set.load() if item.in_scope][:40]
for text in asked:
    memo = timed("memo", lambda: place.memos.from_topic(Question(text), MemoFields(text)))
    timed("checked", lambda: place.memos.checked(memo))
memo = place.memos.from_topic(Question("{SUBJECT}"), MemoFields("x"))
for _ in range({RUNS}):
    for form in MemoFormat:
        timed(form.value, lambda: memo_file(memo, form, quotes=True))
print(json.dumps(found))
"""

_MAILS = """
import json, time
from assistant.quiet import silence
silence()
from assistant.assemble import Workspace
from assistant.mail.kinds import kind_of
from assistant.mail.message import read_mail
from assistant.mail.questions import questions
from assistant.mail.values import MailKind
from assistant.settings import load_settings
from eval import mail_set
place = Workspace(load_settings())
place.assistant.warm_up()
found = {"lezen": [], "antwoord": []}
for golden in mail_set.load():
    started = time.perf_counter()
    mail = read_mail(golden.source.encode("utf-8", "surrogatepass"))
    kind, asked = kind_of(mail), questions(mail)
    found["lezen"].append((time.perf_counter() - started) * 1000)
    if kind is MailKind.AUTOMATIC:
        continue
    place.replies.reply(mail, kind, asked)
    found["antwoord"].append((time.perf_counter() - started) * 1000)
print(json.dumps(found))
"""


def rows(environment: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What was measured and the figure, over the library of ``DENKTANK_HOME`` in ``environment``."""
    for name, (middle, high) in _timed(_MEMOS, environment).items():
        yield f"memo: {_NAMES.get(name, f'bestand .{name}')} (mediaan, p95)", f"{middle:.0f} / {high:.0f} ms"
    for name, (middle, high) in _timed(_MAILS, environment).items():
        yield f"mail: {_NAMES[name]} (mediaan, p95)", f"{middle:.0f} / {high:.0f} ms"
    with tempfile.TemporaryDirectory(prefix="denktank-memo-") as folder:
        target = str(Path(folder) / "memo.docx")
        made = [denktank(["memo", SUBJECT, "-o", target, "--force"], environment) for _ in range(RUNS)]
    yield "denktank memo -o memo.docx, mediaan", f"{statistics.median(run.seconds for run in made):.2f} s"
    yield "geheugen van denktank memo (piek)", f"{max(run.peak_mb for run in made):.0f} MB"


_NAMES = {
    "memo": "over een onderwerp maken",
    "checked": "opnieuw controleren",
    "lezen": "lezen en vragen vinden",
    "antwoord": "van bericht tot antwoord",
}


def _timed(script: str, environment: dict[str, str]) -> dict[str, tuple[float, float]]:
    found = json.loads(run_python(["-c", script], environment).output)
    return {
        name: (statistics.median(values), statistics.quantiles(values, n=20)[-1])
        for name, values in found.items()
    }


def main() -> int:
    """Measure over the startcorpus, and print."""
    forget_settings()
    with tempfile.TemporaryDirectory(prefix="denktank-bench-") as folder:
        environment = {"DENKTANK_HOME": folder}
        denktank(["index", "build"], environment)
        for what, figure in rows(environment):
            sys.stdout.write(f"{what:62} {figure:>30}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
