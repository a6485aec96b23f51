#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over the program's own files, skipping those that passed and have not changed since.

    tidy.py BUILD_DIR

A file is looked at again when it, one of our headers it includes, its compile command or .clang-tidy changed.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, List, Set

from tree import ROOT

OWN = ("app", "core", "ui")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def own_headers(path: Path, seen: Set[Path]) -> Set[Path]:
    """`path` and everything of ours that it includes, however deep."""
    if path in seen or not path.is_file():
        return seen
    seen.add(path)
    for name in INCLUDE.findall(path.read_text(encoding="utf-8", errors="replace")):
        own_headers(ROOT / name, seen)
    return seen


def fingerprint(entry: Dict[str, str], rules: bytes) -> str:
    digest = hashlib.sha256(rules + entry["command"].encode())
    for path in sorted(own_headers(Path(entry["file"]), set())):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def own_entries(build: Path) -> List[Dict[str, str]]:
    entries = json.loads((build / "compile_commands.json").read_text())
    roots = tuple(f"{ROOT / part}{os.sep}" for part in OWN)
    return [entry for entry in entries if entry["file"].startswith(roots)]


def complaints(output: str) -> List[str]:
    """Errors in our files. clang 14 cannot read parts of the ranges header that g++ 12 can; that is not ours."""
    errors = [line for line in output.splitlines() if ": error:" in line or line.startswith("error:")]
    return [line for line in errors if not (line.startswith("/usr/") and "[clang-diagnostic-error]" in line)]


def run(entry: Dict[str, str], build: Path, stamp: Path) -> bool:
    result = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), entry["file"]],
                            capture_output=True, text=True)
    if result.returncode != 0 and (complaints(result.stdout) or not result.stdout):
        print(result.stdout.strip() or result.stderr.strip(), flush=True)
        return False
    stamp.touch()
    return True


def main() -> int:
    build = Path(sys.argv[1]).resolve()
    stamps = ROOT / "build" / "tidy"
    stamps.mkdir(parents=True, exist_ok=True)
    version = subprocess.run(["clang-tidy", "--version"], check=True, capture_output=True).stdout
    rules = version + (ROOT / ".clang-tidy").read_bytes()
    entries = own_entries(build)
    todo = [(entry, stamps / fingerprint(entry, rules)) for entry in entries]
    todo = [(entry, stamp) for entry, stamp in todo if not stamp.exists()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        passed = list(pool.map(lambda job: run(job[0], build, job[1]), todo))
    print(f"clang-tidy: {len(entries)} files, {len(todo)} looked at, {passed.count(False)} wrong")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
