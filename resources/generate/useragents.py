#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""uap-core's regexes.yaml -> resources/ua/regexes.json; the sessions of npm user-agents -> a table for tests.

regexes.json holds the same rules in the same order, one on each line. sessions.tsv holds the share of each
distinct agent in millionths, its form factor and itself; the shares of one agent are added up.
"""

import json
from collections import defaultdict
from pathlib import Path

import yaml

from npmtarball import Package, Tarball, folder_argument, write

ROOT = Path(__file__).resolve().parents[2]
UAP_CORE = Package(
    "uap-core", "0.18.0", "Eh5pSzisem1e0wyG7b6qggehroFJNw+H6RdBkCX+4DjTfP9IbAw/zMiDfMZnCghyyRk1lkQZF8e6BRnRAQRr0w==")
USER_AGENTS = Package(
    "user-agents", "2.1.198",
    "cpFqEfpW1DW7MZYfJaknK5mNJZBgUwfroY0y1jSVy8Y93T4pmP0wp5HhXTOqZUbUbFppp0fwCyfttG9rsl3vqw==")
SECTIONS = ("user_agent_parsers", "os_parsers", "device_parsers")


def rules_json(rules: dict) -> str:
    assert set(rules) == set(SECTIONS), rules.keys()
    parts = [f'"source": "{UAP_CORE.source}"']
    for section in SECTIONS:
        lines = ",\n".join(json.dumps(rule, sort_keys=True, separators=(",", ":")) for rule in rules[section])
        parts.append(f'"{section}": [\n{lines}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def sessions_tsv(sessions: list) -> str:
    share, category = defaultdict(float), {}
    for session in sessions:
        agent = session["userAgent"]
        assert category.setdefault(agent, session["deviceCategory"]) == session["deviceCategory"], agent
        share[agent] += session["weight"]
    whole = sum(share.values())
    rows = [(round(share[agent] / whole * 1e6), category[agent], agent) for agent in share]
    rows.sort(key=lambda row: (-row[0], row[2]))
    head = f"# {USER_AGENTS.source}: millionths of all sessions, form factor, agent\n"
    return head + "".join(f"{millionths}\t{form}\t{agent}\n" for millionths, form, agent in rows)


def main() -> None:
    folder = folder_argument(__doc__)
    rules = yaml.safe_load(Tarball(folder, UAP_CORE).read("regexes.yaml"))
    write(ROOT / "resources/ua/regexes.json", rules_json(rules))
    sessions = json.loads(Tarball(folder, USER_AGENTS).read("dist/user-agents.json"))
    write(ROOT / "tests/data/ua/sessions.tsv", sessions_tsv(sessions))


if __name__ == "__main__":
    main()
