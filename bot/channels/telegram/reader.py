"""Updates as Telegram sends them, read into what asks for an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    Update,
)
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels.telegram.command_line import read_command
from bot.channels.telegram.incoming import Identity, Incoming, Kind, storable
from bot.channels.telegram.outgoing import Keyboard

GONE = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
MEDIA = {
    "voice": "voice", "audio": "voice", "video_note": "video", "video": "video",
    "animation": "video", "photo": "photo", "sticker": "sticker", "document": "document",
    "venue": "location", "location": "location", "contact": "contact", "story": "other",
    "dice": "other", "game": "other", "paid_media": "other", "checklist": "other",
}  # fmt: skip
"""What a message can carry beside words, and the sentence that answers it."""


class UnknownSelfError(Exception):
    """A group wrote before Telegram told us our own name: we cannot know whom it addresses."""


def read_update(data: Any, me: Identity | None) -> Incoming | None:
    """Return what asks for something in an update, or None; whatever was sent, no other error.

    UnknownSelfError apart: then the update must come again.
    """
    try:
        item = _read(Update.de_json(data, None), me)
        return None if item is None else item.checked()
    except UnknownSelfError:
        raise
    except Exception as error:  # noqa: BLE001 - one update that nobody can read stops no other
        structlog.get_logger().warning("telegram update unreadable", error=type(error).__name__)
        return None


def _read(update: Update, me: Identity | None) -> Incoming | None:
    """Read an update by what it carries."""
    if update.message is not None:
        return _message(update.update_id, update.message, me)
    if update.callback_query is not None:
        return _button(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    return None  # edits, channel posts, polls, what is yet to be invented


def update_id(data: Any) -> int | None:
    """Return the number of an update, if it has one."""
    number = data.get("update_id") if isinstance(data, Mapping) else None
    return number if storable(number) else None


def _message(update: int, message: Message, me: Identity | None) -> Incoming | None:
    """Read a message; one in a group only when it is for us."""
    person = message.sender_chat or message.from_user
    automatic = message.is_automatic_forward
    if person is None or automatic or (message.sender_chat is None and _is_bot(message)):
        return None
    group = message.chat.type != ChatType.PRIVATE
    words = message.text or message.caption or ""
    if group:
        if me is None:
            raise UnknownSelfError
        if not addressed(message, words, me):
            return None
    text = own_words(message, words, me)
    media = None if message.text else _media(message)
    if message.text is None and media is None:
        return None
    return Incoming(
        update,
        message.chat.id,
        person.id,
        Kind.MEDIA if media else Kind.TEXT,
        text,
        group,
        message.message_id,
        message.message_thread_id if message.is_topic_message else None,
        media=media,
        album=message.media_group_id,
    )


def addressed(message: Message, words: str, me: Identity) -> bool:
    """Tell whether a message in a group is for us: a mention, a reply, a command."""
    command = read_command(words)
    if command is not None and command.target:
        return command.target.casefold() == me.username.casefold()
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == me.id:
        return True
    known = command is not None and command.known
    return known or any(_names(entity, text, me) for entity, text in _entities(message))


def own_words(message: Message, words: str, me: Identity | None) -> str:
    """Return what was written, without our own name."""
    if me is None:
        return words
    for entity, text in _entities(message):
        if _names(entity, text, me):
            words = words.replace(text, " ", 1)
    return words.strip()


def _names(entity: MessageEntity, text: str, me: Identity) -> bool:
    """Tell whether an entity is our name."""
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return text.casefold() == f"@{me.username}".casefold()


def _entities(message: Message) -> list[tuple[MessageEntity, str]]:
    """Return the mentions of a message or of its caption."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    return list(found.items())


def _is_bot(message: Message) -> bool:
    return message.from_user is not None and message.from_user.is_bot


def _media(message: Message) -> str | None:
    """Name what a message carries, or None for joins, polls and the like."""
    return next((kind for name, kind in MEDIA.items() if getattr(message, name, None)), None)


def _button(update: int, query: CallbackQuery) -> Incoming:
    """Read a tap on a button; one that is none of ours is acknowledged too."""
    person = query.from_user.id
    if query.message is None or query.data is None:
        return Incoming(update, person, person, Kind.BUTTON, query=query.id)
    chat = query.message.chat
    return Incoming(
        update,
        chat.id,
        person,
        Kind.BUTTON,
        query.data,
        chat.type != ChatType.PRIVATE,
        query.message.message_id,
        getattr(query.message, "message_thread_id", None),
        query.id,
        _keyboard(getattr(query.message, "reply_markup", None)),
    )


def _keyboard(markup: InlineKeyboardMarkup | None) -> Keyboard:
    """Return titles and ids of the buttons of a message."""
    rows = markup.inline_keyboard if markup else ()
    return tuple(tuple((b.text, str(b.callback_data or "")) for b in row) for row in rows)


def _membership(update: int, change: ChatMemberUpdated) -> Incoming | None:
    """Read that we were blocked, or taken out of a group."""
    if change.new_chat_member.status not in GONE:
        return None
    group = change.chat.type != ChatType.PRIVATE
    return Incoming(update, change.chat.id, change.from_user.id, Kind.GONE, group=group)
