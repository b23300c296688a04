"""Takes pictures with Debian's Chromium: ``shoot.py ORDER.json`` (written by ``devenv/shots.py``).

Exit status 1 if a page had a problem: an error in the browser's console, an answer of 400 or more, a failed action.
The pictures are taken all the same.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, sync_playwright

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
]
TIMEOUT_MS = 20_000
SETTLE_MS = 400
_SETTLED = """() => document.fonts.status === 'loaded'
    && !document.querySelector('.o_loading_indicator, .o_blockUI')
    && (!document.body.classList.contains('o_web_client')
        || document.querySelector('.o_action_manager')?.childElementCount > 0
        || document.querySelector('.o_home_menu'))"""


class Shooter:
    """Takes one picture after the other; ``problems`` collects what was wrong with the pages."""

    def __init__(self, browser: Browser, base: str, database: str) -> None:
        self.browser = browser
        self.base = base
        self.database = database
        self.problems: list[str] = []
        self.loading: set[Request] = set()

    def take(self, shot: dict[str, Any]) -> None:
        """Opens the page as the user, carries out the actions, writes the file."""
        name = Path(shot["file"]).name
        context = self.browser.new_context(
            viewport={"width": shot["width"], "height": shot["height"]},
            locale=shot["lang"].replace("_", "-"),
            is_mobile=shot["width"] < 500,
            has_touch=shot["width"] < 500,
        )
        context.set_default_timeout(TIMEOUT_MS)
        try:
            previous = self._sign_in(context, shot)
            page = context.new_page()
            self._watch_loading(page)
            page.on("pageerror", lambda error: self.problems.append(f"{name}: {error}"))
            page.on(
                "console", lambda m: m.type == "error" and self.problems.append(f"{name}: console: {m.text}")
            )
            page.on(
                "response", lambda r: r.status >= 400 and self.problems.append(f"{name}: {r.status} {r.url}")
            )
            self._open(page, shot)
            Path(shot["file"]).parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=shot["file"], full_page=shot.get("full", False))
            print(f"{shot['file']}  {page.url}", flush=True)
            if previous:
                self._set_language(context, previous)
        except (Error, RuntimeError) as error:
            self.problems.append(f"{name}: {str(error).splitlines()[0]}")
        finally:
            context.close()

    def _watch_loading(self, page: Page) -> None:
        """Keeps the set of unfinished requests. The worker of Odoo's bus never reports its end, so it is left out."""
        self.loading = set()
        page.on("request", lambda r: None if "websocket_worker" in r.url else self.loading.add(r))
        page.on("requestfinished", lambda r: self.loading.discard(r))
        page.on("requestfailed", lambda r: self.loading.discard(r))

    def _sign_in(self, context: BrowserContext, shot: dict[str, Any]) -> str | None:
        """Signs in and sets the user's language; returns the language to set back, if it was another."""
        context.add_cookies([{"name": "frontend_lang", "value": shot["lang"], "url": self.base}])
        if not shot["login"]:
            return None
        self._authenticate(context, shot)
        previous = self._set_language(context, shot["lang"])
        if previous == shot["lang"]:
            return None
        context.clear_cookies(name="session_id")
        self._authenticate(context, shot)
        return previous

    def _authenticate(self, context: BrowserContext, shot: dict[str, Any]) -> None:
        login = shot["login"]
        params = {"db": self.database, "login": login, "password": shot["password"] or login}
        self._rpc(context, "/web/session/authenticate", params, f"{login} cannot sign in")

    def _set_language(self, context: BrowserContext, lang: str) -> str:
        info = self._rpc(context, "/web/session/get_session_info", {}, "no session")
        found = info["user_context"].get("lang") or "en_US"
        if found != lang:
            params = {
                "model": "res.users",
                "method": "write",
                "args": [[info["uid"]], {"lang": lang}],
                "kwargs": {},
            }
            self._rpc(
                context, "/web/dataset/call_kw/res.users/write", params, f"language {lang} cannot be set"
            )
        return found

    def _rpc(self, context: BrowserContext, path: str, params: dict[str, Any], trouble: str) -> Any:
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = context.request.post(f"{self.base}{path}", data=body).json()
        if "error" in answer:
            raise RuntimeError(f"{trouble}: {answer['error'].get('data', {}).get('message')}")
        return answer["result"]

    def _open(self, page: Page, shot: dict[str, Any]) -> None:
        page.goto(self.base + shot["url"])
        self._settle(page)
        for verb, target, *text in shot["actions"]:
            try:
                self._act(page, verb, target, text)
            except Error as error:
                self.problems.append(
                    f"{Path(shot['file']).name}: {verb} {target}: {str(error).splitlines()[0]}"
                )
                return
            self._settle(page)

    def _act(self, page: Page, verb: str, target: str, text: list[str]) -> None:
        if verb == "goto":
            page.goto(self.base + target)
        elif verb == "click":
            page.click(target)
        elif verb == "fill":
            page.fill(target, text[0])
        elif verb == "upload":
            page.set_input_files(target, text[0])
        elif verb == "press":
            page.keyboard.press(target)
        elif verb == "wait":
            page.wait_for_selector(target)
        else:
            raise RuntimeError(f"unknown action {verb!r}")

    def _settle(self, page: Page) -> None:
        """Waits until the page is quiet: network, fonts, Odoo's own loading signs."""
        deadline = time.monotonic() + TIMEOUT_MS / 1000
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < SETTLE_MS / 1000:
            page.wait_for_timeout(50)
            if time.monotonic() > deadline:
                raise RuntimeError(f"still loading: {', '.join(r.url for r in self.loading) or page.url}")
            if self.loading or not page.evaluate(_SETTLED):
                quiet_since = time.monotonic()


def main(order_file: str) -> int:
    """Takes all pictures of an order; returns the exit status."""
    order = json.loads(Path(order_file).read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=order["browser"], args=SWITCHES)
        shooter = Shooter(browser, order["base"], order["database"])
        for shot in order["shots"]:
            shooter.take(shot)
        browser.close()
    for problem in shooter.problems:
        print(f"problem: {problem}", file=sys.stderr)
    return 1 if shooter.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
