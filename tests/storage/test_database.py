"""The database itself: opened, refused, brought up to date, killed."""

import asyncio
import os
import signal
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.demo.homeserver import free_port
from bot.errors import SettingsWrong, WorldFailed
from bot.storage.database import Database, open_database
from bot.storage.tables import META
from tests.servers.postgres import Postgres
from tests.storage.test_journal import call, event, exchange


async def refused(url: str) -> str:
    with pytest.raises(SettingsWrong) as wrong:
        await open_database(url)
    return str(wrong.value)


async def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "bot.db"
    database = await open_database(f"sqlite:///{path}")
    await database.journal.receive([event(1)], "s")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"bot.db": 0o600, "bot.db-wal": 0o600, "bot.db-shm": 0o600}
    await database.close()


async def test_a_file_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    path.touch(0o644)
    await (await open_database(f"sqlite:///{path}")).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_sqlite_keeps_what_it_confirmed(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path / 'bot.db'}")
    async with database.store.reading() as connection:
        settings = [await connection.scalar(sa.text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")]
    assert settings == ["wal", 2]  # 2: FULL
    await database.close()


async def test_migrations_give_the_tables_of_the_code(database: Database) -> None:
    def differences(connection: sa.Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), META))

    async with database.store.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_opening_again_keeps_everything(database: Database, url: str) -> None:
    await database.journal.receive([event(1)], "s1")
    again = await open_database(url)
    assert (await again.journal.token(), len(await again.journal.waiting())) == ("s1", 1)
    await again.close()


async def test_three_that_start_together_migrate_once(url: str) -> None:
    opened = await asyncio.gather(*(open_database(url) for _ in range(3)))
    names = {database.memory.pseudonym("@alice:test") for database in opened}
    for database in opened:
        await database.close()
    assert len(names) == 1


async def test_a_database_of_a_newer_version_is_refused(database: Database, url: str) -> None:
    async with database.store.writing() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    assert (await refused(url)).startswith("BOT_DATABASE: written by a newer version of this program")


async def test_another_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("a file of somebody's " * 100)
    assert await refused(f"sqlite:///{path}") == "BOT_DATABASE: file is not a database"
    assert path.read_text() == "a file of somebody's " * 100


async def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    assert "expected a file that can be written (Is a directory)" in await refused(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["mysql://a/b", "bot.db", "", "postgresql://h:port/x", "sqlite+pysqlite:///x.db"])
async def test_another_address_is_refused_without_showing_it(url: str) -> None:
    expected = "BOT_DATABASE: expected sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME"
    assert await refused(url) == expected


async def test_a_wrong_password_is_refused_and_never_shown(server: Postgres) -> None:
    said = await refused(server.url("postgres", password="secret-of-mine"))
    assert said == 'BOT_DATABASE: password authentication failed for user "postgres"'


async def test_a_database_that_is_not_there_is_refused(server: Postgres) -> None:
    assert await refused(server.url("nowhere")) == 'BOT_DATABASE: database "nowhere" does not exist'


async def test_a_server_that_is_not_there_may_come_back() -> None:
    with pytest.raises(WorldFailed, match="the database cannot be reached"):
        await open_database(f"postgresql://a:b@127.0.0.1:{free_port()}/c")


async def test_an_option_of_other_tools_is_understood(server: Postgres) -> None:
    await (await open_database(f"{await server.fresh()}?sslmode=disable")).close()


async def test_connections_cut_by_the_server_are_made_again(server: Postgres) -> None:
    database = await open_database(await server.fresh())
    await database.journal.receive([event(1)], "s1")
    async with database.store.writing() as connection:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
        await connection.execute(sa.text(cut + "pg_backend_pid()"))
    assert await database.journal.token() == "s1"
    await database.close()


async def test_a_file_locked_for_long_is_a_failure_of_the_moment(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    database = await open_database(f"sqlite:///{path}?timeout=0.05")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(WorldFailed, match="the database failed: database is locked"):
        await database.journal.receive([], "s1")
    other.close()
    await database.journal.receive([], "s2")
    assert await database.journal.token() == "s2"
    await database.close()


async def test_many_at_once_lose_nothing(database: Database) -> None:
    async def one(number: int) -> None:
        await database.journal.receive([event(number)], f"s{number}")
        await database.journal.settle(event(number), [call(f"t{number}")], exchange(f"$e{number}", reply=f"t{number}"))
        await database.journal.delivered(f"t{number}", f"$a{number}")
        assert (await database.memory.exchange_of_reply(f"$a{number}")) is not None

    await asyncio.gather(*(one(number) for number in range(60)))
    assert len(await database.journal.waiting()) == 0
    assert len(await database.memory.exchanges(0)) == 60


async def test_a_transaction_is_whole_or_not_at_all(database: Database) -> None:
    await database.journal.receive([event(1)], "s1")
    with pytest.raises(AttributeError):
        await database.journal.settle(event(1), [call("t")], exchange("$e1", outcome=None))
    assert len(await database.journal.waiting()) == 1
    assert list(await database.journal.unsent()) == []


KILLED = """
import asyncio, os, sys
from bot.storage.database import open_database
from tests.storage.test_journal import call, event, exchange

async def main():
    database = await open_database(sys.argv[1])
    await database.journal.receive([event(1), event(2)], "s1")
    await database.journal.settle(event(1), [call("t1")], exchange("$e1", reply="t1"))
    async with database.store.writing() as connection:
        await database.journal.put(connection, [call("never")])
        print("ready", flush=True)
        await asyncio.sleep(3600)

asyncio.run(main())
"""


async def test_killed_between_receiving_and_settling_nothing_is_lost_or_half_done(url: str) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, url, stdout=asyncio.subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.getcwd()}
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"ready\n"
    child.send_signal(signal.SIGKILL)
    await child.wait()
    database = await open_database(url)
    assert await database.journal.token() == "s1"
    assert [one.event_id for one in await database.journal.waiting()] == ["$e2"]
    assert [one.txn for one in await database.journal.unsent()] == ["t1"]
    assert await database.memory.exchange("$e1") == exchange("$e1", reply="t1")
    await database.close()
