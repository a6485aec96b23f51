#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads single files out of npm packages, after comparing each package with its pinned SHA-512.

`npm pack PACKAGE@VERSION` fetches a package; everything after that works without a network.
"""

import base64
import hashlib
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    name: str
    version: str
    sha512: str  # base64, as in the registry's "integrity"

    @property
    def source(self) -> str:
        return f"{self.name}@{self.version}"

    @property
    def integrity(self) -> str:
        return f"sha512-{self.sha512}"


class Tarball:
    """One package in `folder`, under the name that `npm pack` gives it."""

    def __init__(self, folder: Path, package: Package):
        path = folder / f"{package.name.lstrip('@').replace('/', '-')}-{package.version}.tgz"
        found = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
        if found != package.sha512:
            sys.exit(f"{path} is not {package.source}: its SHA-512 is {found}")
        self._path = path

    def read(self, member: str) -> bytes:
        with tarfile.open(self._path) as archive:
            content = archive.extractfile(f"package/{member}")
            assert content is not None, member
            return content.read()


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8"))
    print(f"{path}: {len(content.encode('utf-8'))} bytes, "
          f"SHA-256 {hashlib.sha256(content.encode('utf-8')).hexdigest()}")


def folder_argument(purpose: str) -> Path:
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} FOLDER_OF_TARBALLS\n\n{purpose}")
    return Path(sys.argv[1])
