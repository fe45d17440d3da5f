"""Turn documents into knowledge pages, without the menus and boilerplate around them."""

from actions.library.importer.report import ImportReport, Progress
from actions.library.importer.run import import_sources

__all__ = ["ImportReport", "Progress", "import_sources"]
