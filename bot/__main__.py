"""`python -m bot` and `facteur`: the one place where errors become exit codes. Nothing heavy is imported here.

0 fine · 1 something checked is not · 2 wrong usage or settings · 3 unexpected · 130 interrupted
"""

import gc
import os
import platform
import sys

# Modules, patterns and a base are some 200,000 objects that stay: by default they are walked again and again while they
# are made, 5 % of a start.
gc.set_threshold(50_000, 20, 20)

# Before numpy is imported: its threads cost more than they bring for matrices of this size, and one thread makes
# every score the same on every machine.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
# Pydantic would read the description of every package installed, to find plugins that nobody uses here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(argv: list[str]) -> int:
    """Runs a command line and says how it ended. Errors go to stderr, a sentence each, never as a traceback."""
    import click  # noqa: PLC0415 - after the thread settings, and only when run

    from bot.cli import cli  # noqa: PLC0415
    from bot.errors import FacteurError, RequestWrong, SettingsWrong  # noqa: PLC0415

    try:
        return int(cli.main(argv, prog_name="facteur", standalone_mode=False) or 0)
    except click.exceptions.Exit as e:
        return e.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except click.ClickException as e:
        e.show()
        return 2
    except SettingsWrong as e:
        return told("Settings to correct:\n" + "\n".join(f"- {problem}" for problem in e.problems), 2)
    except RequestWrong as e:
        return told(str(e), 2)
    except FacteurError as e:
        return told(str(e), 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at its end
        return 0
    except Exception as e:
        return told(report(e), 3)


def told(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def report(error: BaseException) -> str:
    """What to put in a report: the kind of error and the places it went through, never values."""
    from traceback import extract_tb  # noqa: PLC0415

    from bot import __version__  # noqa: PLC0415

    trail = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)[-6:]]
    versions = f"facteur {__version__}, Python {platform.python_version()}, {platform.system()}"
    return "\n".join(
        [
            f"Unexpected error: {type(error).__name__}. Please report it with the lines below.",
            versions,
            *trail,
        ]
    )


if __name__ == "__main__":
    main()
