"""`kb lint --links` against a real web server on loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.running import facteur


class Pages(BaseHTTPRequestHandler):
    """`/there` and `/private` are there, nothing else is."""

    def do_GET(self) -> None:
        self.send_response({"/there": 200, "/private": 401}.get(self.path, 404))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_dead_addresses_are_told_with_their_entry(site: str, tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "knowledge.yaml").write_text("language: fr\ntitle: x\n", encoding="utf-8")
    answer = f"Voir {site}/there, [ici]({site}/gone#part) ou {site}/private."
    entry = f"- id: liens\n  title: Liens\n  questions: [où sont les liens]\n  answer: '{answer}'\n"
    (tmp_path / "faq" / "a.yaml").write_text(entry, encoding="utf-8")
    ended = facteur("kb", "lint", "--links", knowledge=tmp_path)
    told = [line for line in ended.out.splitlines() if "answers" in line]
    assert told == [f"remark: faq/a.yaml:1: liens: {site}/gone answers 404"]
    assert ended.code == 0
    assert facteur("kb", "lint", "--links", "--strict", knowledge=tmp_path).code == 1
