"""The knowledge folder as data: pages, contacts, hotlines, structure."""

from actions.library.countries import country_name
from actions.library.finding import Finding
from actions.library.kinds import ContactKind, Kind, Situation
from actions.library.library import Library, Loaded
from actions.library.load import load_library
from actions.library.page import Page
from actions.library.records import Contact, Hotline, Structure, StructureEntry

__all__ = [
    "Contact",
    "ContactKind",
    "Finding",
    "Hotline",
    "Kind",
    "Library",
    "Loaded",
    "Page",
    "Situation",
    "Structure",
    "StructureEntry",
    "country_name",
    "load_library",
]
