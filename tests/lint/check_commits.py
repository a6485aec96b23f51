#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commit subjects: `scope: Imperative summary`, one change each (CONTRIBUTING.md, Commits).

Without arguments: every commit of the current branch. With --message-file FILE: one message (commit-msg hook).
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import List

from tree import ROOT, Finding, Sample, Tree, asked_for_self_test, report, self_test

SKIPPED = 77  # ctest's SKIP_RETURN_CODE
MAX_LENGTH = 72
GRAMMAR = re.compile(r"^[a-z][a-z0-9./-]*: (?P<summary>[A-Z].*)$")
FREE = re.compile(r'^(Merge |Revert "|fixup! |squash! )')
# A verb after "and" means a second action; "core and ui" or "a site and its domains" is one.
SECOND_ACTION = re.compile(
    r" and (add|allow|bind|build|change|check|clean|close|count|document|draw|drop|enable|expose|fix|handle|hide|"
    r"improve|install|keep|log|make|move|open|print|read|refuse|reject|remove|rename|replace|report|send|show|split|"
    r"start|stop|store|test|tidy|update|use|verify|write)\b", re.IGNORECASE)
NOT_IMPERATIVE = re.compile(r"^\w+(ing|ed|[^s]s)$")
IMPERATIVE_ANYWAY = {"bring", "ping", "ring", "string", "embed", "exceed", "feed", "need", "proceed", "seed", "shed",
                     "speed", "alias", "bias", "canvas", "focus"}


def check_subject(where: str, subject: str) -> List[Finding]:
    if FREE.match(subject):
        return []
    findings = []
    if len(subject) > MAX_LENGTH:
        findings.append(Finding(where, 1, "length", f"{len(subject)} characters, at most {MAX_LENGTH}: {subject}"))
    match = GRAMMAR.match(subject)
    if not match:
        return findings + [Finding(where, 1, "grammar", f"write `scope: Imperative summary`: {subject}")]
    first = match["summary"].split()[0].lower()
    if NOT_IMPERATIVE.match(first) and first not in IMPERATIVE_ANYWAY:
        findings.append(Finding(where, 1, "imperative", f"say what the commit does, \"Add\" not \"{first}\": {subject}"))
    if SECOND_ACTION.search(match["summary"]):
        findings.append(Finding(where, 1, "one-change", f"\"and\" means two commits: {subject}"))
    if subject.endswith("."):
        findings.append(Finding(where, 1, "full-stop", f"no full stop: {subject}"))
    return findings


def check(subjects: Tree) -> List[Finding]:
    return [finding for where, subject in subjects.items() for finding in check_subject(where, subject)]


def branch_subjects() -> Tree:
    log = subprocess.run(["git", "-C", str(ROOT), "log", "--no-merges", "--format=%h%x09%s"],
                         check=True, capture_output=True, text=True).stdout
    return dict(line.split("\t", 1) for line in log.splitlines())


def subject(text: str, *rules: str) -> Sample:
    return Sample(text, {"abc1234": text}, rules)


SAMPLES = [
    subject("collector: Reject bodies over 64 KiB"),
    subject("house: Lay out core, ui and app with their build"),
    subject("ui: Embed the icons"),
    subject('Revert "ui: Embed the icons"'),
    subject("Reject bodies over 64 KiB", "grammar"),
    subject("collector: reject bodies over 64 KiB", "grammar"),
    subject("Collector: Reject bodies over 64 KiB", "grammar"),
    subject("collector: Reject bodies over 64 KiB.", "full-stop"),
    subject("collector: Rejected bodies over 64 KiB", "imperative"),
    subject("collector: Rejecting bodies over 64 KiB", "imperative"),
    subject("collector: Rejects bodies over 64 KiB", "imperative"),
    subject("collector: Reject large bodies and add a test", "one-change"),
    subject("collector: Reject bodies " + "x" * 60, "length"),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("commits", check, SAMPLES)
    if "--message-file" in sys.argv[1:]:
        name = sys.argv[sys.argv.index("--message-file") + 1]
        lines = Path(name).read_text(encoding="utf-8").splitlines()
        return report("commits", check({"this commit": lines[0] if lines else ""}), 1)
    try:
        subjects = branch_subjects()
    except (OSError, subprocess.CalledProcessError):
        print("commits: SKIPPED, no git history here")
        return SKIPPED
    return report("commits", check(subjects), len(subjects))


if __name__ == "__main__":
    sys.exit(main())
