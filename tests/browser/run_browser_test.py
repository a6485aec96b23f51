#!/usr/bin/env python3
# SPDX-FileCopyrightText: Clickscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real browser, the real script, the real collector: what a visitor does is stored, once each.

    run_browser_test.py CLICKSCOPE [--without-windows] [--keep PICTURE]

Chromium loads a page with the snippet, navigates inside it, sends an event and leaves by a link to
another host. Exit code 77 when there is no Chromium.
"""

import argparse
import csv
import http.client
import io
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Dict, List, Optional

SKIPPED = 77
DEADLINE_SECONDS = 60
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Front page</title>
<script defer src="{collector}/scope.js" data-site="demo"></script></head>
<body><a id="away" href="{elsewhere}/landing?from=demo">Elsewhere</a>
<script>
addEventListener('load', function () {{
    history.pushState(null, '', '/spa');
    document.title = 'Inner page';
    clickscope.track('signup', {{plan: 'pro', seats: 3}}, 9.5);
    document.getElementById('away').click();
}});
</script></body></html>
"""


class Pages:
    """A web server on a thread; remembers the paths it was asked for."""

    def __init__(self) -> None:
        self.html = "<!doctype html><title>Elsewhere</title>"
        self.asked: List[str] = []
        pages = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                pages.asked.append(self.path)
                body = pages.html.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> "Pages":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class Process:
    """A child in a process group of its own, ended with everything that it started."""

    def __init__(self, command: List[str], **options: object) -> None:
        self.child = subprocess.Popen(command, start_new_session=True, **options)

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> Optional[int]:
        """SIGTERM, and SIGKILL for what is still there after ten seconds."""
        if self.child.returncode is None:
            self._signal(signal.SIGTERM)
            try:
                self.child.wait(10)
            except subprocess.TimeoutExpired:
                pass
            self._signal(signal.SIGKILL)
            self.child.wait()
        return self.child.returncode

    def _signal(self, number: int) -> None:
        try:
            os.killpg(self.child.pid, number)
        except ProcessLookupError:
            pass


class Clickscope:
    def __init__(self, binary: str, folder: Path) -> None:
        self._command = [binary, "--data-dir", str(folder)]

    def run(self, *arguments: str) -> str:
        done = subprocess.run([*self._command, *arguments], stdout=subprocess.PIPE, timeout=DEADLINE_SECONDS, check=False)
        expect(done.returncode == 0, f"clickscope {' '.join(arguments)} ended with {done.returncode}")
        return done.stdout.decode()

    def serve(self) -> Process:
        return Process([*self._command, "serve", "--port", "0"], stdout=subprocess.PIPE)


class Failure(Exception):
    pass


def expect(holds: bool, message: str) -> None:
    if not holds:
        raise Failure(message)


def listening_address(server: Process) -> str:
    for line in server.child.stdout:
        if b"listening on " in line:
            return line.decode().split("listening on ", 1)[1].strip()
    raise Failure("the collector ended before it listened")


def wait_for_hits(address: str, count: int) -> None:
    """Follows the live stream until `count` hits were committed."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    connection = http.client.HTTPConnection(address.split("//", 1)[1], timeout=DEADLINE_SECONDS)
    try:
        connection.request("GET", "/api/v1/sites/demo/live?after=0")
        stream, seen = connection.getresponse(), []
        expect(stream.status == 200, f"the live stream answered {stream.status}")
        while len(seen) < count:
            line = stream.readline()
            if line.startswith(b"data:"):
                seen.append(line.decode().strip())
            # The heartbeat brings us here at least every 15 s.
            expect(bool(line) and time.monotonic() < deadline, "of %d hits came %d:\n%s" % (count, len(seen), "\n".join(seen)))
    except OSError as error:
        raise Failure(f"the live stream broke: {error}") from error
    finally:
        connection.close()


def browse(browser: str, folder: Path, url: str) -> Process:
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-proxy-server",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--disable-dev-shm-usage", "--lang=en-US", "--window-size=1280,800"]
    log = open(folder / "browser.log", "wb")  # shown when the test fails
    return Process([browser, *quiet, f"--user-data-dir={folder / 'profile'}", url], stdout=log, stderr=log,
                   env={**os.environ, "HOME": str(folder)})


def check_hits(rows: List[Dict[str, str]], site: str, elsewhere: str) -> None:
    def brief(row: Dict[str, str]) -> tuple:
        return (row["kind"], row["url"], row["title"], row["event"], row["value"],
                json.dumps(json.loads(row["props"] or "{}"), sort_keys=True))

    expected = sorted([
        ("pageview", f"{site}/", "Front page", "", "", "{}"),
        ("pageview", f"{site}/spa", "Inner page", "", "", "{}"),
        ("event", f"{site}/spa", "Inner page", "signup", "9.5", '{"plan": "pro", "seats": 3}'),
        ("outbound", f"{site}/spa", "Inner page", "outbound_click", "",
         json.dumps({"url": f"{elsewhere}/landing?from=demo"})),
    ])
    found = sorted(brief(row) for row in rows)
    expect(found == expected, "stored was\n  " + "\n  ".join(map(str, found)) + "\nand not\n  " + "\n  ".join(map(str, expected)))
    for row in rows:
        width, _, height = row["screen"].partition("x")
        expect(width.isdigit() and height.isdigit(), f"no screen: {row}")
        expect(row["language"] == "en-US", f"no language: {row}")
        expect(row["visit"] == rows[0]["visit"] != "", f"not in the same visit: {row}")
    inner = next(row for row in rows if row["kind"] == "pageview" and row["path"] == "/spa")
    expect(inner["referrer"] == f"{site}/", f"the page before is not the referrer: {inner}")


def check_picture(clickscope: Clickscope, picture: Path) -> None:
    clickscope.run("screenshot", "--page", "live", "--theme", "dark", "--size", "1440x900", "--output", str(picture),
                   "--site", "demo")
    head = picture.read_bytes()
    expect(head[:8] == b"\x89PNG\r\n\x1a\n", "the picture is no PNG")
    expect(struct.unpack(">II", head[16:24]) == (1440, 900), "the picture has another size")
    expect(len(head) > 20_000, f"{len(head)} bytes: the picture can hardly show anything")


def check(browser: str, arguments: argparse.Namespace, folder: Path) -> None:
    clickscope = Clickscope(arguments.clickscope, folder / "data")
    clickscope.run("site", "add", "demo")
    with Pages() as pages, Pages() as others, clickscope.serve() as server:
        collector = listening_address(server)
        site, elsewhere = f"http://127.0.0.1:{pages.port}", f"http://localhost:{others.port}"
        pages.html = PAGE.format(collector=collector, elsewhere=elsewhere)
        with browse(browser, folder, f"{site}/"):
            wait_for_hits(collector, 4)
        # The browser is gone and the collector drains: whatever came twice is stored by now.
        expect(server.end() == 0, f"the collector ended with {server.child.returncode}")
        rows = list(csv.DictReader(io.StringIO(clickscope.run("export", "hits", "--site", "demo", "--include-bots"))))
        check_hits(rows, site, elsewhere)
    if not arguments.without_windows:
        check_picture(clickscope, arguments.keep or folder / "live.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clickscope")
    parser.add_argument("--without-windows", action="store_true", help="the build has no desktop: take no picture")
    parser.add_argument("--keep", type=Path, metavar="PICTURE", help="where to leave the picture of the live page")
    arguments = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        print(f"Skipped: none of {', '.join(BROWSERS)} is installed")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="clickscope-browser-", ignore_cleanup_errors=True) as name:
        try:
            check(browser, arguments, Path(name))
        except (Failure, subprocess.TimeoutExpired) as failure:
            log = Path(name) / "browser.log"
            print(f"Failed: {failure}\n\nThe browser said:\n{log.read_text(errors='replace') if log.exists() else ''}")
            return 1
    print("Four hits, once each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
