"""The knowledge folder as data: pages, contacts, hotlines, structure."""

from actions.library.check import check_library, summary
from actions.library.countries import CountryMatch, country_name, find_countries, in_country
from actions.library.finding import Finding
from actions.library.kinds import ContactKind, Kind, Situation
from actions.library.library import Library, Loaded
from actions.library.load import load_library
from actions.library.page import Page
from actions.library.record_pages import RecordKind, RecordPage, record_pages
from actions.library.records import Contact, Hotline, Structure, StructureEntry

__all__ = [
    "Contact",
    "ContactKind",
    "CountryMatch",
    "Finding",
    "Hotline",
    "Kind",
    "Library",
    "Loaded",
    "Page",
    "RecordKind",
    "RecordPage",
    "Situation",
    "Structure",
    "StructureEntry",
    "check_library",
    "country_name",
    "find_countries",
    "in_country",
    "load_library",
    "record_pages",
    "summary",
]
