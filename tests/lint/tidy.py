#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over the program's own files, skipping those that passed and have not changed since.

    tidy.py BUILD_DIR [SECONDS]

A file is looked at again when it, one of our headers it includes, its compile command or .clang-tidy changed. What
changed last comes first; what is not begun after SECONDS is left out, and said so.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, List, Optional, Set

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
    """Also of a build made before files were removed."""
    entries = json.loads((build / "compile_commands.json").read_text())
    roots = tuple(f"{ROOT / part}{os.sep}" for part in OWN)
    return [entry for entry in entries if entry["file"].startswith(roots) and Path(entry["file"]).exists()]


def last_changes() -> Dict[Path, int]:
    """When each file was last committed, in seconds; without a history, nothing."""
    log = subprocess.run(["git", "-C", str(ROOT), "log", "--first-parent", "--format=@%ct", "--name-only"],
                         capture_output=True, text=True)
    changes: Dict[Path, int] = {}
    when = 0
    for line in log.stdout.splitlines():
        if line.startswith("@"):
            when = int(line[1:])
        elif line:
            changes.setdefault(ROOT / line, when)
    return changes


def latest(entry: Dict[str, str], changes: Dict[Path, int]) -> int:
    """When the file or a header of ours that it includes was last committed; a file never committed is the latest."""
    return max(changes.get(path, sys.maxsize) for path in own_headers(Path(entry["file"]), set()))


def complaints(output: str) -> List[str]:
    """Errors in our files. clang 14 cannot read parts of the ranges header that g++ 12 can; that is not ours."""
    errors = [line for line in output.splitlines() if ": error:" in line or line.startswith("error:")]
    return [line for line in errors if not (line.startswith("/usr/") and "[clang-diagnostic-error]" in line)]


def run(entry: Dict[str, str], build: Path, stamp: Path, deadline: float) -> Optional[bool]:
    """Whether the file is clean; nothing when its time did not come."""
    if time.monotonic() > deadline:
        return None
    result = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), entry["file"]],
                            capture_output=True, text=True)
    if result.returncode != 0 and (complaints(result.stdout) or not result.stdout):
        print(result.stdout.strip() or result.stderr.strip(), flush=True)
        return False
    stamp.touch()
    return True


def main() -> int:
    build = Path(sys.argv[1]).resolve()
    deadline = time.monotonic() + float(sys.argv[2]) if len(sys.argv) > 2 else float("inf")
    stamps = ROOT / "build" / "tidy"
    stamps.mkdir(parents=True, exist_ok=True)
    version = subprocess.run(["clang-tidy", "--version"], check=True, capture_output=True).stdout
    rules = version + (ROOT / ".clang-tidy").read_bytes()
    changes = last_changes()
    entries = sorted(own_entries(build), key=lambda entry: latest(entry, changes), reverse=True)
    todo = [(entry, stamps / fingerprint(entry, rules)) for entry in entries]
    todo = [(entry, stamp) for entry, stamp in todo if not stamp.exists()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clean = list(pool.map(lambda job: run(job[0], build, job[1], deadline), todo))
    print(f"clang-tidy: {len(entries)} files, {len(todo) - clean.count(None)} looked at, {clean.count(False)} wrong")
    if None in clean:
        print(f"clang-tidy: {clean.count(None)} files LEFT OUT for want of time, those that changed longest ago")
    return 1 if False in clean else 0


if __name__ == "__main__":
    sys.exit(main())
