"""`check`: live checks from this machine, once, as JSON, or as a table that stays."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.sources import knowledge_option, read_services
from bot.core.model import CheckResult, Verdict
from bot.core.services import Services
from bot.errors import SettingsWrong

if TYPE_CHECKING:
    from rich.table import Table

    from bot.checks.probe import Probe

WATCH_S = 30
COLOURS = {Verdict.OK: "green", Verdict.DEGRADED: "yellow", Verdict.DOWN: "red", Verdict.UNKNOWN: "dim"}
FAILED = (Verdict.DOWN, Verdict.DEGRADED, Verdict.UNKNOWN)


@click.command()
@click.argument("targets", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Un tableau JSON, un objet par cible.")
@click.option("--watch", is_flag=True, help=f"Un tableau qui se met à jour, toutes les {WATCH_S} s.")
@click.option("--details", is_flag=True, help="Chaque étape.")
@click.option(
    "--services",
    "path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Un autre fichier de services.",
)
@knowledge_option
def check(
    *, targets: tuple[str, ...], as_json: bool, watch: bool, details: bool, path: Path | None, knowledge: Path
) -> int:
    """Vérifie : smtp, imap, caldav, carddav, webmail, dns, tls, login, delivery, all, ou un nom du fichier."""
    if not targets:
        raise click.UsageError("Donnez au moins une cible, par exemple smtp ou all.")
    if watch and as_json:
        raise click.UsageError("--watch et --json ne vont pas ensemble.")
    probe = make_probe(read_file(path) if path else read_services(knowledge), again=WATCH_S if watch else 0)
    if watch:
        asyncio.run(watched(probe, targets))
        return 0
    results = asyncio.run(once(probe, targets))
    show(results, as_json=as_json, details=details)
    return 1 if any(result.verdict in FAILED for result in results) else 0


def read_file(path: Path) -> Services:
    from bot.storage.services import load  # noqa: PLC0415

    return load(path)


def make_probe(services: Services, *, again: float = 0) -> "Probe":
    """`again`: seconds until the same is looked at once more; 0 when it is not."""
    from bot import config  # noqa: PLC0415 - only checks wait for these
    from bot.checks.canary import Account, remembered  # noqa: PLC0415
    from bot.checks.limits import Limits  # noqa: PLC0415
    from bot.checks.probe import Probe  # noqa: PLC0415

    settings = config.load()
    user, password = settings.canary_user, settings.canary_password.get_secret_value()
    if bool(user) != bool(password):
        raise SettingsWrong(["BOT_CANARY_USER and BOT_CANARY_PASSWORD: expected both or neither"])
    canary = remembered(Account(user, password), settings.state / "canary-refused") if user else None
    return Probe(services, canary, limits=Limits(shared=again / 2) if again else Limits())


async def once(probe: "Probe", targets: Sequence[str]) -> Sequence[CheckResult]:
    try:
        return await probe.run(targets)
    finally:
        await probe.close()


def show(results: Sequence[CheckResult], *, as_json: bool, details: bool) -> None:
    import time  # noqa: PLC0415

    from bot.core.diagnosis import form, report  # noqa: PLC0415
    from bot.core.rendering import to_text  # noqa: PLC0415

    if as_json:
        click.echo(json.dumps([form.as_json(result) for result in results], ensure_ascii=False, indent=2))
    else:
        click.echo(to_text(report.report(results, now=time.time(), details=details)))


async def watched(probe: "Probe", targets: Sequence[str]) -> None:
    from rich.live import Live  # noqa: PLC0415

    try:
        with Live(auto_refresh=False) as live:
            seen: dict[str, CheckResult] = {}

            def show_one(result: CheckResult) -> None:
                seen[result.target] = result
                live.update(table(list(seen.values())), refresh=True)

            while True:
                results = await probe.run(targets, progress=show_one)
                live.update(table(results), refresh=True)
                seen = {result.target: result for result in results}  # in the order asked
                await asyncio.sleep(WATCH_S)
    finally:
        await probe.close()


def table(results: Sequence[CheckResult]) -> "Table":
    """A row a service, with its cause when something is wrong, then a row a port."""
    from rich.markup import escape  # noqa: PLC0415 - only for --watch
    from rich.table import Table  # noqa: PLC0415

    from bot.core.phrasing import checks as say  # noqa: PLC0415

    out = Table("service", "port", "état", "ms", "cause")
    for result in results:
        _, title, state = say.headline(result.title, result.verdict, 0, result.code)
        cause = result.cause.removesuffix(f" {say.SEEN}") if result.verdict in FAILED else ""
        out.add_row(escape(title), "", coloured(result.verdict, state.removeprefix(" : ")), "", escape(cause))
        for one in result.endpoints:
            took = f"{sum(stage.ms for stage in one.stages):.0f}"
            place = f"{one.host}:{one.port} {one.security} {one.family}"
            out.add_row("", escape(place), coloured(one.verdict, say.STATES[one.verdict]), took, "")
    return out


def coloured(verdict: Verdict, text: str) -> str:
    return f"[{COLOURS[verdict]}]{text}[/]"


COMMANDS: tuple[click.Command, ...] = (check,)
