#!/usr/bin/env python3
"""Two commands that need nothing but Python: each first makes the environment that it needs.

python3 dev.py run      the app in the browser; options, as in --server.port 8502, go to Streamlit
python3 dev.py run …    with a command, as in `run train`: python -m playground …
python3 dev.py test …   ruff, the browser part's checks, pytest and mypy; more words go to pytest

The environment is .venv beside this file, or the folder that PLAYGROUND_VENV names.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parent
NEEDS = {
    "run": ("requirements.txt",),
    "test": ("requirements.txt", "requirements-dev.txt"),
}
# tests/workers.py says which runs what; a later -n, as in `dev.py test -n 0 …`, counts instead.
WORKERS = ("-n", "3")
# Of package.json: the linter, the types, what computes without a browser.
SCRIPTS = ("lint", "types", "test")


class SetupError(Exception):
    """What is missing, in one sentence."""


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in NEEDS:
        print(__doc__.strip(), file=sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    task, *rest = arguments
    try:
        if task == "run":
            return run(environment(task), rest)
        with ThreadPoolExecutor() as beside:
            # They need no package of Python's: meanwhile those are installed.
            scripts = beside.submit(script_checks)
            return test(environment(task), rest, beside, scripts)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(python: Path, arguments: list[str]) -> int:
    # By PYTHONPATH and not by changing the folder: paths among the arguments are the caller's.
    paths = [str(CHECKOUT), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    # On Linux, large pages for large tensors: the article's network trains 5 % quicker. It is read
    # when a process starts, so it cannot be set from within; elsewhere nobody looks at it.
    os.environ.setdefault("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1")
    if all(word.startswith("--server.") for word in arguments[::2]):
        # Streamlit reads its settings from the folder that it is started in.
        os.chdir(CHECKOUT)
        command = [str(python), "-m", "streamlit", "run", "app.py", *arguments]
    else:
        command = [str(python), "-m", "playground", *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    # In place of this process: signals and the exit code then need no passing on.
    os.execv(command[0], command)


def test(
    python: Path, arguments: list[str], beside: ThreadPoolExecutor, scripts: Future[list[Check]]
) -> int:
    """Every check runs even when another failed. Mypy's half a minute passes beside pytest."""
    module = [str(python), "-m"]
    types = beside.submit(checked, "mypy", [*module, "mypy"])
    checks = [tell(checked("ruff", [*module, "ruff", "check", "."])), *map(tell, scripts.result())]
    print("== pytest", flush=True)
    code = subprocess.call([*module, "pytest", *WORKERS, *arguments], cwd=CHECKOUT)
    checks += [tell(types.result()), Check("pytest", code)]
    failed = [one.name for one in checks if one.code]
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


class Check(NamedTuple):
    """How a command ended, and what it wrote."""

    name: str
    code: int
    output: str = ""


def checked(name: str, command: list[str]) -> Check:
    done = subprocess.run(
        command, cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace", check=False)
    return Check(name, done.returncode, done.stdout)


def tell(one: Check) -> Check:
    print(f"== {one.name}\n{one.output}", end="", flush=True)
    if one.code:
        print(f"== {one.name} FAILED", flush=True)
    return one


def script_checks() -> list[Check]:
    """Those of the browser's part; none where what they need is not there."""
    if not node_tools():
        return []
    npm = str(shutil.which("npm"))
    return [checked(f"npm {script}", [npm, "run", "--silent", script]) for script in SCRIPTS]


def node_tools() -> bool:
    """Whether the packages of package.json are there, after fetching them where Node is.

    The checks of the browser's part need them; without Node, or without a network, those are
    skipped with a word and the rest runs.
    """
    npm = shutil.which("npm")
    if npm is None:
        print("== no Node here: the checks that need it are skipped", flush=True)
        return False
    lock = (CHECKOUT / "package-lock.json").read_bytes()
    folder = CHECKOUT / "node_modules"
    stamp = folder / "playground.stamp"
    wanted = hashlib.sha256(lock).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return True
    print(f"Installing package.json's packages into {folder} …", file=sys.stderr, flush=True)
    if subprocess.call(
        [npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=CHECKOUT,
        stdin=subprocess.DEVNULL, stdout=sys.stderr,
    ):
        print("== npm could not install them: the checks that need them are skipped", flush=True)
        return False
    # Last, so that an installation that was broken off is done again.
    stamp.write_text(wanted, encoding="utf-8")
    return True


def environment(task: str) -> Path:
    """The environment's interpreter, after making and filling the environment where necessary."""
    folder = Path(os.environ.get("PLAYGROUND_VENV") or CHECKOUT / ".venv").expanduser().absolute()
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / f"{task}.stamp"
    wanted = digest(task)
    if works(python) and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    if not works(python):
        create(folder)
    print(f"Installing what `{task}` needs into {folder} …", file=sys.stderr, flush=True)
    # Compiled afterwards, on all cores; pip compiles on one.
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--no-compile",
           "--disable-pip-version-check"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pip.append("--root-user-action=ignore")
    # No standard input: pip must not wait for an answer. Its output is not the command's own.
    if subprocess.call(
        [*pip, "-r", str(CHECKOUT / NEEDS[task][-1])], stdin=subprocess.DEVNULL, stdout=sys.stderr
    ):
        raise SetupError("The packages could not be installed: see pip's message above.")
    # Where Python may write no bytecode (PYTHONDONTWRITEBYTECODE) each process would else compile
    # TensorFlow anew, for as long as it takes to import it. Some packages' templates are no Python,
    # which fails and does no harm.
    subprocess.call([str(python), "-m", "compileall", "-q", "-j", "0", str(folder / "lib")],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL)
    # Last, so that an installation that was broken off is done again. What `test` needs includes
    # what `run` needs.
    for done in {task, "run"}:
        (folder / f"{done}.stamp").write_text(digest(done), encoding="utf-8")
    return python


def create(folder: Path) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - python3 is whatever this machine calls so
        raise SetupError("Python 3.11 or newer is needed: start dev.py with such a python3.")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise SetupError(
            "Python's venv module is missing: install it (on Debian and Ubuntu the package "
            "python3-venv) and try again."
        )
    # Making an environment empties its folder: never one that is something else.
    if folder.exists() and not (folder / "pyvenv.cfg").exists() and any(folder.iterdir()):
        raise SetupError(f"{folder} is not a virtual environment: set PLAYGROUND_VENV to another.")
    print(f"Making the virtual environment {folder} …", file=sys.stderr, flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False,
    )
    if made.returncode:
        raise SetupError(f"No virtual environment could be made in {folder}: see above.")


def works(python: Path) -> bool:
    """Whether it starts: an environment breaks when the Python it was made with goes."""
    try:
        done = subprocess.run(
            [str(python), "-c", ""], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def digest(task: str) -> str:
    content = b"".join((CHECKOUT / name).read_bytes() for name in NEEDS[task])
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
