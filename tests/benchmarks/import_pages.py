"""How long the import of many pages takes and what memory it needs: `python tests/benchmarks/import_pages.py [PAGES]`.

The pages are the seed page of the tests under other titles, with blocks of every kind added, so about 25 entries each.
"""

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bot.documents.folder import write_folder
from bot.documents.reading import read_pages

SEED = Path(__file__).parents[1] / "documents" / "testdata" / "emails-suite-numerique.md"
EXTRA = """
## Questions {n}

<details>

<summary>Comment faire le cas {n} ?</summary>

{{% tabs %}}
{{% tab title="Windows" %}}
| Nom | Valeur |
| --- | --- |
| Cas | {n} |
{{% endtab %}}
{{% endtabs %}}

</details>
"""


def main(count: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="facteur-pages-"))
    try:
        text = SEED.read_text(encoding="utf-8")
        for n in range(count):
            page = text.replace("# Emails suite numérique", f"# Emails suite numérique {n}", 1) + EXTRA.format(n=n)
            (folder / f"page-{n}.md").write_text(page, encoding="utf-8")
        measure(folder, count)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, count: int) -> None:
    out = folder / "out"
    start, busy = time.perf_counter(), time.process_time()
    entries = 0
    marks: list[int] = []
    for n, (_, drafts) in enumerate(write_folder(read_pages(folder), out), 1):
        entries += len(drafts)
        if n in (count // 10, count):
            marks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    seconds = time.perf_counter() - start
    busy = time.process_time() - busy
    print(f"{count} pages, {entries} entries: {seconds:.1f} s ({busy:.1f} s of processor)")
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"peak memory after a tenth of the pages: {marks[0]} MB, after all: {marks[-1]} MB; of the reader: {reader} MB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
