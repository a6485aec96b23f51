#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which folder may include which: what its add_room() in CMakeLists.txt declares, app -> ui -> core, and no cycle
(CONTRIBUTING.md, Layout). The linker holds calls to the same lists (cmake/rooms.cmake)."""

import re
import sys
from itertools import takewhile
from typing import Dict, List, Optional, Set

from tree import Finding, Sample, Tree, asked_for_self_test, read_tree, report, self_test

ADD_ROOM = re.compile(r"^add_room\(([^)]*)\)", re.MULTILINE)
PARTS = ("SOURCES", "USES", "LIBS", "OPTIONAL")
Rooms = Dict[str, List[str]]

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
LIST = re.compile(r"^(app|core|ui)/.*CMakeLists\.txt$")


def room_of(path: str) -> str:
    """core/storage/database.h -> core/storage"""
    return path.rpartition("/")[0]


def declared_rooms(tree: Tree) -> Rooms:
    """Room -> what it may use besides itself; "core/visitor/" takes in that room and those inside it."""
    rooms = {}
    for path, text in tree.items():
        call = ADD_ROOM.search(re.sub(r"#.*", "", text)) if LIST.match(path) else None
        if call:
            words = call[1].split()
            after = words[words.index("USES") + 1:] if "USES" in words else []
            rooms[room_of(path)] = list(takewhile(lambda word: word not in PARTS, after))
    return rooms


def takes_in(name: str, room: str) -> bool:
    return room == name or (name.endswith("/") and (room + "/").startswith(name))


def may_use(rooms: Rooms, room: str, wanted: str) -> bool:
    return room == wanted or any(takes_in(name, wanted) for name in rooms[room])


def own_include_rule(rooms: Rooms, path: str, target: str) -> Optional[str]:
    """The rule that #include "target" breaks in path, or None."""
    if path.startswith("tests/"):
        return None
    if target.split("/")[0] not in ("app", "core", "ui"):
        return None if target.endswith(".moc") else "write own includes from the root: \"core/types/hit.h\""
    room = room_of(path)
    if may_use(rooms, room, room_of(target)):
        return None
    return f"{room} may include {' '.join(rooms[room]) or 'nothing'}"


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


def room_findings(rooms: Rooms) -> List[Finding]:
    """The declarations themselves: names that are no room, rooms that use each other."""
    findings = [Finding(f"{room}/CMakeLists.txt", 1, "rooms", f"{name} is no room")
                for room, names in rooms.items() for name in names
                if not any(takes_in(name, other) for other in rooms)]
    edges = {room: {other for other in rooms if other != room and may_use(rooms, room, other)} for room in rooms}
    for group in circles(edges):
        findings.append(Finding(f"{group[0]}/CMakeLists.txt", 1, "rooms", f"these use each other: {', '.join(group)}"))
    return findings


def unused_findings(rooms: Rooms, edges: Dict[str, Set[str]]) -> List[Finding]:
    """A room declares no more than it includes; "core/visitor/" is a choice of any."""
    included: Dict[str, Set[str]] = {}
    for unit, others in edges.items():
        included.setdefault(room_of(unit), set()).update(room_of(other) for other in others)
    return [Finding(f"{room}/CMakeLists.txt", 1, "unused", f"no file includes {name}")
            for room, names in rooms.items() for name in names
            if name in rooms and name not in included.get(room, set())]


def check(tree: Tree) -> List[Finding]:
    rooms = declared_rooms(tree)
    findings = room_findings(rooms)
    edges: Dict[str, Set[str]] = {}
    for path, text in tree.items():
        if not SOURCE.match(path):
            continue
        if not path.startswith("tests/") and room_of(path) not in rooms:
            findings.append(Finding(path, 1, "layers", f"{room_of(path)} has no add_room() in a CMakeLists.txt"))
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            if match[1] == '"':
                broken = own_include_rule(rooms, path, match[2])
            else:
                broken = system_include_rule(path, match[2])
            if broken:
                findings.append(Finding(path, number, "layers", f"{match[2]}: {broken}"))
            if match[1] == '"' and unit_of(match[2]) != unit_of(path):
                edges.setdefault(unit_of(path), set()).add(unit_of(match[2]))
    findings += unused_findings(rooms, edges)
    for group in circles(edges):
        findings.append(Finding(group[0], 1, "circle", f"these include each other: {', '.join(group)}"))
    return findings


def room(name: str, uses: str = "", includes: Optional[str] = None) -> Tree:
    """What declares a room, and a file that uses what is declared, or `includes`."""
    wanted = [other for other in (uses if includes is None else includes).split() if not other.endswith("/")]
    return {f"{name}/CMakeLists.txt": f"add_room({uses and 'USES ' + uses}\n    LIBS Qt6::Network SOURCES\n    a.cpp a.h\n)\n",
            f"{name}/room.cpp": "".join(f'#include "{other}/room.h"\n' for other in wanted)}


# A small program, for the samples.
HOUSE: Tree = {
    **room("core/types"), **room("core/questions", "core/types"), **room("core/documents", "core/types"),
    **room("core/bus", "core/types"), **room("core/http", "core/types"), **room("core/storage", "core/types core/questions"),
    **room("core/visitor/agent", "core/types"), **room("core/visitor", "core/types core/visitor/"),
    **room("core/realtime", "core/types"), **room("core/ingest/formats", "core/types"), **room("core/query", "core/storage"),
    **room("core/collector/live", "core/documents"), **room("core/collector", "core/questions core/ingest/ core/collector/"),
    **room("ui/live", "core/questions"), **room("ui/chart"), **room("app", "core/ app/commands"),
    **room("app/commands", "core/"),
}


def one(path: str, include: str, *rules: str) -> Sample:
    return Sample(f"{path} with {include}", {**HOUSE, path: f"#pragma once\n\n#include {include}\n"}, rules)


def two(first: str, second: str, *rules: str) -> Sample:
    """Two files whose sources include each other's headers."""
    return Sample(f"{first} and {second}",
                  {**HOUSE, f"{first}.h": "#pragma once\n", f"{second}.h": "#pragma once\n",
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
    Sample("three in a circle", {**HOUSE, "ui/live/a.cpp": '#include "ui/live/b.h"\n',
                                 "ui/live/b.cpp": '#include "ui/live/c.h"\n',
                                 "ui/live/c.h": '#include "ui/live/a.h"\n'}, ("circle",)),
    Sample("a header and its source", {**HOUSE, "ui/live/a.cpp": '#include "ui/live/a.h"\n#include "ui/live/b.h"\n',
                                       "ui/live/b.cpp": '#include "ui/live/b.h"\n'}),
    Sample("a room that is none", {**HOUSE, **room("core/bus", "core/nothing")}, ("rooms",)),
    Sample("rooms in a circle", {**HOUSE, **room("core/types", "core/storage", ""), "core/types/a.h": '#include "core/storage/a.h"'},
           ("rooms",)),
    Sample("a room that is not used", {**HOUSE, **room("core/bus", "core/types core/http", "core/types")}, ("unused",)),
    Sample("a room in a comment", {**HOUSE, **room("core/bus", "# core/nothing"), "core/bus/room.cpp": ""}),
]


def main() -> int:
    if asked_for_self_test():
        return self_test("layers", check, SAMPLES)
    tree = read_tree(lambda name: bool(SOURCE.match(name) or LIST.match(name)))
    return report("layers", check(tree), len(tree))


if __name__ == "__main__":
    sys.exit(main())
