#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Style rules a compiler cannot check (CONTRIBUTING.md, Style)."""

import re
import sys
from typing import Callable, List, NamedTuple

from tree import Finding, Sample, Tree, asked_for_self_test, read_tree, report, self_test

MAX_LINES = 500
SPDX = ("SPDX-FileCopyrightText: Clickscope contributors", "SPDX-License-Identifier: GPL-3.0-or-later")
SOURCE = re.compile(r"\.(cpp|h|py|js|sh)$|^dev$|^\.ci/run$")
CPP = re.compile(r"\.(cpp|h)$")
PROGRAM = re.compile(r"^(app|core|ui)/.*\.(cpp|h)$")
MAY_HOLD_SQL = re.compile(r"^(core/(storage|links|sites|analytics|query)|app/commands)/")
TEXT = re.compile(r"\.(cpp|h|py|js|sh|md|txt|cmake|json|yaml|yml|tsv|in|sql|svg|xml)$|^dev$|^\.ci/")
THIS_FILE = "tests/lint/check_style.py"


class LineRule(NamedTuple):
    name: str
    applies: Callable[[str], bool]
    pattern: re.Pattern
    text: str


LINE_RULES = [
    LineRule("clock", lambda path: bool(CPP.search(path)) and path != "core/types/clock.cpp",
             re.compile(r"\bcurrent(DateTime(Utc)?|MSecsSinceEpoch|SecsSinceEpoch|Date|Time)\s*\(|system_clock::now"),
             "ask the injected Clock for the time"),
    LineRule("sleep", lambda path: path.startswith("tests/") and bool(CPP.search(path)),
             re.compile(r"\bq(Wait|Sleep)\s*\(|QThread::(m|u)?sleep\b|\bsleep_(for|until)\b|\bu?sleep\s*\("),
             "wait for a signal or QTRY_ instead of a time"),
    LineRule("transaction", lambda path: bool(PROGRAM.search(path)) and path != "core/storage/transaction.cpp",
             re.compile(r'"\s*BEGIN\b'), "only Transaction begins one"),
    LineRule("select-star", lambda path: bool(PROGRAM.search(path)),
             re.compile(r"\bSELECT\s+\*"), "name the columns"),
    LineRule("protocol", lambda path: path.startswith(("core/ingest/", "core/collector/")),
             re.compile(r"[!=]= *Protocol::|\bProtocol::\w+ *[!=]=|\bcase Protocol::"),
             "say it in WireLimits or RawHit, so that a format is all that knows its protocol"),
    LineRule("sql", lambda path: bool(PROGRAM.search(path)) and not MAY_HOLD_SQL.search(path),
             re.compile(r'"(SELECT|INSERT (OR|INTO)|UPDATE|DELETE FROM|PRAGMA) '), "SQL belongs to storage"),
    LineRule("connect", lambda path: bool(CPP.search(path)),
             re.compile(r"\b(SIGNAL|SLOT)\s*\("), "connect by pointer to member"),
]
MACHINE = re.compile(r"(?<![\w.$}/])/(work|root|home/[a-z]\w*)/|[A-Z]:\\Users\\|"
                     r"\b(deb|snapshot|security)\.debian\.org\b|\bregistry\.npmjs\.org\b|\barchive\.ubuntu\.com\b")


PATIENCE = "tests/support/patienttest.h"
LAMBDA = re.compile(r"\[[^\[\]]*\]\s*(\((?:[^()]|\([^()]*\))*\))?\s*(mutable\s*)?\{")
A_TEXT = re.compile(r"""(Q\w+(Literal|StringView|1Char)\s*\(.*\)|tr\(.*\)|u?'[^']*'|u?"[^"]*")\s*$""", re.S)
CHAIN = re.compile(r"\s*\.arg\(")


def closing(text: str, at: int, pair: str = "()") -> int:
    """Where the bracket that opens at `at` closes; -1 when it does not."""
    depth, quote = 0, ""
    while at < len(text):
        if quote:
            if text[at] == "\\":
                at += 1
            elif text[at] == quote:
                quote = ""
        elif text[at] == '"' or (text[at] == "'" and not text[at - 1].isdigit()):
            quote = text[at]
        elif text[at] == pair[0]:
            depth += 1
        elif text[at] == pair[1]:
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return -1


def chain_findings(path: str, text: str) -> List[Finding]:
    """What one arg() has put in is searched by the next: "%1" in a text of a user becomes what it is not."""
    findings = []
    for first in re.finditer(r"\.arg\(", text):
        end = closing(text, first.end() - 1)
        if end >= 0 and CHAIN.match(text, end + 1):
            findings.append(Finding(path, text.count("\n", 0, end) + 1, "arg-chain",
                                    "give all values to one arg(), numbers as QString::number()"))
    return findings


def is_sum_of_texts(expression: str) -> bool:
    """Whether a text is added to something, outside of parentheses."""
    parts, start, depth = [], 0, 0
    for at, letter in enumerate(expression):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "+" and depth == 0:
            parts.append(expression[start:at])
            start = at + 1
    parts.append(expression[start:])
    return len(parts) > 1 and any(A_TEXT.match(part.strip()) for part in parts)


def builder_findings(path: str, text: str) -> List[Finding]:
    """With QT_USE_QSTRINGBUILDER a + b is a builder that refers to its parts. Returned by a lambda without a return
    type it outlives them: the optimised program reads what is gone, and no sanitizer sees it."""
    findings = []
    for head in LAMBDA.finditer(text):
        end = closing(text, head.end() - 1, "{}")
        body = text[head.end():end if end >= 0 else None]
        if any(is_sum_of_texts(part) for part in re.findall(r"\breturn\b([^;]*);", body)):
            findings.append(Finding(path, text.count("\n", 0, head.start()) + 1, "builder",
                                    "give the lambda its return type: -> QString"))
    return findings


def without_comment(line: str) -> str:
    """Drops // and what follows; good enough, since a URL in a string only hides the rest of its line."""
    return re.sub(r"(?<!:)//.*", "", line)


def line_findings(path: str, lines: List[str]) -> List[Finding]:
    findings = []
    rules = [rule for rule in LINE_RULES if rule.applies(path)]
    for number, line in enumerate(lines, 1):
        code = without_comment(line)
        findings += [Finding(path, number, rule.name, rule.text) for rule in rules if rule.pattern.search(code)]
        if path != THIS_FILE and MACHINE.search(line):
            findings.append(Finding(path, number, "machine", "a path or mirror of one machine"))
        if line != line.rstrip() and not path.endswith((".md", ".svg")):
            findings.append(Finding(path, number, "blank", "blanks at the end of the line"))
    return findings


def file_findings(path: str, text: str, lines: List[str]) -> List[Finding]:
    findings = []
    if SOURCE.search(path) and not all(any(mark in line for line in lines[:4]) for mark in SPDX):
        findings.append(Finding(path, 1, "spdx", "the two SPDX lines come first"))
    if path.endswith(".h") and "#pragma once" not in text:
        findings.append(Finding(path, 1, "pragma-once", "a header starts with #pragma once"))
    if PROGRAM.search(path) and len(lines) > MAX_LINES:
        findings.append(Finding(path, len(lines), "length",
                                f"{len(lines)} lines, at most {MAX_LINES}"))
    if CPP.search(path) and path != PATIENCE and re.search(r"\bQTRY_|\bqWaitFor\b", text) and PATIENCE not in text:
        findings.append(Finding(path, 1, "patience", f"include {PATIENCE}, which waits longer than Qt does"))
    if text and not text.endswith("\n"):
        findings.append(Finding(path, len(lines), "newline", "the file ends without a newline"))
    return findings


def check(tree: Tree) -> List[Finding]:
    findings = []
    for path, text in tree.items():
        lines = text.splitlines()
        findings += file_findings(path, text, lines) + line_findings(path, lines)
        if PROGRAM.search(path):
            findings += chain_findings(path, text) + builder_findings(path, text)
    return findings


HEAD = f"// {SPDX[0]}\n// {SPDX[1]}\n"


def cpp(path: str, body: str, *rules: str) -> Sample:
    return Sample(f"{path}: {body.strip()[:40]}", {path: HEAD + body + "\n"}, rules)


SAMPLES = [
    cpp("core/types/a.h", "#pragma once"),
    cpp("core/types/a.h", "int x;", "pragma-once"),
    Sample("no licence lines", {"core/types/a.cpp": "int x;\n"}, ("spdx",)),
    Sample("no newline", {"core/types/a.cpp": HEAD + "int x;"}, ("newline",)),
    cpp("core/types/a.cpp", "auto t = QDateTime::currentDateTimeUtc();", "clock"),
    cpp("tests/unit/tst_a.cpp", "auto t = QDateTime::currentMSecsSinceEpoch();", "clock"),
    cpp("core/types/clock.cpp", "auto t = system_clock::now();"),
    cpp("tests/unit/tst_a.cpp", "QTest::qWait(50);", "sleep"),
    cpp("tests/unit/tst_a.cpp", "std::this_thread::sleep_for(1s);", "sleep"),
    cpp("tests/unit/tst_a.cpp", "// never qWait(50)"),
    cpp("tests/unit/tst_a.cpp", "QTRY_VERIFY(done);", "patience"),
    cpp("tests/unit/tst_a.cpp", f'#include "{PATIENCE}"\nQTRY_VERIFY(done);'),
    cpp("core/storage/a.cpp", 'run("BEGIN IMMEDIATE");', "transaction"),
    cpp("core/storage/transaction.cpp", 'run("BEGIN IMMEDIATE");'),
    cpp("core/query/a.cpp", 'run("SELECT * FROM hits");', "select-star"),
    cpp("core/query/a.cpp", 'run("SELECT count(*) FROM hits");'),
    cpp("core/collector/a.cpp", "if (format.protocol() == Protocol::Sparklytics)", "protocol"),
    cpp("core/ingest/a.cpp", "case Protocol::Native: return 1;", "protocol"),
    cpp("core/collector/a.cpp", "m_ingest.record(hit, Protocol::ShortLink);"),
    cpp("core/ingest/a.cpp", 'run("SELECT count(*) FROM hits");', "sql"),
    cpp("app/process/a.cpp", 'run("UPDATE store SET turns = 1");', "sql"),
    cpp("core/http/a.cpp", 'allow("DELETE, GET");'),
    cpp("ui/a.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));", "connect"),
    cpp("ui/a.cpp", 'tr("%1 of %2").arg(name).arg(count);', "arg-chain"),
    cpp("app/a.cpp", 'QStringLiteral("%1 (%2)")\n    .arg(nameOf(")"))\n    .arg(count);', "arg-chain"),
    cpp("ui/a.cpp", 'tr("%1 of %2").arg(name, QString::number(count));'),
    cpp("ui/a.cpp", 'tr("%1, %2").arg(tr("%1 hits").arg(count), name);'),
    cpp("ui/a.cpp", 'const auto f = [](const Mark &m) { return m.name + QStringLiteral(" 0"); };', "builder"),
    cpp("ui/a.cpp", "const auto f = [&] {\n    wait(1'000);\n    return QStringLiteral(\"a\") + b(c);\n};", "builder"),
    cpp("ui/a.cpp", 'const auto f = [](const Mark &m) -> QString { return m.name + QStringLiteral(" 0"); };'),
    cpp("ui/a.cpp", 'const auto f = [](int a) { return size(QStringLiteral("a") + b) + a; };'),
    cpp("ui/a.cpp", 'QString p = "/home/' + 'me/x";', "machine"),
    cpp("ui/a.cpp", "int x;  ", "blank"),
    cpp("core/a.cpp", "int x;\n" * (MAX_LINES + 1), "length"),
    Sample("a mirror in a text", {"a.md": "see deb.debian" + ".org\n"}, ("machine",)),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("style", check, SAMPLES)
    tree = read_tree(lambda name: bool(TEXT.search(name)))
    return report("style", check(tree), len(tree))


if __name__ == "__main__":
    sys.exit(main())
