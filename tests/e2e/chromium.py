"""A headless Chromium that a test drives over two pipes: what a page asks for, says and shows.

    with Chromium(folder) as browser:
        page = browser.open("file:///…", width=400, dark=True)
        page.requests, page.messages; page.run("document.title"); page.picture(); page.pdf()
"""

import base64
import json
import os
import subprocess

COMMANDS = ["/usr/lib/chromium/chromium", "/usr/bin/chromium"]


def command():
    """Where Chromium is; None."""
    return next((c for c in COMMANDS if os.access(c, os.X_OK)), None)


class Chromium:
    def __init__(self, folder):
        self.folder = folder
        self.number = 0
        self.events = []
        self.rest = b""

    def __enter__(self):
        to_it, self.write_end = os.pipe()
        self.read_end, from_it = os.pipe()

        def ends():  # the protocol's descriptors are 3 and 4
            copies = os.dup(to_it), os.dup(from_it)
            os.dup2(copies[0], 3)
            os.dup2(copies[1], 4)

        self.process = subprocess.Popen(
            [command(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
             # Whatever a page asks for goes nowhere, and is seen all the same.
             "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe", f"--user-data-dir={self.folder}/browser"],
            preexec_fn=ends, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(self.folder)})
        os.close(to_it)
        os.close(from_it)
        return self

    def __exit__(self, *_):
        try:
            self.ask("Browser.close")
            self.process.wait(10)
        except Exception:  # it may be gone already
            self.process.kill()
            self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)

    def _next(self):
        while b"\0" not in self.rest:
            more = os.read(self.read_end, 1 << 20)
            if not more:
                raise RuntimeError("Chromium ended")
            self.rest += more
        line, _, self.rest = self.rest.partition(b"\0")
        return json.loads(line)

    def ask(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.write_end, json.dumps(message).encode() + b"\0") if len(json.dumps(message)) < 60000 else self._write_all(message)
        while True:
            got = self._next()
            if got.get("id") == self.number:
                if "error" in got:
                    raise RuntimeError(f"{method}: {got['error']}")
                return got["result"]
            self.events.append(got)

    def _write_all(self, message):
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.write_end, data):]

    def wait_for(self, method, session):
        while True:
            for event in self.events:
                if event.get("method") == method and event.get("sessionId") == session:
                    return event["params"]
            self.events.append(self._next())

    def open(self, url, **how):
        return Page(self, url, **how)


class Page:
    """One page in a tab of its own, looked at from its first request on."""

    def __init__(self, browser, url, width=1280, height=900, dark=False, media=""):
        self.browser = browser
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.target = target
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")
        self.look(width, height, dark, media)
        browser.events.clear()
        self.ask("Page.navigate", url=url)
        browser.wait_for("Page.loadEventFired", self.session)

    def ask(self, method, **params):
        return self.browser.ask(method, self.session, **params)

    def look(self, width, height=900, dark=False, media=""):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.ask("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def _of(self, *methods):
        self.run("1")  # what was under way has come
        return [e for e in self.browser.events if e.get("sessionId") == self.session and e.get("method") in methods]

    @property
    def requests(self):
        """Addresses that were asked for, but the page's own and pictures that stand in it."""
        urls = [e["params"]["request"]["url"] for e in self._of("Network.requestWillBeSent")]
        return [u for u in urls[1:] if not u.startswith("data:")]

    @property
    def messages(self):
        """What the console got: errors, and what a policy refused."""
        return [e["params"] for e in self._of("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")]

    @property
    def scripts(self):
        return self.run("document.scripts.length")

    def run(self, expression):
        """Its value, of a promise what it gives; by the debugger, whatever the page allows."""
        done = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in done:
            raise RuntimeError(str(done["exceptionDetails"])[:500])
        return done["result"].get("value")

    def picture(self, whole=True):
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"])

    def pdf(self):
        return base64.b64decode(self.ask("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])

    def close(self):
        self.browser.ask("Target.closeTarget", targetId=self.target)
