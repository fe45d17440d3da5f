"""The closed lists of the knowledge folder."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a page is about."""

    ORGANISATION = "organisation"
    PROGRAMME = "programme"
    ACTUALITE = "actualite"
    FAQ = "faq"


class ContactKind(StrEnum):
    """What sort of office or desk a contact is."""

    SIEGE = "siege"
    BUREAU_REGIONAL = "bureau_regional"
    BUREAU_PAYS = "bureau_pays"
    CENTRE_ADMINISTRATIF = "centre_administratif"
    SERVICE = "service"
    PRESSE = "presse"


class Situation(StrEnum):
    """What a hotline is for."""

    URGENCE = "urgence"
    TRAITE = "traite"
    VIOLENCE = "violence"
    ENFANT = "enfant"
    SUICIDE = "suicide"
    MER = "mer"
    DETENTION = "detention"
    EXPLOITATION_PAR_HUMANITAIRE = "exploitation_par_humanitaire"
    ASILE = "asile"
    SANTE = "sante"
    RACISME = "racisme"
    AUTRE = "autre"


class Danger(StrEnum):
    """What a person in danger is faced with; each has its own texts."""

    SUICIDE = "suicide"
    TRAITE = "traite"
    VIOLENCE = "violence"
    EXPLOITATION_AIDE = "exploitation_aide"
    ENFANT_SEUL = "enfant_seul"
    MER_DESERT = "mer_desert"
    DETENTION_RANCON = "detention_rancon"
    PASSEUR = "passeur"
    URGENCE = "urgence"


# The folder is only a default: the header of a page wins.
KIND_OF_FOLDER = {
    "organisation": Kind.ORGANISATION,
    "programmes": Kind.PROGRAMME,
    "actualites": Kind.ACTUALITE,
    "faq": Kind.FAQ,
}
FOLDER_OF_KIND = {kind: folder for folder, kind in KIND_OF_FOLDER.items()}
