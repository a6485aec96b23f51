#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/geo/world.map of npm world-atlas (Natural Earth, 1:50 million).

    worldmap.py FOLDER        FOLDER holds the tarball as `npm pack` names it; needs the package iso-codes

The source is stitched for a sphere: rings run across 180 degrees and Antarctica's runs around the pole. Here they are
cut where the map ends, at 169 W in the Bering Strait, so that every ring is a polygon on a plane map and Chukotka stays
whole. Longitudes are counted from the map's middle, 11 E, from here on; only labels and points are written with true
ones. Edges that follow a meridian for long
get points in between, because meridians are curved on the map. Points that a world 1440 pixels wide does not need
are marked; they are chosen for each shared border once, so that neighbours agree.

The layout, all numbers little-endian, nothing aligned (ui/map/mapgeometry.cpp reads it):

    "CMAP\\r\\n\\x1a\\n", u16 version, u16 countries, u16 points
    per country: 2 bytes ISO 3166 code (zeros: none), i32 longitude, i32 latitude of its label in 1e-5 degrees,
        u16 rings, u32 points of all rings; per ring: u16 count >= 3, a bit for each point, the lowest of a byte first, saying whether a
        small map needs it, then per point the zigzag LEB128 distances of column and row from those of the point
        before, for the first from 0.
        Column 0 and column 65535 are 169 W; row 0 is 90 N, 65535 is 90 S. Rings are closed, the first point is not
        repeated; what an odd number of rings encloses is land.
    per point: 2 bytes ISO 3166 code, i32 longitude, i32 latitude: places too small or too special for a shape
"""

import hashlib
import heapq
import json
import math
import struct
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Tuple

from npmtarball import Package, Tarball, folder_argument

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "resources/geo/world.map"
WORLD_ATLAS = Package(
    "world-atlas", "2.0.2", "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==")
ISO_CODES = Path("/usr/share/iso-codes/json/iso_3166-1.json")

MAGIC = b"CMAP\r\n\x1a\n"
VERSION = 2
CENTRE = 11  # degrees east: the middle of the map, as MapProjection has it
GRID = 65535
LABEL_UNITS = 100_000  # per degree
LONGEST_MERIDIAN = 1.0  # degrees of latitude that an edge may span
CUT_STEP = 0.25  # degrees between points along the edge of the map
WORLD_PIXELS = 1440
EXPECTED_FEATURES = 241

# ISO areas without a shape of their own at this scale: code -> longitude, latitude.
POINTS = {
    "BQ": (-68.27, 12.18),  # Bonaire
    "BV": (3.36, -54.42),
    "CC": (96.83, -12.17),
    "CX": (105.63, -10.49),
    "GF": (-53.13, 3.93),  # inside France's shape, as GP, MQ, RE and YT
    "GI": (-5.35, 36.14),
    "GP": (-61.55, 16.25),
    "MQ": (-61.02, 14.64),
    "RE": (55.53, -21.12),
    "SJ": (17.00, 78.50),  # inside Norway's shape
    "TK": (-171.81, -9.17),
    "TV": (179.20, -8.52),
    "UM": (166.65, 19.28),  # Wake, the one where people live
    "YT": (45.15, -12.83),
}

EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
HALF_PIXEL = 2 * math.sqrt(3) * math.pi / (3 * EQUAL_EARTH[0]) / WORLD_PIXELS


class Point(NamedTuple):
    lon: float
    lat: float
    small: bool  # a small map needs it, too


Plane = Tuple[float, float]
Cell = Tuple[int, int, bool]  # column, row, as Point.small
Ring = List[Point]


def project(lon: float, lat: float) -> Plane:
    """Equal Earth (Savric, Patterson, Jenny 2018), y down."""
    a1, a2, a3, a4 = EQUAL_EARTH
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    six = square ** 3
    slope = a1 + 3 * a2 * square + six * (7 * a3 + 9 * a4 * square)
    return (2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * slope),
            -theta * (a1 + a2 * square + six * (a3 + a4 * square)))


def distance_to_segment(p: Plane, a: Plane, b: Plane) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else min(1.0, max(0.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


# ---- Arcs -----------------------------------------------------------------------------------------------------------

def decoded_arcs(topology: Dict) -> List[List[Tuple[float, float]]]:
    """Longitudes without jumps: an arc across 180 degrees goes on beyond it."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        column = row = 0
        points: List[Tuple[float, float]] = []
        for dx, dy in arc:
            column, row = column + dx, row + dy
            lon, lat = column * sx + tx - CENTRE, row * sy + ty
            if points:
                lon -= 360 * round((lon - points[-1][0]) / 360)
                points += between(points[-1], (lon, lat), LONGEST_MERIDIAN)
            points.append((lon, lat))
        arcs.append(points)
    return arcs


def between(a: Tuple[float, float], b: Tuple[float, float], longest: float) -> List[Tuple[float, float]]:
    pieces = math.ceil(abs(b[1] - a[1]) / longest - 1e-9)
    return [(a[0] + (b[0] - a[0]) * i / pieces, a[1] + (b[1] - a[1]) * i / pieces) for i in range(1, pieces)]


def farthest(plane: List[Plane], first: int, last: int) -> Tuple[float, int]:
    """Of the points strictly between two: the one farthest from their chord."""
    found = (-1.0, -1)
    for i in range(first + 1, last):
        distance = distance_to_segment(plane[i], plane[first], plane[last])
        if distance > found[0]:
            found = (distance, i)
    return found


def needed(points: List[Tuple[float, float]]) -> List[bool]:
    """Douglas and Peucker: without the other points nothing moves by more than a quarter of a pixel."""
    plane = [project(*point) for point in points]
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        distance, middle = farthest(plane, first, last)
        if distance > HALF_PIXEL / 2:
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return keep


def keep_three(ring: List[int], arcs: List, keeps: List[List[bool]]) -> None:
    """A shape smaller than a pixel stays a triangle, in its own ring and in those of its neighbours."""
    numbers = [arc if arc >= 0 else ~arc for arc in ring]
    while sum(sum(keeps[n]) - 1 for n in numbers) < 3:
        best = (-1.0, -1, -1)
        for n in numbers:
            plane = [project(*point) for point in arcs[n]]
            kept = [i for i, keep in enumerate(keeps[n]) if keep]
            for first, last in zip(kept, kept[1:]):
                distance, middle = farthest(plane, first, last)
                best = max(best, (distance, n, middle))
        if best[2] < 0:
            return
        keeps[best[1]][best[2]] = True


# ---- Rings ----------------------------------------------------------------------------------------------------------

def assembled(ring: List[int], arcs: List, keeps: List[List[bool]]) -> Tuple[Ring, float]:
    """The points without the closing one, and by how many degrees of longitude the ring fails to close."""
    points: Ring = []
    for number in ring:
        arc = [Point(lon, lat, keep) for (lon, lat), keep in
               zip(arcs[number if number >= 0 else ~number], keeps[number if number >= 0 else ~number])]
        if number < 0:
            arc.reverse()
        if points:
            shift = 360 * round((points[-1].lon - arc[0].lon) / 360)
            assert abs(points[-1].lon - arc[0].lon - shift) < 1e-9 and points[-1].lat == arc[0].lat
            points.pop()
            arc = [point._replace(lon=point.lon + shift) for point in arc]
        points += arc
    last = points.pop()
    assert last.lat == points[0].lat
    return points, float(360 * round((last.lon - points[0].lon) / 360))


def crossing(a: Point, b: Point, lon: float) -> Point:
    return Point(lon, a.lat + (b.lat - a.lat) * (lon - a.lon) / (b.lon - a.lon), True)


def around_pole(points: Ring, shift: float) -> Ring:
    """A ring around a pole, cut open where it first crosses the edge and led along the pole's latitude."""
    pole = math.copysign(90, sum(point.lat for point in points))
    points = points + [points[0]._replace(lon=points[0].lon + shift)]
    for i, (a, b) in enumerate(zip(points, points[1:])):
        edge = 360 * math.floor((max(a.lon, b.lon) - 180) / 360) + 180
        if min(a.lon, b.lon) < edge:
            start = crossing(a, b, edge)
            later = [point._replace(lon=point.lon + shift) for point in points[1:i + 1]]
            end = start._replace(lon=edge + shift)
            return [start] + points[i + 1:] + later + [end, Point(edge + shift, pole, True), Point(edge, pole, True)]
    raise AssertionError("a ring around a pole crosses every meridian")


def clipped(ring: Ring, edge: float, sign: int) -> Ring:
    """Sutherland and Hodgman: what has sign * lon <= sign * edge."""
    result: Ring = []
    for a, b in zip(ring[-1:] + ring[:-1], ring):
        a_in, b_in = sign * a.lon <= sign * edge, sign * b.lon <= sign * edge
        if a_in != b_in:
            result.append(crossing(a, b, edge))
        if b_in:
            result.append(b)
    return result


def along_cut(ring: Ring) -> Ring:
    """Points on edges that lie on the edge of the map, which is curved."""
    result: Ring = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        result.append(a)
        if a.lon == b.lon and abs(a.lon) == 180:
            result += [Point(lon, lat, i % round(1 / CUT_STEP) == 0) for i, (lon, lat) in
                       enumerate(between(a[:2], b[:2], CUT_STEP), 1)]
    return result


def recut(points: Ring) -> Iterator[Ring]:
    for turn in (-360, 0, 360):
        copy = [point._replace(lon=point.lon + turn) for point in points]
        if max(point.lon for point in copy) > -180 and min(point.lon for point in copy) < 180:
            copy = clipped(clipped(copy, 180, 1), -180, -1)
            if len(copy) >= 3:
                yield along_cut(copy)


def quantised(ring: Ring) -> List[Cell]:
    cells: List[Cell] = []
    for point in ring:
        cell = (round((point.lon + 180) / 360 * GRID), round((90 - point.lat) / 180 * GRID), point.small)
        if cells and cells[-1][:2] == cell[:2]:
            cells[-1] = (*cell[:2], cell[2] or cells[-1][2])
        else:
            cells.append(cell)
    while len(cells) > 1 and cells[0][:2] == cells[-1][:2]:
        last = cells.pop()
        cells[0] = (*last[:2], last[2] or cells[0][2])
    if len(cells) >= 3 and sum(cell[2] for cell in cells) < 3:
        cells = [(*cell[:2], cell[2] or i in (0, len(cells) // 3, 2 * len(cells) // 3)) for i, cell in enumerate(cells)]
    return cells


def twice_area(ring: List) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def plane_of(cells: List[Cell]) -> List[Plane]:
    return [project(column * 360 / GRID - 180, 90 - row * 180 / GRID) for column, row, _ in cells]


# ---- Labels ---------------------------------------------------------------------------------------------------------

def contains(rings: List[List[Plane]], p: Plane) -> bool:
    inside = False
    for ring in rings:
        for a, b in zip(ring[-1:] + ring[:-1], ring):
            if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
                inside = not inside
    return inside


def inwards(rings: List[List[Plane]], p: Plane) -> float:
    """How far `p` is from the border, negative outside."""
    distance = min(distance_to_segment(p, a, b) for ring in rings for a, b in zip(ring[-1:] + ring[:-1], ring))
    return distance if contains(rings, p) else -distance


def innermost(rings: List[List[Plane]]) -> Plane:
    """The point farthest from the border of the first ring and its holes: halves squares that may hold a better one."""
    xs, ys = [p[0] for p in rings[0]], [p[1] for p in rings[0]]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    precision = max(width, height) / 200
    half = min(width, height) / 2
    squares: List[Tuple[float, float, float, float, float]] = []

    def push(x: float, y: float, side: float) -> None:
        depth = inwards(rings, (x, y))
        heapq.heappush(squares, (-(depth + side * math.sqrt(2)), -depth, x, y, side))

    for i in range(math.ceil(width / (2 * half))):
        for j in range(math.ceil(height / (2 * half))):
            push(left + (2 * i + 1) * half, top + (2 * j + 1) * half, half)
    best = (0.0, 0.0, 0.0)
    while squares:
        bound, depth, x, y, side = heapq.heappop(squares)
        best = min(best, (depth, x, y))
        if -bound - -best[0] <= precision and best[0] < 0:
            break
        for dx in (-0.5, 0.5):
            for dy in (-0.5, 0.5):
                push(x + dx * side, y + dy * side, side / 2)
    return best[1], best[2]


def unproject(x: float, y: float) -> Tuple[float, float]:
    low, high = -90.0, 90.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if project(0, middle)[1] < y else (middle, high)
    return x / project(1, low)[0], low


# ---- Countries ------------------------------------------------------------------------------------------------------

class Country(NamedTuple):
    code: str
    name: str
    label: Tuple[int, int]
    rings: List[List[Cell]]


def codes_of(geometries: List[Dict]) -> List[str]:
    numeric = {entry["numeric"]: entry["alpha_2"]
               for entry in json.loads(ISO_CODES.read_text(encoding="utf-8"))["3166-1"]}
    codes = [numeric[g["id"]] if "id" in g else "XK" if g["properties"]["name"] == "Kosovo" else ""
             for g in geometries]
    assert set(numeric.values()) - set(codes) == set(POINTS)
    return codes


def cut_ring(ring: List[int], arcs: List, keeps: List[List[bool]]) -> List[List[Cell]]:
    points, shift = assembled(ring, arcs, keeps)
    if shift:
        points = around_pole(points, shift)
    pieces = [quantised(piece) for piece in recut(points)]
    # Flat are what only touches the edge, and the source's own ring around the south pole at 89.999.
    return [piece for piece in pieces if len(piece) >= 3 and twice_area(piece) != 0]


def label_of(polygons: List[List[List[Cell]]]) -> Tuple[int, int]:
    """Inside the largest piece, clear of the rings within it. The map is equal-area, so areas are measured there."""
    planes = [[plane_of(ring) for ring in polygon] for polygon in polygons]
    pieces = [(abs(twice_area(ring)), i, j) for i, plane in enumerate(planes) for j, ring in enumerate(plane)]
    _, polygon, piece = max(pieces)
    outer = planes[polygon][piece]
    holes = [ring for ring in planes[polygon] if ring is not outer and contains([outer], ring[0])]
    lon, lat = unproject(*innermost([outer] + holes))
    return round(lon * LABEL_UNITS), round(lat * LABEL_UNITS)


def true_longitude(turned: int) -> int:
    half = 180 * LABEL_UNITS
    return (turned + CENTRE * LABEL_UNITS + half) % (2 * half) - half


def countries_of(topology: Dict) -> List[Country]:
    geometries = topology["objects"]["countries"]["geometries"]
    assert len(geometries) == EXPECTED_FEATURES, len(geometries)
    arcs = decoded_arcs(topology)
    keeps = [needed(arc) for arc in arcs]
    polygons_of = [g["arcs"] if g["type"] == "MultiPolygon" else [g["arcs"]] for g in geometries]
    for polygons in polygons_of:
        for ring in (ring for polygon in polygons for ring in polygon):
            keep_three(ring, arcs, keeps)
    parts: Dict[Tuple[str, str], List[List[List[Cell]]]] = {}
    for geometry, code, polygons in zip(geometries, codes_of(geometries), polygons_of):
        # Ashmore and Cartier Islands carry Australia's code.
        name = "" if code else geometry["properties"]["name"]
        cut = [[piece for ring in polygon for piece in cut_ring(ring, arcs, keeps)] for polygon in polygons]
        parts.setdefault((code, name), []).extend(polygon for polygon in cut if polygon)
    return [Country(code, name, label_of(polygons), [ring for polygon in polygons for ring in polygon])
            for (code, name), polygons in sorted(parts.items(), key=lambda item: (not item[0][0], item[0]))]


# ---- The file -------------------------------------------------------------------------------------------------------

def varint(value: int) -> bytes:
    value = 2 * value if value >= 0 else -2 * value - 1
    result = bytearray()
    while value >= 0x80:
        result.append(value & 0x7f | 0x80)
        value >>= 7
    result.append(value)
    return bytes(result)


def encoded_ring(cells: List[Cell]) -> bytes:
    bits = bytearray((len(cells) + 7) // 8)
    for i, cell in enumerate(cells):
        bits[i // 8] |= cell[2] << i % 8
    deltas = bytearray()
    column = row = 0
    for cell in cells:
        deltas += varint(cell[0] - column) + varint(cell[1] - row)
        column, row = cell[:2]
    return struct.pack("<H", len(cells)) + bits + deltas


def encoded(countries: List[Country]) -> bytes:
    result = bytearray(MAGIC + struct.pack("<HHH", VERSION, len(countries), len(POINTS)))
    for country in countries:
        result += struct.pack("<2siiHI", country.code.encode(), true_longitude(country.label[0]),
                              country.label[1], len(country.rings), sum(map(len, country.rings)))
        for ring in country.rings:
            result += encoded_ring(ring)
    for code, (lon, lat) in sorted(POINTS.items()):
        result += struct.pack("<2sii", code.encode(), round(lon * LABEL_UNITS), round(lat * LABEL_UNITS))
    return bytes(result)


def check(countries: List[Country]) -> None:
    assert len({country.code or country.name for country in countries}) == len(countries)
    for country in countries:
        where = country.code or country.name
        assert country.rings, where
        for ring in country.rings:
            assert sum(cell[2] for cell in ring) >= 3, where
            for a, b in zip(ring, ring[1:] + ring[:1]):
                assert abs(a[0] - b[0]) < GRID / 2 or a[1] == b[1] in (0, GRID), f"{where} is smeared: {a} {b}"
        label = project(country.label[0] / LABEL_UNITS, country.label[1] / LABEL_UNITS)
        assert contains([plane_of(ring) for ring in country.rings], label), f"the label of {where} is outside"


def main() -> None:
    topology = json.loads(Tarball(folder_argument(__doc__), WORLD_ATLAS).read("countries-50m.json"))
    countries = countries_of(topology)
    check(countries)
    content = encoded(countries)
    OUTPUT.write_bytes(content)
    rings = [ring for country in countries for ring in country.rings]
    print(f"{len(countries)} countries, {len(rings)} rings, {sum(map(len, rings))} points, of which a small map needs "
          f"{sum(cell[2] for ring in rings for cell in ring)}")
    print(f"{OUTPUT}: {len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
