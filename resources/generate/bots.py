#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""crawler-user-agents -> resources/ua/crawlers.tsv (pattern, tag); isbot -> resources/ua/suspected.txt.

Some patterns would drop people, so they are left out or replaced below; the examples of all others go to
tests/data/ua/crawlers.tsv. isbot's alternatives stay in its order, one on each line.
"""

import json
import re
from pathlib import Path

from npmtarball import Package, Tarball, folder_argument, write

ROOT = Path(__file__).resolve().parents[2]
CRAWLERS = Package(
    "crawler-user-agents", "1.60.0",
    "p8hKVsnZl3msolBhGW8s86V0tmmcuBSwhTXkzkegGQzTt0A/ysKDHKzek9fichfqL5qBEgDrR9CuGBU0Y7bDrg==")
ISBOT = Package(
    "isbot", "5.2.3", "e8gGz3VzAuImtTMnB5PqNRRWGAswObTc+X+X5a8PttKT78VSSFec98w9ZwUoy6jJdlvJkVdLiN+WMgA8TewoZg==")

# Patterns that hit people, and what stands in for them.
REPLACED = {
    r"AP3A\.240617\.008": [],  # the build id of a genuine Android 15
    "Butterfly": [r"\bButterfly\/"],  # model names of phones
    "Sonic": [r"\bSonic\/", "RankSonicSiteAuditor"],
    "Fever": [r"\bFever\/"],
    "Expanse": ["Expanse, a Palo Alto Networks"],
    "Fluid": [],  # a browser for one site, used by people
    "MetaIAB Facebook": [],  # the browser inside that app
    r"Notion\/": [r"^Notion\/"],  # its desktop app says "Notion/" behind "Mozilla/5.0"
    r"Code\/1\.": [],  # people who look at a page in an editor
    r"Trae\/": [],
    r"Fetch\/": [r"^Fetch\/"],  # "Node-Fetch/3" is a library
    "WhatsApp": [r"^WhatsApp(\/[0-9.]+)?([ \/][A-Za-z])?$"],  # its desktop app says "WhatsApp/" behind "Mozilla/5.0"
    "Viber": ["^Viber"],  # so do these
    "Goodreads": ["compatible; Goodreads"],
    "Mastodon": [r"(^|\()Mastodon"],
    r"Valve\/Steam": [r"^Valve\/Steam"],
    r"Bluesky\/": [r"^Bluesky\/"],
    r"Tumblr\/": [r"^Tumblr\/"],
}
# Fetchers of link previews that the list lacks.
ADDED = [("Pinterestbot", "social-preview"), ("Bluesky Cardyb", "social-preview"),
         ("Google-PageRenderer", "social-preview")]
# isbot's alternatives that would contradict the table above, or name a browser.
NOT_SUSPECTED = {"^whatsapp", "^netsurf"}


def crawler_rows(crawlers: list) -> list:
    rows, seen = [], set()
    for crawler in crawlers:
        pattern, tag = crawler["pattern"], crawler["tags"][0]
        seen.add(pattern)
        rows += [(mine, tag) for mine in REPLACED.get(pattern, [pattern])]
    assert seen.issuperset(REPLACED), set(REPLACED) - seen
    return rows + ADDED


def crawlers_tsv(rows: list) -> str:
    assert all("\t" not in pattern and pattern.isascii() for pattern, _ in rows)
    head = f"# {CRAWLERS.source}: pattern, tag; changed as generate/bots.py says\n"
    return head + "".join(f"{pattern}\t{tag}\n" for pattern, tag in rows)


def examples_tsv(crawlers: list) -> str:
    rows = [(crawler["tags"][0], crawler["pattern"], " ".join(example.split()))
            for crawler in crawlers for example in crawler["instances"]]
    head = f"# {CRAWLERS.source}: tag, pattern of origin, example agent\n"
    return head + "".join("\t".join(row) + "\n" for row in rows)


def suspected_alternatives(script: str) -> list:
    listed = re.search(r"var patterns_default = (\[.*?\n\]);", script, re.DOTALL)
    assert listed, "isbot lists its patterns elsewhere"
    alternatives = [one for one in json.loads(listed[1]) if one not in NOT_SUSPECTED]
    # PCRE2 reads [\d-.] as a range and refuses it.
    patched = [one.replace(r"[\w\d-.]", r"[\w\d.\-]") for one in alternatives]
    assert sum(a != b for a, b in zip(alternatives, patched)) == 1, "the class to patch is gone"
    return [re.sub(r" $", r"\\x20", one) for one in patched]


def suspected_txt(alternatives: list) -> str:
    head = f"# {ISBOT.source}: one alternative on each line, without regard to case; one class patched, two left out\n"
    return head + "".join(one + "\n" for one in alternatives)


def main() -> None:
    folder = folder_argument(__doc__)
    crawlers = json.loads(Tarball(folder, CRAWLERS).read("crawler-user-agents.json"))
    write(ROOT / "resources/ua/crawlers.tsv", crawlers_tsv(crawler_rows(crawlers)))
    write(ROOT / "tests/data/ua/crawlers.tsv", examples_tsv(crawlers))
    script = Tarball(folder, ISBOT).read("index.mjs").decode()
    write(ROOT / "resources/ua/suspected.txt", suspected_txt(suspected_alternatives(script)))


if __name__ == "__main__":
    main()
