"""A mail server in a process of its own that notes what it accepts, and misbehaves where it is told to: mail_server.py FOLDER

FOLDER/received gets the recipient and Message-ID of each message accepted, before the sender is answered. FOLDER/moods.json maps
a recipient to what goes wrong, one of MOODS: when it is first written to, and each time where it is refused for good; FOLDER/faults
tells what did. Prints its port.

A blocking socket and a thread for each connection, since what is looked at is the sender. It offers PIPELINING (RFC 2920).
"""

import json
import os
import re
import socket
import sys
import threading
import time
from pathlib import Path

# What goes wrong, and where.
AT_RECIPIENT = {
    "busy": "450 4.2.1 Mailbox busy",
    "unknown": "550 5.1.1 No such user",
    "closing": "421 4.3.2 Shutting down",
    "silent": "",  # says nothing more
}
IN_MESSAGE = {"hangs up": ""}
AT_END = {
    "local error": "451 4.3.0 Try again later",
    "rejected": "550 5.7.1 Rejected by policy",
    "closing after": "421 4.3.2 Shutting down",
    "silent after": "",
    "accepts and is silent": "",
    "accepts and hangs up": "",
    "accepts and dies": "",
}
MOODS = AT_RECIPIENT | IN_MESSAGE | AT_END
REFUSE = {"unknown", "rejected"}
# After all others the connection is gone, and with it the answers to messages that had ended.
GOES_ON = {"busy", "unknown", "local error", "rejected"}
DOWN_SECONDS = 0.2  # between two lives
ANSWERS_AFTER_SECONDS = 0.0005  # long enough for a kill to land between the end of a message and its answer

_OFFERS = b"250-moody\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
_MESSAGE_ID = re.compile(rb"message-id:\s*(\S+)", re.IGNORECASE)


class HangsUp(Exception):
    pass


class Notes:
    """What survives the death of the process: one line, one write."""

    def __init__(self, folder):
        self.lock = threading.Lock()
        moods = folder / "moods.json"
        self.moods = json.loads(moods.read_text()) if moods.exists() else {}
        for line in (folder / "faults").read_text().splitlines():
            self._goes_wrong(*line.split(" ", 1))
        flags = os.O_APPEND | os.O_WRONLY
        self._received, self._faults = os.open(folder / "received", flags), os.open(folder / "faults", flags)

    def received(self, recipient, message_id):
        os.write(self._received, f"{recipient} {message_id}\n".encode())

    def _goes_wrong(self, recipient, mood):
        if mood not in REFUSE:  # the sender may not have heard it, and asks again
            self.moods.pop(recipient, None)

    def mood(self, recipient, place):
        """What goes wrong here: once, or each time."""
        with self.lock:
            mood = self.moods.get(recipient)
            if mood not in place:
                return None
            self._goes_wrong(recipient, mood)
            os.write(self._faults, f"{recipient} {mood}\n".encode())
            return mood


class Conversation:
    def __init__(self, connection, notes):
        self.connection, self.notes = connection, notes
        self.lines = connection.makefile("rb", 1 << 16)
        self.recipient = ""

    def run(self):
        self._say("220 moody")
        try:
            while line := self.lines.readline():
                self._command(line)
        except (HangsUp, OSError):
            pass
        finally:
            self.connection.close()

    def _say(self, words):
        self.connection.sendall(f"{words}\r\n".encode())
        if words.startswith("421"):
            raise HangsUp

    def _command(self, line):
        word = line[:4].upper()
        if word == b"EHLO":
            self.connection.sendall(_OFFERS)
        elif word == b"RCPT":
            self._recipient(line)
        elif word == b"DATA":
            self._message()
        elif word == b"QUIT":
            self._say("221 bye")
            raise HangsUp
        else:
            self._say("250 2.1.0 Ok")

    def _recipient(self, line):
        address = line.decode().partition("<")[2].partition(">")[0]
        mood = self.notes.mood(address, AT_RECIPIENT)
        self.recipient = "" if mood else address
        self._go_wrong(mood) if mood else self._say("250 2.1.5 Ok")

    def _message(self):
        if not self.recipient:
            self._say("503 5.5.1 No recipient")
            return
        self._say("354 go on")
        recipient, self.recipient = self.recipient, ""
        message_id = self._read(self.notes.mood(recipient, IN_MESSAGE))
        mood = self.notes.mood(recipient, AT_END)
        if not mood or mood.startswith("accepts"):
            self.notes.received(recipient, message_id)
        if mood:
            self._go_wrong(mood)
            return
        time.sleep(ANSWERS_AFTER_SECONDS)
        self._say("250 2.0.0 Ok: queued")

    def _read(self, mood):
        """To its end; a sender that is gone before has not ended it. Returns the Message-ID."""
        message_id = ""
        for line in self.lines:
            if line == b".\r\n":
                return message_id
            if found := _MESSAGE_ID.match(line):
                message_id = found[1].decode()
                if mood:
                    break
        raise HangsUp

    def _go_wrong(self, mood):
        if words := MOODS[mood]:
            self._say(words)
            return
        if mood == "accepts and dies":
            os._exit(0)
        if "silent" in mood:
            while self.connection.recv(1 << 16):  # until the sender has had enough
                pass
        raise HangsUp


def live(listener, notes):
    while True:
        connection, _address = listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=Conversation(connection, notes).run, daemon=True).start()


def main(folder):
    """Lives again after each death, at the same port."""
    port = 0
    while True:
        with socket.create_server(("127.0.0.1", port), backlog=50) as listener:
            if not port:
                port = listener.getsockname()[1]
                print(port, flush=True)  # noqa: T201 - the test reads it
            child = os.fork()
            if not child:
                live(listener, Notes(folder))
        os.waitpid(child, 0)
        time.sleep(DOWN_SECONDS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
