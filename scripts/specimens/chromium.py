"""Print pages with headless Chromium, driven over a pipe, so that a running header can be given."""
import base64
import json
import os
import shutil
import subprocess
import tempfile

FLAGS = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
         "--disable-component-update --disable-sync --remote-debugging-pipe").split()


class Chromium:
    def __enter__(self):
        self.home = tempfile.mkdtemp()
        ours, theirs = os.pipe(), os.pipe()

        low = [os.dup(fd) for fd in (ours[0], theirs[1])]  # clear of 3 and 4
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        script = f"exec 3<&{low[0]} 4>&{low[1]}; exec \"$@\""
        self.child = subprocess.Popen(["sh", "-c", script, "sh", program, *FLAGS, f"--user-data-dir={self.home}", "about:blank"],
                                      pass_fds=low, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        for fd in (ours[0], theirs[1], *low):
            os.close(fd)
        self.out, self.inn, self.serial = os.fdopen(ours[1], "wb", 0), os.fdopen(theirs[0], "rb"), 0
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def read(self):
        data = bytearray()
        while (byte := self.inn.read(1)) not in (b"\0", b""):
            data += byte
        return json.loads(data)

    def call(self, method, session=None, **params):
        self.serial += 1
        message = {"id": self.serial, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self.out.write(json.dumps(message).encode() + b"\0")
        while (answer := self.read()).get("id") != self.serial:
            pass
        return answer["result"]

    def pdf(self, page, target, header=None):
        tab = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        self.call("Page.enable", session)
        self.call("Page.navigate", session, url=page.resolve().as_uri())
        while self.read().get("method") != "Page.loadEventFired":
            pass
        self.call("Runtime.evaluate", session, expression="document.fonts.ready", awaitPromise=True)
        made = self.call("Page.printToPDF", session, preferCSSPageSize=True, printBackground=True, displayHeaderFooter=bool(header),
                         headerTemplate=header or "", footerTemplate="<span></span>")
        target.write_bytes(base64.b64decode(made["data"]))
        self.call("Target.closeTarget", targetId=tab)
