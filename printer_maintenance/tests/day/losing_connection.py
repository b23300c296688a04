"""Chromium's network is taken away, and given back, when a tour says so."""

from odoo.tests.common import ChromeBrowser

WORDS = {"printer: offline": True, "printer: online": False}


class LosingConnection:
    """For tours of pages that work on without a connection."""

    def _listen(self):
        """Take Chromium's network away, or give it back, when the tour says so."""
        hear = ChromeBrowser._handle_console

        def listen(browser, type, args=None, stackTrace=None, **kw):
            told = " ".join(str(browser._from_remoteobject(arg)) for arg in args or ())
            if "ConnectionLostError" in told and "/printer." not in told:
                # Odoo's own conversations ask in the background and say that the network is gone; ours must not
                return None
            for arg in args or ():
                if arg.get("value") in WORDS:
                    browser._websocket_send("Network.enable")
                    browser._websocket_send(
                        "Network.emulateNetworkConditions",
                        params={
                            "offline": WORDS[arg["value"]],
                            "latency": 0,
                            "downloadThroughput": -1,
                            "uploadThroughput": -1,
                        },
                    )
            return hear(browser, type, args, stackTrace, **kw)

        self.patch(ChromeBrowser, "_handle_console", listen)
