"""A headless Chromium that renders text and touches no network: over a pipe, no name resolves."""

import json
import os
import shutil
import subprocess
import tempfile

# What is painted, and only that: walked by us, the page's own scripts do not run.
PAINTED = r"""
(() => {
  const out = [];
  const channels = (c) => (c.match(/[\d.]+/g) || []).map(Number);
  const alpha = (c) => { const n = channels(c); return n.length > 3 ? n[3] : 1; };
  const clips = (style) => style.overflowX !== 'visible' || style.overflowY !== 'visible';
  function background(element) {
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.backgroundImage !== 'none' || e.hasAttribute('background')) return null;
      if (alpha(style.backgroundColor) >= 1) return channels(style.backgroundColor);
      if (alpha(style.backgroundColor) > 0) return null;
    }
    return [255, 255, 255];
  }
  function visible(element, rect) {
    let opacity = 1;
    for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
      const style = getComputedStyle(e);
      opacity *= Number(style.opacity);
      if (opacity <= 0.05) return false;
      if (e !== document.body && clips(style) && style.display !== 'inline') {
        const box = e.getBoundingClientRect();
        const width = Math.min(rect.right, box.right) - Math.max(rect.left, box.left);
        const height = Math.min(rect.bottom, box.bottom) - Math.max(rect.top, box.top);
        if (width < 2 || height < 2) return false;
        if (style.overflowY === 'hidden' && e.clientHeight < 2) return false;
      }
      if (style.clip.startsWith('rect(0px, 0px, 0px, 0px')) return false;
    }
    return true;
  }
  function seen(node) {
    const element = node.parentElement, style = getComputedStyle(element);
    if (style.visibility !== 'visible' || parseFloat(style.fontSize) < 3) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((r) => r.width > 0 && r.height > 0 && r.right > 0 && r.bottom + scrollY > 0);
    if (!rects.some((r) => visible(element, r))) return false;
    const ink = style.webkitTextFillColor || style.color;
    if (alpha(ink) <= 0.05) return false;
    const under = background(element), over = channels(ink);
    if (under && alpha(ink) === 1 && style.textShadow === 'none' && over.slice(0, 3).every((v, i) => Math.abs(v - under[i]) <= 16)) return false;
    return true;
  }
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.nodeValue.trim() && seen(node)) out.push(node.nodeValue);
  return out;
})()
"""


def find():
    return shutil.which("chromium")


class Chromium:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="mekiki-chromium-")
        read_theirs, self.write = os.pipe()
        self.read, write_theirs = os.pipe()
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--disable-background-networking",
                   "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-extensions", "--disable-default-apps",
                   "--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server", "--window-size=800,600",
                   f"--user-data-dir={self.folder.name}", "about:blank"]

        def descriptors():
            # 3 and 4 are what it reads and writes; away from them first, they may be taken.
            a, b = os.dup(read_theirs), os.dup(write_theirs)
            a, b = (os.dup(a), os.dup(b)) if min(a, b) < 5 else (a, b)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen([find(), *options], preexec_fn=descriptors, close_fds=False,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read_theirs)
        os.close(write_theirs)
        self.buffer, self.next = b"", 0
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")
        # Nothing is fetched, not even from a file; mail programs run no scripts.
        self.ask("Network.enable")
        self.ask("Network.setBlockedURLs", urls=["http://*", "https://*", "ftp://*", "file://*", "ws://*", "wss://*"])
        self.ask("Emulation.setScriptExecutionDisabled", value=True)

    def ask(self, method, **params):
        self.next += 1
        message = {"id": self.next, "method": method, "params": params}
        if hasattr(self, "session"):
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.write, data) :]
        while True:
            while b"\0" not in self.buffer:
                piece = os.read(self.read, 1 << 16)
                if not piece:
                    raise OSError("chromium has ended")
                self.buffer += piece
            line, _, self.buffer = self.buffer.partition(b"\0")
            answer = json.loads(line)
            if answer.get("id") == self.next:
                if "error" in answer:
                    raise OSError(f"chromium: {method}: {answer['error']}")
                return answer["result"]

    def painted(self, html):
        """The text nodes that are painted, in their order."""
        # Set from outside, so that nothing of the page's address matters.
        frame = self.ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.ask("Page.setDocumentContent", frameId=frame, html=html)
        result = self.ask("Runtime.evaluate", expression=PAINTED, returnByValue=True)
        if "value" not in result["result"]:
            raise OSError(f"chromium: {result}")
        return result["result"]["value"]

    def close(self):
        self.process.terminate()
        self.process.wait(20)
        os.close(self.write)
        os.close(self.read)
        self.folder.cleanup()
