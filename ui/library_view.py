"""The publications as a part of the site: what is in the library, what is missing, adding and removing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui import library_texts as texts
from ui.guard import MAX_BODY
from ui.library_build import builder
from ui.library_jobs import LibraryJobs
from ui.library_render import start_html
from ui.library_routes import BUILD, LIST, REMOVE, library_routes
from ui.views import View

if TYPE_CHECKING:
    from assistant.assemble import Workspace
    from index.build import Progress


def library_view(workspace: "Workspace", build: Callable[["Progress"], object] | None = None) -> View:
    """The part for the library of ``workspace``; only to look at where its settings say so.

    The index is built with ``build``, by default in another process.
    """
    read_only = workspace.settings.library_read_only
    max_bytes = int(workspace.settings.max_file_mb * 1_000_000)
    jobs = LibraryJobs(workspace, build or builder(workspace.settings))
    posts = {} if read_only else {LIST: max_bytes, REMOVE: MAX_BODY, BUILD: MAX_BODY}
    return View(
        name=texts.NAME,
        title=texts.TITLE,
        html=start_html(max_bytes, read_only),
        routes=library_routes(workspace, jobs, read_only),
        posts=posts,
    )
