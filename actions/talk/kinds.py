"""The kinds of turn."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a message is, as the dialogue understood it; each is said by one action."""

    QUESTION = "answer"
    CONTACT = "contact"
    PERSON = "person"
    ASYLUM = "asylum"
    VISA = "visa"
    AID = "aid"
    OTHER = "other"
    ADVICE = "advice"
    RUMOUR = "rumour"
    VAGUE = "clarify"
    SOMETHING_ELSE = "something_else"
    CHANGE_COUNTRY = "change_country"
    FORGET_COUNTRY = "forget_country"
    RESTART = "restart_talk"
    GREET = "greet"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    IDENTITY = "identity"
    HELP = "help"
    LAUGH = "laugh"
    INSULT = "insult"
    COMPLAINT = "complaint"
    JAILBREAK = "jailbreak"
    HARMFUL = "harmful"


ROUTES = (Kind.ASYLUM, Kind.VISA, Kind.AID, Kind.OTHER, Kind.ADVICE)
"""What others decide or give."""
ASKED = (Kind.QUESTION, Kind.CONTACT, Kind.PERSON, Kind.RUMOUR, *ROUTES)
"""What a later « et au Niger ? » may be about."""
FOLLOWS = (*ASKED, Kind.VAGUE)
"""What may be a follow-up rather than what it looks like."""
SMALL_TALK = (Kind.GREET, Kind.THANKS, Kind.GOODBYE, Kind.IDENTITY, Kind.HELP)
"""What asks for nothing that is searched for."""
LIKELY = (
    Kind.QUESTION,
    Kind.CONTACT,
    Kind.PERSON,
    Kind.VAGUE,
    Kind.RESTART,
    Kind.CHANGE_COUNTRY,
    Kind.FORGET_COUNTRY,
    Kind.SOMETHING_ELSE,
)
"""What a few words without a subject may be when they follow a question."""
WRITTEN = (
    *SMALL_TALK,
    Kind.LAUGH,
    Kind.INSULT,
    Kind.COMPLAINT,
    Kind.JAILBREAK,
    Kind.HARMFUL,
    Kind.RESTART,
)
"""What has one written reply."""
