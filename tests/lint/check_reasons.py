#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reasons of rejections come from core/types/rejectreason.cpp: no other file writes a code, and each one is produced."""

import re
import sys
from typing import List

from tree import Finding, Sample, Tree, asked_for_self_test, read_tree, report, self_test

CATALOGUE = "core/types/rejectreason.cpp"
PROGRAM = re.compile(r"^(app|core|ui)/.*\.(cpp|h)$")
ROW = re.compile(r'\{RejectReason::(\w+),\s*code\("(\w+)"\)')
COMMENT = re.compile(r"(?<!:)//.*")
# The same word with another meaning.
OTHERS = {
    ("core/http/trustedproxies.cpp", "dnt"): "a header field",
    ("core/collector/requestguard.cpp", "dnt"): "a header field",
    ("core/collector/requestguard.cpp", "origin_not_allowed"): "an error of the addresses for reading",
}


def check(tree: Tree) -> List[Finding]:
    rows = ROW.findall(tree.get(CATALOGUE, ""))
    if not rows:
        return [Finding(CATALOGUE, 1, "catalogue", "there is no row")]
    literal = re.compile('"(' + "|".join(code for _, code in rows) + ')"')
    findings, produced, used = [], set(), set()
    for path, text in tree.items():
        if not PROGRAM.match(path) or path == CATALOGUE:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            code = COMMENT.sub("", line)
            if path.startswith("core/") and path != CATALOGUE.replace(".cpp", ".h"):
                produced.update(re.findall(r"RejectReason::(\w+)", code))
            for match in literal.finditer(code):
                used.add((path, match[1]))
                if (path, match[1]) not in OTHERS:
                    findings.append(Finding(path, number, "bare", f"write codeOf(RejectReason::…) for {match[0]}"))
    findings += [Finding(CATALOGUE, 1, "unused", f"nothing in core produces {name}; take its row out")
                 for name, _ in rows if name not in produced]
    findings += [Finding(path, 1, "other", f"\"{code}\" is not there any more; take it out of the list")
                 for path, code in OTHERS if path in tree and (path, code) not in used]
    return findings


CLEAN = {CATALOGUE: '    {RejectReason::DoNotTrack, code("dnt"), "Do Not Track"},\n'
                    '    {RejectReason::Timeout,\n     code("timeout"), "Timeout"},\n',
         "core/http/a.cpp": "refuse(RejectReason::Timeout);\nreturn RejectReason::DoNotTrack; // \"dnt\"\n"}


def sample(path: str, text: str, *rules: str) -> Sample:
    return Sample(f"{path}: {text}", {**CLEAN, path: text + "\n"}, rules)


SAMPLES = [
    Sample("every reason is produced", CLEAN),
    Sample("no catalogue", {"core/http/a.cpp": "int x;\n"}, ("catalogue",)),
    sample("core/http/b.cpp", 'refuse(503, "timeout");', "bare"),
    sample("ui/rejected/b.cpp", 'row.reason == QLatin1StringView("dnt")', "bare"),
    sample("core/http/b.cpp", 'reply("timeouts", "query_timeout");'),
    sample("tests/unit/b.cpp", 'QCOMPARE(code, "timeout");'),
    sample("core/http/trustedproxies.cpp", '"cache", "dnt"'),
    sample("core/http/trustedproxies.cpp", '"cache"', "other"),
    sample("core/http/a.cpp", "refuse(RejectReason::Timeout);", "unused"),
    Sample("shown, but not produced", {**CLEAN, "core/http/a.cpp": "refuse(RejectReason::Timeout);\n",
                                       "ui/a.cpp": "show(RejectReason::DoNotTrack);\n"}, ("unused",)),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("reasons", check, SAMPLES)
    tree = read_tree(lambda name: bool(PROGRAM.match(name)))
    return report("reasons", check(tree), len(tree))


if __name__ == "__main__":
    sys.exit(main())
