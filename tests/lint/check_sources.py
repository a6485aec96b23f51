#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything bundled from elsewhere has its row in resources/SOURCES.tsv and its notice.

Each row: file, source, integrity, licence, generator, sha256, notice. The checksum is that of the
committed file; the notice is a heading of THIRD_PARTY_NOTICES.md.
"""

import hashlib
import re
import sys
from typing import List

from tree import ROOT, Finding, Sample, Tree, asked_for_self_test, report, repository_paths, self_test

TABLE = "resources/SOURCES.tsv"
NOTICES = "THIRD_PARTY_NOTICES.md"
COLUMNS = ["file", "source", "integrity", "licence", "generator", "sha256", "notice"]
# Our own work; everything else below resources/ came from somewhere.
OWN = re.compile(r"^resources/(README\.md|SOURCES\.tsv|CMakeLists\.txt|[\w-]+\.qrc|"
                 r"(schema|icons|manual|tracker|translations|generate|screenshots)/.*|referrers\.tsv|referrer-spam\.txt)$")


def sha256_of(content: str) -> str:
    """`content` carries the bytes of a file one to one (latin-1), so that samples stay readable."""
    return hashlib.sha256(content.encode("latin-1")).hexdigest()


def row_findings(number: int, cells: List[str], tree: Tree, headings: set) -> List[Finding]:
    if len(cells) != len(COLUMNS) or not all(cells):
        return [Finding(TABLE, number, "row", f"fill the {len(COLUMNS)} columns {', '.join(COLUMNS)}")]
    row = dict(zip(COLUMNS, cells))
    findings = []
    if row["file"] not in tree:
        findings.append(Finding(TABLE, number, "gone", f"{row['file']} is not in the repository"))
    elif sha256_of(tree[row["file"]]) != row["sha256"]:
        findings.append(Finding(TABLE, number, "checksum", f"{row['file']} differs from what {row['generator']} made"))
    if row["notice"] not in headings:
        findings.append(Finding(TABLE, number, "notice", f"{NOTICES} has no heading \"{row['notice']}\""))
    return findings


def check(tree: Tree) -> List[Finding]:
    lines = tree.get(TABLE, "").splitlines()
    if not lines or lines[0].split("\t") != COLUMNS:
        return [Finding(TABLE, 1, "header", f"the first line names the columns {', '.join(COLUMNS)}")]
    headings = {line.lstrip("# ").strip() for line in tree.get(NOTICES, "").splitlines() if line.startswith("#")}
    findings, listed = [], set()
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        listed.add(cells[0])
        findings += row_findings(number, cells, tree, headings)
    strangers = [name for name in tree
                 if name.startswith("resources/") and not OWN.match(name) and name not in listed]
    return findings + [Finding(name, 1, "unlisted", f"no row in {TABLE}") for name in strangers]


def sample(name: str, *rules: str, cells: str = "", extra: str = "") -> Sample:
    tree = {NOTICES: "# Notices\n## Natural Earth\n", TABLE: "\t".join(COLUMNS) + "\n" + cells,
            "resources/icons/own.svg": "<svg/>"}
    if extra:
        tree[extra] = "map"
    return Sample(name, tree, rules)


def row(file: str = "resources/geo/map.bin", digest: str = sha256_of("map"), notice: str = "Natural Earth") -> str:
    return f"{file}\tworld-atlas@2.0.2\tsha512-x\tISC\tgenerate/map.py\t{digest}\t{notice}\n"


SAMPLES = [
    sample("an empty table"),
    sample("a good row", cells=row(), extra="resources/geo/map.bin"),
    sample("a changed file", "checksum", cells=row(digest=sha256_of("else")), extra="resources/geo/map.bin"),
    sample("a missing file", "gone", cells=row()),
    sample("no notice", "notice", cells=row(notice="Nobody"), extra="resources/geo/map.bin"),
    sample("a short row", "row", cells="resources/geo/map.bin\tx\n", extra="resources/geo/map.bin"),
    sample("no row", "unlisted", extra="resources/geo/map.bin"),
    Sample("no table", {NOTICES: "# Notices\n"}, ("header",)),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("sources", check, SAMPLES)
    wanted = [name for name in repository_paths() if name.startswith(("resources/", "tests/data/")) or name == NOTICES]
    tree = {name: (ROOT / name).read_bytes().decode("latin-1") for name in wanted}
    return report("sources", check(tree), len(tree))


if __name__ == "__main__":
    sys.exit(main())
