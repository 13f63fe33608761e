"""The tables, and how their columns hold text that strangers wrote. Versions of the layout: migrations/.

Times are milliseconds since the epoch. Events and calls are kept as JSON: nothing ever searches in them.
"""

import re
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

META = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# PostgreSQL refuses null bytes in text and both drivers refuse lone surrogates; Matrix JSON may hold either.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """Text from outside: what no database stores becomes U+FFFD."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else UNSTORABLE.sub("�", value)


class Key(Words):
    """A word that is searched for. Ids of Matrix have 255 bytes at most; what is longer was made up by somebody, and
    PostgreSQL indexes no more than 2,700 bytes: its digest stands for it."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        clean = super().process_bind_param(value, dialect)
        if clean is None or len(data := clean.encode()) <= 255:
            return clean
        return f"blake2b:{blake2b(data, digest_size=32).hexdigest()}"


Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # only INTEGER keys count by themselves in SQLite


def counted(name: str = "seq") -> sa.Column[int]:
    """A number that grows with each row: the order of receipt."""
    return sa.Column(name, Number, primary_key=True, autoincrement=True)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, Words(), nullable=False, server_default="")


def key(name: str, *, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, Key(), nullable=False, server_default="", index=index)


def unique(name: str) -> sa.Column[str]:
    return sa.Column(name, Key(), nullable=False, unique=True)


def moment(name: str, **options: Any) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0", **options)


# One row a name: the sync token, the key of pseudonyms.
NOTES = sa.Table(
    "note",
    META,
    sa.Column("name", sa.String(100), primary_key=True),
    words("value"),
)

# `event` is empty once settled: the id stays, so that the same event is known when it comes again; its text does not.
INBOX = sa.Table(
    "inbox",
    META,
    counted(),
    unique("event_id"),
    moment("received_at"),
    sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false(), index=True),
    sa.Column("event", sa.Text()),
    sqlite_autoincrement=True,  # a number is never used twice, even after old rows went
)

# `call` is empty once done; the txn and the event it became stay, for edits and redactions of it.
OUTBOX = sa.Table(
    "outbox",
    META,
    counted(),
    unique("txn"),
    moment("stored_at"),
    sa.Column("done", sa.Boolean(), nullable=False, server_default=sa.false(), index=True),
    words("act"),
    key("cause", index=True),
    key("event_id", index=True),
    sa.Column("call", sa.Text()),
    sqlite_autoincrement=True,
)

EXCHANGES = sa.Table(
    "exchange",
    META,
    counted(),
    unique("question"),
    key("room_id"),
    key("thread"),
    key("asker"),
    words("text"),
    words("outcome"),
    words("entries"),  # ids, a space between
    key("reply", index=True),
    sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
    moment("at", index=True),
    sa.Index(None, "room_id", "thread"),
    sa.Index(None, "room_id", "asker", "at"),
    sqlite_autoincrement=True,
)

# Every reaction that stands; the last of a person on an answer is the vote.
VOTES = sa.Table(
    "vote",
    META,
    counted(),
    unique("reaction"),
    key("reply_event", index=True),
    key("voter"),
    words("key"),
    moment("at", index=True),
    sqlite_autoincrement=True,
)

# What moderators changed; `patch` is what undo needs (JSON, see editing.py), `before` and `after` are for people.
AUDIT = sa.Table(
    "audit",
    META,
    counted("id"),
    moment("at"),
    words("author"),
    words("action"),
    key("entry", index=True),
    words("before"),
    words("after"),
    words("patch"),
    sa.Column("undone", sa.Boolean(), nullable=False, server_default=sa.false()),
    key("event", index=True),  # the message or reaction that asked for it: the same one never changes twice
    sa.Column("prepared", sa.Boolean(), nullable=False, server_default=sa.false()),  # the files are about to change
    moment("undoes"),  # id of the change that this one takes back
    sqlite_autoincrement=True,
)

# Entries proposed from the room; gone once live, or with the questions of their time.
DRAFTS = sa.Table(
    "draft",
    META,
    counted("id"),
    unique("txn"),
    key("room_id"),
    key("thread"),
    words("entry"),
    words("questions"),  # JSON, a list
    words("answer"),
    words("author"),
    moment("at"),
    sqlite_autoincrement=True,
)

# What the checks saw of each service, and when it was out of order.
SIGHTINGS = sa.Table(
    "sighting",
    META,
    counted(),
    key("service"),
    moment("at", index=True),
    words("verdict"),
    words("cause"),
    sa.Column("ms", sa.Float(), nullable=False, server_default="0"),
    sa.Index(None, "service", "at"),
    sqlite_autoincrement=True,
)

INCIDENTS = sa.Table(
    "incident",
    META,
    counted("id"),
    key("service", index=True),
    moment("opened_at", index=True),
    sa.Column("closed_at", sa.BigInteger()),
    words("verdict"),
    words("cause"),
    words("notice"),  # txn of the message that told the room
    sqlite_autoincrement=True,
)
