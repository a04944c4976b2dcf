"""The routekaart as a part of the site."""

from typing import TYPE_CHECKING

from corpus.errors import DenktankError
from corpus.structure.kind_rules import load_rules
from index import manifest as manifests
from ui import route_texts as texts
from ui.route_reading import Routes
from ui.route_routes import route_routes
from ui.views import View

if TYPE_CHECKING:
    from assistant.assemble import Workspace

_BEGIN = (
    '<div id="route">'
    f'<div id="route-overview"><h2>{texts.TITLE}</h2><p>{texts.LOADING}</p></div>'
    '<div id="route-stop"></div></div>'
)


def route_view(workspace: "Workspace") -> View:
    """The view ``routekaart`` over the library of a workspace; nothing is read before it is shown.

    Raises:
        DenktankError: the operator's ``soorten.toml`` has no rules.
    """
    routes = Routes(workspace.library, load_rules(workspace.home))

    def is_indexed(key: str) -> bool:
        folder = workspace.generations.current()
        if folder is None:
            return False
        try:
            built = manifests.load(folder).publications
        except DenktankError:
            return False
        return key in built and built[key] == workspace.library.fingerprints().get(key)

    return View(
        "routekaart", texts.TITLE, _BEGIN, route_routes(routes, lambda: workspace.assistant, is_indexed)
    )
