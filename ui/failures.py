"""What should not have happened: one Dutch line on the screen, the details in a file."""

import tempfile
import traceback

from ui.output import say


def report(error: BaseException) -> None:
    """Write the traceback to a file in the system's folder for temporary files, and say where."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="denktank-fout-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    say(
        f"Er ging iets mis dat niet had mogen gebeuren ({type(error).__name__}). "
        f"De details staan in {file.name}; geef die aan uw beheerder."
    )
