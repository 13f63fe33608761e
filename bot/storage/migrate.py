"""Brings a database to the layout of this version, at every start and under a lock."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from bot.errors import SettingsWrong
from bot.storage.store import Store

FOLDER = Path(__file__).parent / "migrations"
# Two processes that start together migrate one after the other; the number only has to be ours ("facteur" in ASCII).
LOCK = 0x66616374657572


async def upgrade(store: Store) -> None:
    """All missing migrations in one transaction. SettingsWrong: a newer version has written this database."""
    async with store.writing() as connection:
        if not store.is_sqlite:
            await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        try:
            await connection.run_sync(run)
        except CommandError as e:
            raise SettingsWrong([f"BOT_DATABASE: written by a newer version of this program ({e})"]) from e


def run(connection: Any) -> None:
    command.upgrade(config(connection), "head")


def config(connection: Any) -> Config:
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings
