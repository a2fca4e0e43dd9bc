"""A small SMTP server in threads that offers PIPELINING and misbehaves as it is told, address by address.

`at[(address, where)]` is what it does at "mail", "rcpt", "data", "end" or "ended" for this address, once: the words it answers,
CLOSE, STALL, or FIRST + words it says before the right ones. It notes what it took as a message, and how much came at once.
"""

import re
import socket
import threading
import time
from contextlib import contextmanager

CLOSE, STALL, FIRST = "close", "stall", "first "
USUAL = {"mail": "250 2.1.0 Ok", "rcpt": "250 2.1.5 Ok", "data": "354 go on", "end": "250 2.0.0 Ok: queued"}


class Hangup(Exception):
    pass


class Server:
    def __init__(self, offers=("PIPELINING", "8BITMIME", "SMTPUTF8"), latency=0.0, most=99, leave=1):
        self.offers, self.latency, self.most = offers, latency, most
        self.leaving = threading.Barrier(leave)  # nobody hears goodbye before so many said it
        self.at, self.received, self.octets, self.reads = {}, [], [], []
        self.now = self.peak = self.connections = 0
        self.lock = threading.Lock()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.converse, args=(connection,), daemon=True).start()

    def converse(self, connection):
        with self.lock:
            self.connections += 1
            self.now += 1
            self.peak = max(self.peak, self.now)
            too_many = self.now > self.most
        try:
            with connection:
                if too_many:
                    connection.sendall(b"421 4.7.0 too many connections\r\n")
                else:
                    Conversation(self, connection).run()
        except (OSError, Hangup):
            pass
        finally:
            with self.lock:
                self.now -= 1


class Conversation:
    def __init__(self, server, connection):
        self.server, self.connection = server, connection
        self.buffer, self.out = b"", []
        self.sender_given = self.address = self.valid = None

    def run(self):
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.sendall(b"220 here\r\n")
        while (line := self.line()) is not None:
            self.command(line)

    def line(self):
        while b"\r\n" not in self.buffer:
            if not self.read():
                return None
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line.decode()

    def read(self):
        self.flush()
        octets = self.connection.recv(1 << 16)
        self.buffer += octets
        self.server.reads.append(octets)
        return bool(octets)

    def flush(self):
        if self.out:
            time.sleep(self.server.latency)
            self.connection.sendall("".join(f"{one}\r\n" for one in self.out).encode())
            self.out = []

    def say(self, where):
        """Returns whether it said yes."""
        told = self.server.at.pop((self.address, where), USUAL[where])
        if told == STALL:
            self.flush()
            time.sleep(3)
        if told in (CLOSE, STALL):
            self.flush()
            raise Hangup
        if told.startswith(FIRST):
            self.out.append(told.removeprefix(FIRST))
            told = USUAL[where]
        self.out.append(told)
        if told.startswith("421"):
            self.flush()
            raise Hangup
        return told[0] in "23"

    def command(self, line):
        verb = line[:4].upper()
        if verb == "EHLO":
            self.out += ["250-here", *(f"250-{one}" for one in self.server.offers), "250 HELP"]
        elif verb == "MAIL":
            # Which recipient it is for is not known yet: the buffer shows it when commands came together.
            found = re.search(rb"RCPT TO:<(.*?)>", self.buffer)
            self.address = found[1].decode() if found else None
            if self.sender_given:
                self.out.append("503 5.5.1 nested MAIL")
            else:
                self.sender_given, self.valid = self.say("mail"), False
        elif verb == "RCPT":
            self.address = re.search("<(.*)>", line)[1]
            self.valid = self.say("rcpt") if self.sender_given else self.out.append("503 5.5.1 need MAIL")
        elif verb == "DATA":
            anyway = self.server.at.get((self.address, "data"), "").startswith("354")
            if not self.valid and not anyway:
                self.out.append("554 5.5.1 no valid recipients")
            elif self.say("data"):
                self.message()
        elif verb == "RSET":
            self.sender_given = self.valid = None
            self.out.append("250 2.0.0 Ok")
        elif verb == "QUIT":
            self.server.leaving.wait(10)
            self.out.append("221 bye")
            self.flush()
            raise Hangup
        else:
            self.out.append("500 what")

    def message(self):
        self.flush()
        while not (self.buffer.startswith(b".\r\n") or b"\r\n.\r\n" in self.buffer):
            if self.server.at.get((self.address, "text")) == CLOSE or not self.read():
                raise Hangup
        text, _, self.buffer = (b"\r\n" + self.buffer).partition(b"\r\n.\r\n")
        if self.valid and self.server.at.get((self.address, "end"), "2").startswith(("2", CLOSE, STALL, FIRST)):
            self.server.received.append(self.address)
            self.server.octets.append(text.removeprefix(b"\r\n").replace(b"\r\n..", b"\r\n.") + b"\r\n")
        self.out.append("554 5.5.1 no valid recipients") if not self.valid else self.say("end")
        self.sender_given = self.valid = None
        if self.server.at.pop((self.address, "ended"), "") == CLOSE:
            self.flush()
            raise Hangup


@contextmanager
def pipelining_server(**options):
    server = Server(**options)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.socket.close()
