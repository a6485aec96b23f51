# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads MaxMind DB files (format 2.0) for the generators: leaves in address order, and single look-ups."""

import struct
from typing import Dict, Iterator, Tuple

MARKER = b"\xab\xcd\xefMaxMind.com"


class Mmdb:
    def __init__(self, data: bytes):
        self.data = data
        at = data.rfind(MARKER)
        if at < 0:
            raise ValueError("no MaxMind DB metadata")
        self._base = at + len(MARKER)
        self.metadata, _ = self._decode(0)
        self.node_count = self.metadata["node_count"]
        self.record_size = self.metadata["record_size"]
        self.bits = 32 if self.metadata["ip_version"] == 4 else 128
        if self.record_size not in (24, 28):
            raise ValueError(f"records of {self.record_size} bits are not supported")
        self._tree_size = self.node_count * self.record_size // 4
        self._base = self._tree_size + 16  # the data section

    def children(self, node: int) -> Tuple[int, int]:
        data = self.data
        if self.record_size == 24:
            o = node * 6
            return (data[o] << 16 | data[o + 1] << 8 | data[o + 2],
                    data[o + 3] << 16 | data[o + 4] << 8 | data[o + 5])
        o = node * 7
        middle = data[o + 3]
        return ((middle & 0xf0) << 20 | data[o] << 16 | data[o + 1] << 8 | data[o + 2],
                (middle & 0x0f) << 24 | data[o + 4] << 16 | data[o + 5] << 8 | data[o + 6])

    def leaves(self, depth: int) -> Iterator[Tuple[int, int]]:
        """(start, record) in address order; start counts networks of `depth` bits, record 0 is "nothing".

        A network that is divided below `depth` counts as its first part that holds something.
        """
        count, children = self.node_count, self.children
        stack = [(0, 0, 0)]
        while stack:
            node, start, level = stack.pop()
            if node < count and level == depth:
                node = self._first_record(node)
            if node >= count:
                yield start, node - count
                continue
            left, right = children(node)
            stack.append((right, start | 1 << (depth - level - 1), level + 1))
            stack.append((left, start, level + 1))

    def _first_record(self, node: int) -> int:
        stack = [node]
        while stack:
            node = stack.pop()
            if node > self.node_count:
                return node
            if node < self.node_count:
                left, right = self.children(node)
                stack += [right, left]
        return self.node_count

    def find(self, address: int) -> int:
        """The record of one address, 0 when there is none. A walk from the root, independent of leaves()."""
        node = 0
        for bit in range(self.bits - 1, -1, -1):
            if node >= self.node_count:
                break
            node = self.children(node)[address >> bit & 1]
        return max(0, node - self.node_count)

    def value(self, record: int) -> Dict:
        return self._decode(record - 16)[0] if record else {}

    def _decode(self, at: int):
        """(value, next offset); offsets count from the start of the section."""
        data = self.data
        pos = self._base + at
        control = data[pos]
        pos += 1
        kind = control >> 5
        if kind == 1:  # pointer
            size = control >> 3 & 3
            raw = int.from_bytes(data[pos:pos + size + 1], "big")
            if size < 3:
                raw |= (control & 7) << 8 * (size + 1)
            target = raw + (0, 2048, 526336, 0)[size]
            return self._decode(target)[0], pos + size + 1 - self._base
        if kind == 0:
            kind = 7 + data[pos]
            pos += 1
        size = control & 31
        if size >= 29:
            extra = size - 28
            size = (29, 285, 65821)[extra - 1] + int.from_bytes(data[pos:pos + extra], "big")
            pos += extra
        if kind == 7:
            result = {}
            for _ in range(size):
                key, at = self._decode(pos - self._base)
                result[key], at = self._decode(at)
                pos = self._base + at
            return result, pos - self._base
        if kind == 11:
            items = []
            for _ in range(size):
                item, at = self._decode(pos - self._base)
                items.append(item)
                pos = self._base + at
            return items, pos - self._base
        if kind == 14:
            return bool(size), pos - self._base
        raw = data[pos:pos + size]
        pos += size
        if kind == 2:
            return raw.decode("utf-8"), pos - self._base
        if kind == 3:
            return struct.unpack(">d", raw)[0], pos - self._base
        if kind == 15:
            return struct.unpack(">f", raw)[0], pos - self._base
        if kind in (5, 6, 9, 10):
            return int.from_bytes(raw, "big"), pos - self._base
        if kind == 8:
            return int.from_bytes(raw, "big", signed=len(raw) == 4), pos - self._base
        return raw, pos - self._base
