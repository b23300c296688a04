"""The walking test: whoever has no business somewhere finds nothing there (issue 2, section 4)."""

from .common import SecurityCase
from .walk_models import WalkModels
from .walk_routes import WalkRoutes
from .walk_wire import WalkWire


class TestWalking(WalkRoutes, WalkModels, WalkWire, SecurityCase):
    """Every route and every model, tried in one world as anonymous, as another unit, as another customer."""
