"""`make bench`: every benchmark that needs nothing but this checkout, one after the other; `ARGS=latency` runs one."""

import subprocess
import sys

BENCHMARKS = {
    "latency": "tests.benchmarks.latency",
    "matching": "tests.benchmarks.matching.speed",
    "checks": "tests.benchmarks.checks",
    "import": "tests.benchmarks.import_pages",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    codes = []
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", BENCHMARKS[name]], check=False).returncode)
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
