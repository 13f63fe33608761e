"""How the demo looks in a terminal; plain lines where the output is a file."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from textwrap import indent

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.status import Status


class Tell:
    """Hears each step of the preparation; a spinner on a terminal, a line elsewhere."""

    def __init__(self, console: Console, status: Status | None) -> None:
        self.console, self.status = console, status

    def __call__(self, step: str) -> None:
        if self.status:
            self.status.update(step)
        else:
            self.console.print(f"[dim]{escape(step)}[/dim]")

    def done(self) -> None:
        if self.status:
            self.status.stop()


class Screen:
    def __init__(self) -> None:
        self.console = Console(highlight=False)

    @contextmanager
    def preparing(self) -> Iterator[Tell]:
        if not self.console.is_terminal:
            yield Tell(self.console, None)
            return
        with self.console.status("Préparation…", spinner="dots") as status:
            yield Tell(self.console, status)

    def welcome(self, url: str, title: str) -> None:
        if self.console.is_terminal:
            text = (
                f"Serveur Matrix local : {url}\nVous êtes [bold]Camille[/bold] dans le salon. Posez vos questions ; "
                "« > … » continue dans le fil, Ctrl-D pour finir."
            )
            self.console.print(Panel(text, title=f"#️⃣  {escape(title)}", border_style="blue"))
        else:
            self.console.print(f"Salon : {escape(title)}\n")

    def you(self, line: str) -> None:
        if not self.console.is_terminal or not sys.stdin.isatty():
            self.console.print(f"[bold green]Camille[/bold green] : {escape(line)}", soft_wrap=True)

    def bot(self, text: str) -> None:
        if not text:
            self.console.print("  [dim](Facteur ne répond pas : ce n'est pas une question pour lui)[/dim]\n")
            return
        name = "  [bold blue]↳ Facteur[/bold blue] (dans le fil) :"
        self.console.print(name)
        if self.console.is_terminal:
            self.console.print(Padding(escape(text), (0, 0, 1, 4)))
        else:
            self.console.print(indent(escape(text), "    ") + "\n", soft_wrap=True)

    async def typed(self) -> AsyncIterator[str]:
        """Lines of the terminal, read beside the loop: a blocking read could not be interrupted cleanly."""
        reader = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
        )
        try:
            while True:
                self.console.print("[bold green]Camille[/bold green] > ", end="")
                line = await reader.readline()
                if not line:
                    self.console.print()
                    return
                if line.strip():
                    yield line.decode("utf-8", "replace").strip()
        finally:
            transport.close()
