#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom: app -> ui -> core, and the table inside core (CONTRIBUTING.md, The house)."""

import re
import sys
from typing import List, Optional

from tree import Finding, Sample, Tree, asked_for_self_test, read_tree, report, self_test

# Values and interfaces of core/query that carry no storage: free for everyone who lists "query-values".
QUERY_VALUES = {"hitfilter.h", "livesource.h", "readsource.h", "realtimesnapshot.h", "statsquery.h",
                "statsreads.h", "statssource.h"}

# How a hit is written as text: free for everyone who lists "export-values".
EXPORT_VALUES = {"csvwriter.h", "hitcsv.h", "hitjson.h"}
VALUES = {"query": ("query-values", QUERY_VALUES), "export": ("export-values", EXPORT_VALUES)}

# Part of core -> what it may include besides itself.
CORE = {
    "types": set(),
    "bus": {"types"},
    "settings": {"types"},
    "ingest": {"types", "bus", "settings"},
    "collector": {"types", "bus", "settings", "ingest", "sites", "links", "query-values", "export-values"},
    "realtime": {"types", "bus", "query-values"},
    "storage": {"types", "bus", "query-values"},
    "analytics": {"types", "bus", "storage", "query-values"},
    "query": {"types", "bus", "storage", "analytics", "realtime", "sites", "links", "export", "rebuild"},
    "rebuild": {"types", "ingest", "storage"},
    "sites": {"types", "storage", "ingest"},
    "links": {"types", "storage"},
    "export": {"types", "storage", "query-values"},
}
UI_MAY_USE = {"types", "bus", "query", "settings"}

NETWORK_HEADER = re.compile(
    r"(QtNetwork|QtHttpServer|QtWebSockets)\b|Q(Network|Tcp|Udp|Ssl|Host(Address|Info)|AbstractSocket|LocalS|"
    r"HttpServer|HttpHeaders|WebSocket)")
SQL_HEADER = re.compile(r"QtSql\b|QSql|sqlite3")
SQLITE_HEADER = re.compile(r"sqlite3\.h$")
WINDOW_HEADER = re.compile(
    r"Qt(Widgets|Gui|Charts|Svg|SvgWidgets|OpenGL\w*|PrintSupport)\b|"
    r"Q(Application|GuiApplication|Widget|MainWindow|Dialog|Action|Painter|Pixmap|Image|Icon|Color|Font|Brush|Pen|"
    r"Palette|Style|Cursor|Clipboard|Screen|Window|Layout|Label|PushButton|Menu|TableView|AbstractItemView|"
    r"StandardItem|TextDocument|Desktop|KeyEvent|MouseEvent|Svg|Chart)")
CHART_HEADER = re.compile(r"QtCharts\b|Q(Abstract(Axis|Series)|AreaSeries|BarSe|CategoryAxis|Chart|LineSeries|ValueAxis)")
CHART_FILE = "ui/chart/chartseries.cpp"
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCE = re.compile(r"^(app|core|ui|tests)/.*\.(cpp|h|mm)$")


def part_of(path: str) -> Optional[str]:
    """core/storage/database.h -> storage; None outside core."""
    steps = path.split("/")
    return steps[1] if steps[0] == "core" and len(steps) > 2 else None


def may_include_in_core(part: str, target: str) -> bool:
    wanted = part_of(target)
    allowed = CORE.get(part, set())
    if wanted == part or wanted in allowed:
        return True
    name, headers = VALUES.get(wanted, ("", set()))
    return name in allowed and target.split("/")[-1] in headers


def own_include_rule(path: str, target: str) -> Optional[str]:
    """The rule that #include "target" breaks in path, or None."""
    home, aim = path.split("/")[0], target.split("/")[0]
    if home == "tests":
        return None
    if aim not in ("app", "core", "ui"):
        return None if target.endswith(".moc") else "write own includes from the root: \"core/types/hit.h\""
    if home == "app":
        return None
    if aim == "app":
        return f"{home} never includes app"
    if home == "core":
        if aim == "ui":
            return "core never includes ui"
        part = part_of(path)
        if part and not may_include_in_core(part, target):
            return f"core/{part} may include core/{{{', '.join(sorted(CORE.get(part, set()))) or 'nothing'}}}"
        return None
    if aim == "core" and part_of(target) not in UI_MAY_USE:
        return f"ui may include core/{{{', '.join(sorted(UI_MAY_USE))}}} only"
    return None


def system_include_rule(path: str, header: str) -> Optional[str]:
    home = path.split("/")[0]
    if home == "ui" and NETWORK_HEADER.match(header):
        return "ui opens no sockets"
    if home == "ui" and SQL_HEADER.match(header):
        return "ui speaks no SQL"
    if CHART_HEADER.match(header) and home != "core" and path != CHART_FILE:
        return f"only {CHART_FILE} draws by Qt Charts"
    if home == "core" and WINDOW_HEADER.match(header):
        return "core runs without Gui"
    if home in ("core", "app") and SQLITE_HEADER.search(header) and part_of(path) not in ("storage", "query"):
        return "SQLite is reached through core/storage and core/query"
    return None


def check(tree: Tree) -> List[Finding]:
    findings = []
    for path, text in tree.items():
        if not SOURCE.match(path):
            continue
        part = part_of(path)
        if part and part not in CORE:
            findings.append(Finding(path, 1, "layers", f"core/{part} has no row in check_layers.py"))
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            rule = own_include_rule if match[1] == '"' else system_include_rule
            broken = rule(path, match[2])
            if broken:
                findings.append(Finding(path, number, "layers", f"{match[2]}: {broken}"))
    return findings


def one(path: str, include: str, *rules: str) -> Sample:
    return Sample(f"{path} with {include}", {path: f"#pragma once\n\n#include {include}\n"}, rules)


SAMPLES = [
    one("core/types/hit.h", '"core/types/clock.h"'),
    one("core/types/hit.h", '"core/bus/signalbus.h"', "layers"),
    one("core/http/router.cpp", '"core/questions/livesource.h"'),
    one("core/http/router.cpp", '"core/query/queryservice.h"', "layers"),
    one("core/collector/live/csvstream.cpp", '"core/documents/hitcsv.h"'),
    one("core/collector/live/csvstream.cpp", '"core/query/hitexport.h"', "layers"),
    one("core/query/queryservice.cpp", '"core/query/hitexport.h"'),
    one("core/query/queryservice.cpp", '"core/collector/collector.h"', "layers"),
    one("core/query/hitexport.cpp", '"core/query/queryservice.h"', "layers"),
    one("core/http/router.cpp", '"core/storage/database.h"', "layers"),
    one("core/http/router.cpp", '"core/analytics/segment.h"', "layers"),
    one("core/storage/hitwriter.cpp", '"core/questions/hitfilter.h"'),
    one("core/storage/hitwriter.cpp", '"core/analytics/segment.h"', "layers"),
    one("core/storage/hitwriter.cpp", "<sqlite3.h>"),
    one("core/http/router.cpp", "<sqlite3.h>", "layers"),
    one("core/http/router.cpp", "<QHttpServer>"),
    one("core/realtime/window.cpp", "<QColor>", "layers"),
    one("core/realtime/window.cpp", "<QtGui/QImage>", "layers"),
    one("core/bus/signalbus.cpp", '"ui/look/theme.h"', "layers"),
    one("core/bus/signalbus.cpp", '"app/application.h"', "layers"),
    one("core/unknown/thing.cpp", '"core/types/hit.h"', "layers"),
    one("core/types/hit.cpp", '"hit.h"', "layers"),
    one("ui/look/theme.cpp", '"core/questions/livesource.h"'),
    one("ui/look/theme.cpp", '"core/storage/database.h"', "layers"),
    one("ui/look/theme.cpp", '"app/application.h"', "layers"),
    one("ui/look/theme.cpp", "<QtSql/QSqlQuery>", "layers"),
    one("ui/look/theme.cpp", "<sqlite3.h>", "layers"),
    one("ui/look/theme.cpp", "<QTcpSocket>", "layers"),
    one("ui/look/theme.cpp", "<QWidget>"),
    one("ui/chart/historychart.h", "<QChartView>", "layers"),
    one("ui/chart/historychart.cpp", "<QtCharts/QLineSeries>", "layers"),
    one("ui/chart/chartseries.cpp", "<QLineSeries>"),
    one("app/main.cpp", '"core/storage/database.h"'),
    one("tests/unit/tst_x.cpp", '"app/application.h"'),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("layers", check, SAMPLES)
    tree = read_tree(lambda name: bool(SOURCE.match(name)))
    return report("layers", check(tree), len(tree))


if __name__ == "__main__":
    sys.exit(main())
