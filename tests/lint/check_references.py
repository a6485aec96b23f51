#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Comments and documents refer only to documents of this repository, and to sections that exist.

A comment cites a page of resources/manual by its name, "glossary.md#bounce-rate"; any other document by its path
from the file's own folder or from the root. An anchor is the slug that GitHub makes of a heading. Links of Markdown
files must lead somewhere. The pages of the manual are also shown by the program, which knows no HTML, so they have
none, and each one is listed in index.md.
"""

import posixpath
import re
import sys
from typing import Dict, Iterator, List, NamedTuple, Optional

from tree import Finding, Sample, Tree, asked_for_self_test, read_tree, repository_paths, report, self_test

THIS_FILE = "tests/lint/check_references.py"
MANUAL = "resources/manual/"
INDEX = MANUAL + "index.md"
COMMENTS = {
    re.compile(r"\.(cpp|h|mm|js|mjs)$"): re.compile(r"(?<!:)//(.*)"),
    re.compile(r"\.(py|sh|cmake|ya?ml)$|CMakeLists\.txt$|^dev$|^\.ci/"): re.compile(r"(?:^|\s)#(.*)"),
    re.compile(r"\.sql$"): re.compile(r"--(.*)"),
    re.compile(r"\.\d\.in$"): re.compile(r"(.*)"),
}
DATA = re.compile(r"^tests/(data|fuzz/corpus)/")
ADDRESS = re.compile(r"\w+://\S*")
DOCUMENT = re.compile(r"(?<![\w*./-])((?:[\w.-]+/)*[\w-]+\.md)\b(?:#([\w-]*))?")
PARENT = re.compile(r"(?<![\w./-])((?:\.\./)+[\w-][\w./-]*)")
# Notes that authors have beside their checkout, cited by a section.
NOTES = re.compile(r"\b(semantics|wire-formats|[a-z]+-notes|house-style) \d+(\.\d+)*", re.IGNORECASE)
# A path that begins at the root and leaves it: "${CMAKE_SOURCE_DIR}/../data", SOURCE_DIR "/../data".
BESIDE_ROOT = re.compile(r"SOURCE_DIR\}?\s*\"?/\.\./")
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*$")
FENCE = re.compile(r"^ {0,3}(```|~~~)")
CODE = re.compile(r"(`+).+?\1")
HTML = re.compile(r"<[A-Za-z/!][^>]*>")


class Line(NamedTuple):
    number: int
    text: str


def prose(text: str) -> Iterator[Line]:
    """The lines of a Markdown file outside of fenced blocks."""
    is_fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if FENCE.match(line):
            is_fenced = not is_fenced
        elif not is_fenced:
            yield Line(number, line)


def comments(path: str, text: str) -> Iterator[Line]:
    """What a file says to people: its comments, the docstrings of Python, all of a document."""
    if path.endswith(".md"):
        yield from prose(text)
        return
    pattern = next((comment for names, comment in COMMENTS.items() if names.search(path)), None)
    if not pattern:
        return
    is_docstring = False
    for number, line in enumerate(text.splitlines(), 1):
        quotes = line.count('"""') if path.endswith(".py") else 0
        if is_docstring or quotes:
            yield Line(number, line)
        elif match := pattern.search(line):
            yield Line(number, match[1])
        is_docstring = is_docstring != (quotes % 2 == 1)


def slug_of(heading: str) -> str:
    plain = LINK.sub(lambda link: link[0][link[0].index("[") + 1:link[0].index("]")], heading).replace("`", "")
    return re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")


def anchors_of(text: str) -> List[str]:
    anchors: List[str] = []
    for _, line in prose(text):
        if match := HEADING.match(line):
            slug = slug_of(match[1])
            before = sum(re.fullmatch(re.escape(slug) + r"(-\d+)?", other) is not None for other in anchors)
            anchors.append(f"{slug}-{before}" if slug in anchors else slug)
    return anchors


def meant(name: str, path: str, known: set) -> Optional[str]:
    """The file that a name in the text of `path` stands for."""
    places = [posixpath.join(posixpath.dirname(path), name), name]
    if "/" not in name:
        places.insert(1, MANUAL + name)
    return next((place for place in map(posixpath.normpath, places) if place in known), None)


class Checker:
    def __init__(self, tree: Tree, others: List[str]):
        self.tree = tree
        self.known = set(tree) | set(others)
        self.folders = {folder for name in self.known for folder in self.parents(name)}
        self.anchors: Dict[str, List[str]] = {name: anchors_of(text) for name, text in tree.items()
                                              if name.endswith(".md")}
        self.findings: List[Finding] = []

    @staticmethod
    def parents(name: str) -> Iterator[str]:
        while name := posixpath.dirname(name):
            yield name

    def find(self, path: str, number: int, rule: str, text: str) -> None:
        self.findings.append(Finding(path, number, rule, text))

    def check_anchor(self, path: str, number: int, target: str, anchor: Optional[str]) -> None:
        if anchor is not None and target in self.anchors and anchor not in self.anchors[target]:
            self.find(path, number, "anchor", f"{target} has no heading for #{anchor}")

    def check_names(self, path: str, line: Line) -> None:
        text = ADDRESS.sub("", LINK.sub("", line.text) if path.endswith(".md") else line.text)
        for name, anchor in ((match[1], match[2]) for match in DOCUMENT.finditer(text)):
            target = meant(name, path, self.known)
            if target:
                self.check_anchor(path, line.number, target, anchor)
            else:
                self.find(path, line.number, "outside", f"{name} is not in the repository; cite {MANUAL}")
        for name in (match[1].rstrip(".") for match in PARENT.finditer(text)):
            if not name.endswith(".md") and meant(name, path, self.known | self.folders) is None:
                self.find(path, line.number, "outside", f"{name} is not in the repository")
        for match in NOTES.finditer(text):
            self.find(path, line.number, "outside", f"\"{match[0]}\" is no document of the repository; cite {MANUAL}")

    def check_links(self, path: str, line: Line) -> None:
        for match in LINK.finditer(CODE.sub(lambda code: " " * len(code[0]), line.text)):
            name, _, anchor = match[1].partition("#")
            if ADDRESS.match(name) or name.startswith("mailto:"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
            if target in self.known or target in self.folders:
                self.check_anchor(path, line.number, target, anchor or None)
            else:
                self.find(path, line.number, "link", f"{match[1]} leads nowhere")

    def check_page(self, path: str, text: str) -> None:
        anchors = self.anchors[path]
        for anchor in sorted(set(anchors)):
            if re.search(r"-\d+$", anchor) and anchor.rsplit("-", 1)[0] in anchors:
                self.find(path, 1, "twice", f"two headings of one name; #{anchor} may move")
        for line in prose(text):
            if HTML.search(CODE.sub("", line.text)):
                self.find(path, line.number, "html", "the program shows no HTML; write Markdown, or code")
        linked = {match[1].partition("#")[0] for match in LINK.finditer(self.tree.get(INDEX, ""))}
        if path != INDEX and path[len(MANUAL):] not in linked:
            self.find(path, 1, "unlisted", f"{INDEX} has no link to it")

    def check_file(self, path: str, text: str) -> None:
        for line in comments(path, text):
            self.check_names(path, line)
            if path.endswith(".md"):
                self.check_links(path, line)
        for number, line in enumerate(text.splitlines(), 1):
            if BESIDE_ROOT.search(line):
                self.find(path, number, "outside", "what tests need is in tests/data, with its source and licence")
        if path.startswith(MANUAL) and path.endswith(".md"):
            self.check_page(path, text)


def check(tree: Tree, others: Optional[List[str]] = None) -> List[Finding]:
    checker = Checker(tree, others or [])
    for path, text in tree.items():
        checker.check_file(path, text)
    return checker.findings


def is_read(name: str) -> bool:
    return name != THIS_FILE and not DATA.match(name) and (name.endswith(".md") or any(names.search(name) for names in COMMENTS))


def tree_of(extra: Tree) -> Tree:
    return {INDEX: "# Manual\n[Visits](visits.md)\n", MANUAL + "visits.md": "# Visits\n## When a visit ends\n",
            "core/a/README.md": "# a\n", "ui/b.h": "#pragma once\n", **extra}


def comment(text: str, *rules: str, path: str = "core/a/x.h") -> Sample:
    return Sample(f"{path}: {text}", tree_of({path: text + "\n"}), rules)


def page(text: str, *rules: str, path: str = MANUAL + "visits.md") -> Sample:
    return Sample(f"{path}: {text}", tree_of({path: text + "\n"}), rules)


SAMPLES = [
    Sample("a sound tree", tree_of({})),
    comment("/// A gap ends it (visits.md#when-a-visit-ends)."),
    comment("int x; ///< see README.md, and resources/manual/visits.md"),
    comment("/// A gap ends it (visits.md#when-it-ends).", "anchor"),
    comment("/// As ui.md says.", "outside"),
    comment("/// The table of ../notes/orders.md.", "outside"),
    comment("/// Found beside it: ../notes/table.", "outside"),
    comment("/// As ../../ui/b.h has it."),
    *(comment(f"/// A gap ends it ({notes} 2.3).", "outside")
      for notes in ("semantics", "wire-formats", "order-notes", "house-style")),
    comment("const char *kText = \"no comment: ui.md\";"),
    comment("// https://example.com/ui.md is elsewhere"),
    comment('const char *kData = SOURCE_DIR "/../data";', "outside"),
    comment("set(DATA ${CMAKE_SOURCE_DIR}/../data)", "outside", path="core/CMakeLists.txt"),
    comment("set(DATA ${CMAKE_SOURCE_DIR}/tests/../data)", path="core/CMakeLists.txt"),
    comment("-- as orders.md has it", "outside", path="resources/schema/1.sql"),
    comment("set(x 1) # as layout.md has it", "outside", path="core/CMakeLists.txt"),
    comment('"""Checks what\narchitecture.md says."""', "outside", path="tests/lint/x.py"),
    comment("See architecture.md", "outside", path="packaging/x.1.in"),
    page("# Visits\n[End](#visits) [Index](index.md#manual) [Code](../../ui/b.h) [All](../../ui/) [Web](https://e.com/x.md)"),
    page("# Visits\n[End](#when-it-ends)", "anchor"),
    page("# Visits\n[Bounce](bounce.md)", "link"),
    page("# Visits\n[Away](../../../other/x.png)", "link"),
    page("# Visits\n`[Bounce](bounce)`\n```\n[Bounce](bounce) <b>\n```"),
    page("# Visits\n## What `--json` prints, exactly\n[there](#what---json-prints-exactly)"),
    page("# Visits\n## A\n## A", "twice"),
    page("# Visits\nA <b>bold</b> word, `<not this>`", "html"),
    page("# Lost", "unlisted", path=MANUAL + "lost.md"),
    page("# ui\nThe [table](gone.md)", "link", path="ui/README.md"),
    page("# ui\nThe table of layout.md", "outside", path="ui/README.md"),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("references", check, SAMPLES)
    tree = read_tree(is_read)
    return report("references", check(tree, repository_paths()), len(tree))


if __name__ == "__main__":
    sys.exit(main())
