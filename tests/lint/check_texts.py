#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text of others is never markup: labels, tooltips and boxes of the windows show it as it is (ui/text/plaintext.h)."""

import re
import sys
from typing import List

from tree import Finding, Sample, Tree, asked_for_self_test, read_tree, report, self_test

WINDOWS = re.compile(r"^(ui|app/desktop)/.*\.(cpp|h)$")
MANUAL = re.compile(r"^ui/manual/")  # its pages are ours, and Markdown
HELPER = re.compile(r"^ui/text/plaintext\.(cpp|h)$")
TOOL_TIP = re.compile(r"(?:\bsetToolTip|\bsetWhatsThis|QToolTip::showText)\s*\((?P<words>.*?)\);", re.DOTALL)
OWN_WORDS = re.compile(r"^\s*([\w.]+\s*\?\s*)?(tr\(|QString\(\)|\{\}|MetricText::definition\()")
ROLE = re.compile(r"(case Qt::ToolTipRole:|== Qt::ToolTipRole\))(?P<after>.{0,160})", re.DOTALL)
WORDS = [
    (re.compile(r"\bnew QLabel\s*\("), "label", "make it a PlainLabel"),
    (re.compile(r"Qt::(Rich|Auto|Markdown)Text\b|\b(set|insert)(Html|Markdown)\s*\("), "rich", "nothing here is markup"),
    (re.compile(r"QMessageBox::(about|critical|information|question|warning)\s*\("), "box",
     "make the box by hand, with Qt::PlainText"),
    (re.compile(r"\btr\(\s*(\"[^\"\n]*\"[\s,]*)+\)\s*\)?\s*\.arg\("), "arg",
     "compose it with LineText::fill() (ui/text/linetext.h)"),
]
NEEDS_PLAIN = [
    (re.compile(r"\bnew QMessageBox\b|\bQMessageBox \w+\("), "box", "setTextFormat(Qt::PlainText)"),
    (re.compile(r"\bQStaticText \w+|\bnew QStaticText\b|make_(unique|shared)<QStaticText>"), "static-text",
     "setTextFormat(Qt::PlainText)"),
]


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def is_plain(words: str) -> bool:
    return "PlainText::toolTip(" in words or (bool(OWN_WORDS.match(words)) and ".arg(" not in words)


def check_file(path: str, text: str) -> List[Finding]:
    findings = []
    code = re.sub(r"//[^\n]*", "", text)
    for pattern, rule, advice in WORDS:
        if rule == "rich" and MANUAL.match(path):
            continue
        findings += [Finding(path, line_of(code, match.start()), rule, advice) for match in pattern.finditer(code)]
    for pattern, rule, advice in NEEDS_PLAIN:
        match = pattern.search(code)
        if match and "setTextFormat(Qt::PlainText)" not in code:
            findings.append(Finding(path, line_of(code, match.start()), rule, advice))
    for match in TOOL_TIP.finditer(code):
        if not is_plain(match["words"]):
            findings.append(Finding(path, line_of(code, match.start()), "tooltip", "use PlainText::toolTip()"))
    for match in ROLE.finditer(code):
        if not re.match(r"\s*(return|\?)?\s*(PlainText::toolTip\(|metric \? tr\()", match["after"]):
            findings.append(Finding(path, line_of(code, match.start()), "tooltip-role", "return PlainText::toolTip()"))
    return findings


def check(tree: Tree) -> List[Finding]:
    return [finding for path, text in tree.items()
            if WINDOWS.match(path) and not HELPER.match(path) for finding in check_file(path, text)]


def window(body: str, *rules: str) -> Sample:
    return Sample(body[:60], {"ui/a.cpp": body + "\n"}, rules)


SAMPLES = [
    window("auto *a = new QLabel(title, this);", "label"),
    window("auto *a = new PlainLabel(title, this);"),
    window("a->setTextFormat(Qt::RichText);", "rich"),
    window("const QString a = tr(\"%1 hits\").arg(count);", "arg"),
    window("return (one ? tr(\"%1 hit\") : tr(\"%1 hits\", \"count\")).arg(count);", "arg"),
    window("return LineText::fill(tr(\"%1 hits\"), count);"),
    window("a->setHtml(title);", "rich"),
    window("QMessageBox::warning(this, tr(\"No\"), name);", "box"),
    window("auto *box = new QMessageBox(this);", "box"),
    window("auto *box = new QMessageBox(this); box->setTextFormat(Qt::PlainText);"),
    window("QStaticText fresh(text);", "static-text"),
    window("a->setToolTip(title);", "tooltip"),
    window("a->setToolTip(LineText::fill(tr(\"%1 is here\"), title));", "tooltip"),
    window("a->setToolTip(\n    tr(\"Words of our own\"));"),
    window("a->setToolTip(PlainText::toolTip(LineText::fill(tr(\"%1 is here\"), title)));"),
    window("QToolTip::showText(pos, textAt(pos), this);", "tooltip"),
    window("QToolTip::showText(pos, PlainText::toolTip(textAt(pos)), this);"),
    window("case Qt::ToolTipRole:\n    return hit.url;", "tooltip-role"),
    window("case Qt::ToolTipRole: return PlainText::toolTip(hit.url);"),
    window("if (role == Qt::ToolTipRole)\n    return text;", "tooltip-role"),
    Sample("the manual is ours", {"ui/manual/a.cpp": "document.setMarkdown(page);\n"}, ()),
    Sample("the collector has no labels", {"core/a.cpp": "new QLabel(x);\n"}, ()),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("texts", check, SAMPLES)
    tree = read_tree(lambda name: bool(WINDOWS.search(name)))
    return report("texts", check(tree), len(tree))


if __name__ == "__main__":
    sys.exit(main())
