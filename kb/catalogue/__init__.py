"""The catalogue: facts with their address and mark, kept as data files and checked when loaded."""

from kb.catalogue.load import Catalogue, load_catalogue, read_catalogue
from kb.catalogue.promoted import with_promoted

__all__ = ["Catalogue", "load_catalogue", "read_catalogue", "with_promoted"]
