#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which folder may include which: app -> ui -> core, the folders inside them, and no cycle (CONTRIBUTING.md, Layout)."""

import re
import sys
from typing import Dict, List, Optional, Set

from tree import Finding, Sample, Tree, asked_for_self_test, read_tree, report, self_test

# Room -> what it may include besides itself; "room/" takes in the rooms inside it. Lowest storey first: no room
# includes one that comes after it, so there can be no circle of rooms.
ROOMS = {
    "core/types": "",
    "core/questions": "core/types",
    "core/documents": "core/types core/questions",
    "core/bus": "core/types",
    "core/settings": "core/types",
    "core/http": "core/types",
    "core/visitor/agent": "core/types",
    "core/visitor/bot": "core/types core/visitor/agent",
    "core/visitor/place": "core/types",
    "core/visitor/referrer": "core/types core/visitor/agent",
    "core/visitor": "core/types core/settings core/visitor/",
    "core/storage": "core/types core/bus core/questions",
    "core/links": "core/types core/storage",
    "core/sites": "core/types core/storage core/visitor/bot",
    "core/analytics": "core/types core/questions core/storage",
    "core/realtime": "core/types core/questions",
    "core/rebuild": "core/types core/questions core/storage core/visitor/",
    "core/ingest/privacy": "core/types",
    "core/ingest/formats": "core/types core/visitor/referrer",
    "core/ingest": "core/types core/visitor/ core/ingest/",
    "core/query": "core/types core/questions core/documents core/bus core/storage core/links core/sites core/analytics"
                  " core/realtime core/rebuild",
    "core/collector/live": "core/types core/questions core/documents core/http",
    "core/collector/stats": "core/types core/questions core/documents core/http",
    "core/collector/sparklytics": "core/types core/questions core/documents core/http core/collector/stats",
    "core/collector/tsanalytics": "core/types core/questions core/documents core/http core/collector/stats",
    "core/collector/tyrionurl": "core/types core/questions core/documents core/http core/collector/stats"
                                " core/collector/tsanalytics",
    "core/collector": "core/types core/questions core/documents core/bus core/http core/visitor/referrer core/ingest/"
                      " core/collector/",
    "ui/text": "core/types core/questions",
    "ui/look": "core/settings ui/text",
    "ui/files": "ui/text",
    "ui/widgets": "core/types ui/text ui/look",
    "ui/chart": "core/types core/questions ui/text ui/look",
    "ui/map": "core/types",
    "ui/past": "core/types core/questions core/bus ui/text ui/look ui/files ui/widgets",
    "ui/worldmap": "core/types core/questions core/bus core/settings ui/text ui/look ui/files ui/widgets ui/map ui/past",
    "ui/live": "core/types core/questions core/documents core/bus core/settings ui/text ui/look ui/widgets ui/worldmap",
    "ui/history": "core/types core/questions core/bus ui/text ui/look ui/files ui/widgets ui/chart ui/past ui/live",
    "ui/rejected": "core/types core/questions core/documents core/bus ui/text ui/look ui/widgets",
    "ui/settings": "core/types core/settings ui/text ui/look ui/files ui/widgets",
    "ui/sites": "core/types core/questions core/bus ui/text ui/look ui/widgets",
    "ui/manual": "ui/text ui/look ui/widgets",
    "ui/window": "core/types core/questions core/bus core/settings ui/",
    "app/process": "core/types",
    "app/traffic": "core/types core/bus core/visitor/referrer",
    "app/commands": "core/ app/process app/traffic",
    "app": "core/ app/process app/commands",
    "app/desktop": "core/ ui/ app app/process app/commands app/traffic",
}

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
SQLITE_ROOMS = ("core/storage", "core/query")
CHART_FILE = "ui/chart/chartseries.cpp"
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCE = re.compile(r"^(app|core|ui|tests)/.*\.(cpp|h|mm)$")


def room_of(path: str) -> str:
    """core/storage/database.h -> core/storage"""
    return path.rpartition("/")[0]


def may_include(room: str, wanted: str) -> bool:
    if room == wanted:
        return True
    for allowed in ROOMS.get(room, "").split():
        if wanted == allowed or (allowed.endswith("/") and (wanted + "/").startswith(allowed)):
            return True
    return False


def own_include_rule(path: str, target: str) -> Optional[str]:
    """The rule that #include "target" breaks in path, or None."""
    if path.startswith("tests/"):
        return None
    if target.split("/")[0] not in ("app", "core", "ui"):
        return None if target.endswith(".moc") else "write own includes from the root: \"core/types/hit.h\""
    room = room_of(path)
    if may_include(room, room_of(target)):
        return None
    return f"{room} may include {ROOMS.get(room) or 'nothing'}"


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
    if home in ("core", "app") and SQLITE_HEADER.search(header) and room_of(path) not in SQLITE_ROOMS:
        return f"SQLite is reached through {' and '.join(SQLITE_ROOMS)}"
    return None


def table_findings() -> List[Finding]:
    """The table itself: a room that includes a later one could be part of a circle."""
    findings, seen = [], []
    for room, allowed in ROOMS.items():
        for wanted in allowed.split():
            known = any(wanted == name or (wanted.endswith("/") and (name + "/").startswith(wanted)) for name in seen)
            later = [name for name in ROOMS if name not in seen and name != room
                     and (name == wanted or (wanted.endswith("/") and (name + "/").startswith(wanted)))]
            if not known or later:
                findings.append(Finding("tests/lint/check_layers.py", 1, "table", f"{room}: {wanted} is no lower storey"))
        seen.append(room)
    return findings


def unit_of(path: str) -> str:
    """A header and its source are one: core/types/hit"""
    return path.rpartition(".")[0]


def circles(edges: Dict[str, Set[str]]) -> List[List[str]]:
    """Groups of units that reach each other (Tarjan's strongly connected components), without recursion."""
    index: Dict[str, int] = {}
    low: Dict[str, int] = {}
    stack: List[str] = []
    found = []
    for root in sorted(edges):
        work = [(root, iter(sorted(edges[root])))] if root not in index else []
        while work:
            unit, rest = work[-1]
            if unit not in index:
                index[unit] = low[unit] = len(index)
                stack.append(unit)
            following = next(rest, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[unit])
                if low[unit] == index[unit]:
                    group = stack[stack.index(unit):]
                    del stack[stack.index(unit):]
                    if len(group) > 1:
                        found.append(sorted(group))
            elif following not in index:
                work.append((following, iter(sorted(edges.get(following, set())))))
            elif following in stack:
                low[unit] = min(low[unit], index[following])
    return found


def check(tree: Tree) -> List[Finding]:
    findings = table_findings()
    edges: Dict[str, Set[str]] = {}
    for path, text in tree.items():
        if not SOURCE.match(path):
            continue
        if not path.startswith("tests/") and room_of(path) not in ROOMS:
            findings.append(Finding(path, 1, "layers", f"{room_of(path)} has no row in check_layers.py"))
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            rule = own_include_rule if match[1] == '"' else system_include_rule
            broken = rule(path, match[2])
            if broken:
                findings.append(Finding(path, number, "layers", f"{match[2]}: {broken}"))
            if match[1] == '"' and unit_of(match[2]) != unit_of(path):
                edges.setdefault(unit_of(path), set()).add(unit_of(match[2]))
    for group in circles(edges):
        findings.append(Finding(group[0], 1, "circle", f"these include each other: {', '.join(group)}"))
    return findings


def one(path: str, include: str, *rules: str) -> Sample:
    return Sample(f"{path} with {include}", {path: f"#pragma once\n\n#include {include}\n"}, rules)


def two(first: str, second: str, *rules: str) -> Sample:
    """Two files whose sources include each other's headers."""
    return Sample(f"{first} and {second}",
                  {f"{first}.h": "#pragma once\n", f"{second}.h": "#pragma once\n",
                   f"{first}.cpp": f'#include "{second}.h"\n', f"{second}.cpp": f'#include "{first}.h"\n'}, rules)


SAMPLES = [
    one("core/types/hit.h", '"core/types/clock.h"'),
    one("core/types/hit.h", '"core/bus/signalbus.h"', "layers"),
    one("core/http/router.cpp", '"core/ingest/pipeline.h"', "layers"),
    one("core/collector/collector.cpp", '"core/questions/hitquestions.h"'),
    one("core/collector/collector.cpp", '"core/ingest/formats/nativeformat.h"'),
    one("core/collector/collector.cpp", '"core/query/queryservice.h"', "layers"),
    one("core/collector/live/csvstream.cpp", '"core/documents/hitcsv.h"'),
    one("core/collector/live/csvstream.cpp", '"core/query/hitexport.h"', "layers"),
    one("core/collector/live/livestreams.cpp", '"core/collector/collector.h"', "layers"),
    one("core/query/queryservice.cpp", '"core/query/hitexport.h"'),
    one("core/query/queryservice.cpp", '"core/collector/collector.h"', "layers"),
    one("core/collector/collector.cpp", '"core/storage/database.h"', "layers"),
    one("core/collector/collector.cpp", '"core/analytics/segment.h"', "layers"),
    one("core/visitor/agentcatalog.cpp", '"core/visitor/agent/agentrules.h"'),
    one("core/visitor/agent/agentrules.cpp", '"core/visitor/agentcatalog.h"', "layers"),
    one("core/storage/groupcommit.cpp", '"core/questions/hitfilter.h"'),
    one("core/storage/groupcommit.cpp", '"core/analytics/segment.h"', "layers"),
    one("core/storage/groupcommit.cpp", "<sqlite3.h>"),
    one("core/collector/collector.cpp", "<sqlite3.h>", "layers"),
    one("core/http/requestline.cpp", "<QHttpServerRequest>"),
    one("core/realtime/window.cpp", "<QColor>", "layers"),
    one("core/realtime/window.cpp", "<QtGui/QImage>", "layers"),
    one("core/bus/signalbus.cpp", '"ui/look/theme.h"', "layers"),
    one("core/bus/signalbus.cpp", '"app/application.h"', "layers"),
    one("core/unknown/thing.cpp", '"core/types/hit.h"', "layers"),
    one("core/types/hit.cpp", '"hit.h"', "layers"),
    one("ui/live/livepage.cpp", '"core/questions/hitquestions.h"'),
    one("ui/live/livepage.cpp", '"core/query/queryservice.h"', "layers"),
    one("ui/live/livepage.cpp", '"core/storage/database.h"', "layers"),
    one("ui/live/livepage.cpp", '"ui/history/historypage.h"', "layers"),
    one("ui/live/livepage.cpp", '"app/application.h"', "layers"),
    one("ui/live/livepage.cpp", "<QtSql/QSqlQuery>", "layers"),
    one("ui/live/livepage.cpp", "<sqlite3.h>", "layers"),
    one("ui/live/livepage.cpp", "<QTcpSocket>", "layers"),
    one("ui/live/livepage.cpp", "<QWidget>"),
    one("ui/chart/historychart.h", "<QChartView>", "layers"),
    one("ui/chart/historychart.cpp", "<QtCharts/QLineSeries>", "layers"),
    one("ui/chart/chartseries.cpp", "<QLineSeries>"),
    one("app/main.cpp", '"core/storage/database.h"'),
    one("app/commands/verify.cpp", '"app/application.h"', "layers"),
    one("tests/unit/tst_x.cpp", '"app/application.h"'),
    two("core/types/hosttext", "core/types/urltext", "circle"),
    two("tests/support/a", "tests/support/b", "circle"),
    Sample("three in a circle", {"ui/live/a.cpp": '#include "ui/live/b.h"\n', "ui/live/b.cpp": '#include "ui/live/c.h"\n',
                                 "ui/live/c.h": '#include "ui/live/a.h"\n'}, ("circle",)),
    Sample("a header and its source", {"ui/live/a.cpp": '#include "ui/live/a.h"\n#include "ui/live/b.h"\n',
                                       "ui/live/b.cpp": '#include "ui/live/b.h"\n'}),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("layers", check, SAMPLES)
    tree = read_tree(lambda name: bool(SOURCE.match(name)))
    return report("layers", check(tree), len(tree))


if __name__ == "__main__":
    sys.exit(main())
