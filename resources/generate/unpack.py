#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unpacks a zlib stream of the repository for the build: unpack.py PACKED OUTPUT."""

import sys
import zlib
from pathlib import Path

Path(sys.argv[2]).write_bytes(zlib.decompress(Path(sys.argv[1]).read_bytes()))
