"""One endpoint looked at by the bot, by `openssl s_client`, swaks and curl in turn, in one run; and `check all`.

Run: `python -m tests.benchmarks.checks [ROUNDS]`. Every tool does the same stages (connect, banner, STARTTLS, verified
TLS, capabilities, goodbye; no login) against the same Dovecot and Radicale, once beside it and once 30 ms away. The bot
is measured as it runs, in a process that is already there, on uvloop; the others start, as they always do. Times are
medians. Beside the servers nobody waits for the network: `check all` is then the work of one processor, and its share
that is the bot's own is told.
"""

import asyncio
import shutil
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import uvloop

from bot.checks import Limits, Probe
from bot.checks.dns import Resolver
from bot.core.model import Verdict
from bot.core.services import Endpoint, Protocol, Security, Service, Services
from tests.servers import mail_distance
from tests.servers.mail_lab import MailLab
from tests.servers.mail_processes import AS_REMOTE, LOOPBACK, Server, free_ports

ROUNDS = 15
# One way, in milliseconds: Paris to a server elsewhere in the country and back takes about 30.
DISTANCES = (0, 15)


@dataclass(frozen=True, slots=True)
class Tool:
    """`talk`: what must come out, then what is typed; the last must come out: proof that the tool did the work."""

    command: Sequence[str]
    talk: Sequence[tuple[bytes, bytes]]
    seen: bytes


def openssl(lab: MailLab, port: int, talk: Sequence[tuple[bytes, bytes]], seen: bytes, starttls: str = "") -> Tool:
    strict = ["-verify_quiet", "-verify_return_error", "-CAfile", str(lab.certificates.ca_file)]
    where = ["-connect", f"{AS_REMOTE}:{port}", "-servername", lab.host, "-verify_hostname", lab.host]
    ask = ["openssl", "s_client", "-quiet", *strict, *where]
    return Tool([*ask, *(["-starttls", starttls] if starttls else [])], talk, seen)


def swaks(lab: MailLab, port: int, mode: str) -> Tool:
    verify = ["--tls-verify", "--tls-ca-path", str(lab.certificates.ca_file), "--tls-sni", lab.host]
    return Tool(["swaks", "--server", LOOPBACK, "--port", str(port), mode, *verify,
                 "--quit-after", "EHLO", "--helo", "bench", "--nsf", "--no-hints"], (), b"AUTH")  # fmt: skip


def curl(lab: MailLab, port: int, scheme: str, *more: str, seen: bytes) -> Tool:
    where = ["--resolve", f"{lab.host}:{port}:{AS_REMOTE}", "--cacert", str(lab.certificates.ca_file)]
    return Tool(["curl", "-sv", "--ssl-reqd", *where, *more, f"{scheme}://{lab.host}:{port}/"], (), seen)


def services(lab: MailLab, ports: Mapping[str, int]) -> Services:
    starttls, tls = Security.STARTTLS, Security.TLS
    smtp, imap = Protocol.SMTP, Protocol.IMAP
    known = [
        Service(id=name, title=name, protocol=protocol, host=lab.host, endpoints=(Endpoint(ports[name], security),),
                allow_private=True)
        for name, protocol, security in (
            ("submission", smtp, starttls), ("submissions", smtp, tls), ("imap", imap, starttls), ("imaps", imap, tls))
    ]  # fmt: skip
    urls = (f"https://{lab.host}:{ports['dav']}/.web/",)
    known.append(Service(id="dav", title="dav", protocol=Protocol.HTTP, urls=urls, allow_private=True))
    return Services(services=tuple(known), ca_file=str(lab.certificates.ca_file))


def tools(lab: MailLab, ports: Mapping[str, int]) -> dict[str, dict[str, Tool]]:
    # Each line is typed once the server has answered the one before, as the bot does.
    ehlo, quit_ = (b"", b"EHLO x\r\n"), (b"AUTH ", b"QUIT\r\n")
    ask, logout = (b"", b"a CAPABILITY\r\n"), (b"a OK", b"b LOGOUT\r\n")
    get = ((b"", b"GET /.web/ HTTP/1.0\r\n\r\n"),)
    found = {
        "submission": {"openssl": openssl(lab, ports["submission"], (ehlo, quit_), b"221 ", "smtp"),
                       "swaks": swaks(lab, ports["submission"], "--tls"),
                       "curl": curl(lab, ports["submission"], "smtp", "-X", "NOOP", seen=b"AUTH PLAIN")},
        "submissions": {"openssl": openssl(lab, ports["submissions"], ((b"220 ", ehlo[1]), quit_), b"221 "),
                        "swaks": swaks(lab, ports["submissions"], "--tls-on-connect"),
                        "curl": curl(lab, ports["submissions"], "smtps", "-X", "NOOP", seen=b"AUTH PLAIN")},
        "imap": {"openssl": openssl(lab, ports["imap"], (ask, logout), b"b OK", "imap"),
                 "curl": curl(lab, ports["imap"], "imap", "-X", "NOOP", seen=b"AUTH=PLAIN")},
        "imaps": {"openssl": openssl(lab, ports["imaps"], ((b"* OK", ask[1]), logout), b"b OK"),
                  "curl": curl(lab, ports["imaps"], "imaps", "-X", "NOOP", seen=b"AUTH=PLAIN")},
        "dav": {"openssl": openssl(lab, ports["dav"], get, b"HTTP/1.0 200"),
                "curl": curl(lab, ports["dav"], "https", "--http1.1", "--request-target", "/.web/",
                             seen=b"HTTP/1.0 200")},
    }  # fmt: skip
    return {name: {tool: one for tool, one in row.items() if shutil.which(tool)} for name, row in found.items()}


async def timed(tool: Tool) -> float:
    started, pipe = time.perf_counter(), asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *tool.command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.STDOUT
    )
    assert process.stdin
    assert process.stdout
    output = b""
    for awaited, typed in tool.talk:
        while awaited not in output and (more := await process.stdout.read(65536)):
            output += more
        process.stdin.write(typed)
    output += (await asyncio.wait_for(process.communicate(), 60))[0]
    took = (time.perf_counter() - started) * 1000
    if tool.seen not in output:
        raise RuntimeError(f"{' '.join(tool.command)} did not do its work:\n{output.decode(errors='replace')[-1500:]}")
    return took


@dataclass(frozen=True, slots=True)
class Look:
    """Milliseconds: until the answer, of the slowest endpoint in it, and of this process's own work."""

    took: float
    slowest: float
    work: float


async def looked(probe: Probe, word: str) -> Look:
    started, worked = time.perf_counter(), time.process_time()
    results = await probe.run([word])
    took, work = (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000
    wrong = [result for result in results if result.verdict is not Verdict.OK]
    if wrong:
        raise RuntimeError(f"not well: {wrong[0]}")
    slowest = max(sum(stage.ms for stage in e.stages) for result in results for e in result.endpoints)
    return Look(took, slowest, work)


async def compare(lab: MailLab, ports: Mapping[str, int], rounds: int) -> None:
    resolver = Resolver(lifetime=5, hosts={lab.host: [AS_REMOTE]})
    probe = Probe(services(lab, ports), limits=Limits(shared=0), resolver=resolver)
    table, times = tools(lab, ports), dict[tuple[str, str], list[float]]()
    for number in range(rounds + 1):
        for name, row in table.items():
            takes = {"bot": (await looked(probe, name)).took} | {tool: await timed(one) for tool, one in row.items()}
            for tool, took in takes.items() if number else ():  # the first round warms up
                times.setdefault((name, tool), []).append(took)
        everything = await looked(probe, "all")
        if number:
            times.setdefault(("all", "bot"), []).append(everything.took)
            times.setdefault(("all", "work"), []).append(everything.work)
            times.setdefault(("all", "share"), []).append(everything.took / everything.slowest)
    tell(table, {key: statistics.median(values) for key, values in times.items()})
    await probe.close()


def tell(table: Mapping[str, Mapping[str, Tool]], medians: Mapping[tuple[str, str], float]) -> None:
    for name, row in table.items():
        others = {tool: medians[name, tool] for tool in row}
        fastest = min(others, key=others.__getitem__)
        shown = "  ".join(f"{tool} {took:6.1f}" for tool, took in others.items())
        ratio = medians[name, "bot"] / others[fastest]
        print(f"{name:12} bot {medians[name, 'bot']:6.1f} ms  {shown}   bot / {fastest} = {ratio:.2f}")
    slowest = max(table, key=lambda name: medians[name, "bot"])
    ratio = medians["all", "bot"] / medians[slowest, "bot"]
    print(
        f"{'check all':12} bot {medians['all', 'bot']:6.1f} ms, {medians['all', 'work']:.1f} of them the bot's own work"
    )
    print(f"{'':12} / its slowest endpoint in the same run: {medians['all', 'share']:.2f}")
    print(f"{'':12} / its slowest endpoint asked alone ({slowest}): {ratio:.2f}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    missing = [tool for tool in ("openssl", "swaks", "curl") if not shutil.which(tool)]
    if missing:
        print(f"not installed, left out: {', '.join(missing)}")
    with MailLab() as lab:
        names = ("submission", "submissions", "imap", "imaps", "dav")
        for distance in DISTANCES:
            print(f"\n{2 * distance} ms away, {rounds} rounds, medians")
            if not distance:
                uvloop.run(compare(lab, lab.ports, rounds))
                continue
            ports = dict(zip(names, free_ports(len(names)), strict=True))
            pairs = [f"{port}={lab.ports[name]}" for name, port in ports.items()]
            relay = Server([sys.executable, mail_distance.__file__, str(distance), *pairs], lab.directory / "far.log")
            try:
                relay.wait_for(list(ports.values()))
                uvloop.run(compare(lab, ports, rounds))
            finally:
                relay.stop()


if __name__ == "__main__":
    main()
