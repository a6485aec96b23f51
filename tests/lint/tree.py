# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: the files of the repository, findings, and the self-test runner.

A check is a function from {path: text} to findings, so that its self-test can hand it bad samples
without touching the disk.
"""

import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, List, NamedTuple, Tuple

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", "build", ".cache", "__pycache__", "node_modules"}

Tree = Dict[str, str]


class Finding(NamedTuple):
    path: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: [{self.rule}] {self.text}"


class Sample(NamedTuple):
    """A tree and the rules that must complain about it; no rules means that it is clean."""

    name: str
    tree: Tree
    rules: Tuple[str, ...] = ()


def repository_paths(root: Path = ROOT) -> List[str]:
    """Tracked and new files; without git (a tarball) every file that is not a build product."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        names = [name for name in listing.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [str(path.relative_to(root)) for path in root.rglob("*")
                 if not NOT_OURS.intersection(path.relative_to(root).parts)]
    return sorted(name for name in set(names) if (root / name).is_file())


def read_tree(wanted: Callable[[str], bool], root: Path = ROOT) -> Tree:
    return {name: (root / name).read_text(encoding="utf-8", errors="replace")
            for name in repository_paths(root) if wanted(name)}


def report(title: str, findings: List[Finding], looked_at: int) -> int:
    for finding in findings:
        print(finding)
    print(f"{title}: {looked_at} looked at, {len(findings)} wrong")
    return 1 if findings else 0


def self_test(title: str, check: Callable[[Tree], List[Finding]], samples: List[Sample]) -> int:
    """Proves that the check can fail: each sample must raise exactly its rules."""
    wrong = 0
    for sample in samples:
        raised = {finding.rule for finding in check(sample.tree)}
        if raised != set(sample.rules):
            wrong += 1
            print(f"{title}: \"{sample.name}\" raised {sorted(raised)}, expected {sorted(sample.rules)}")
    print(f"{title} self-test: {len(samples) - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


def asked_for_self_test() -> bool:
    return "--self-test" in sys.argv[1:]
