"""A mail server that accepts everything, keeps nothing and counts: python -m bench.sink [MILLISECONDS]. Prints its port.

One loop over all connections. With MILLISECONDS, whatever comes is answered so long after it came, as by a relay far away.
XCOUNT answers how many messages were accepted.
"""

from __future__ import annotations

import select
import socket
import sys
import time
from collections import deque

_END = b"\r\n.\r\n"
_REPLIES = {
    b"EHLO": b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Conversation:
    accepted = 0  # by all of them

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.buffer = b""
        self.in_message = False

    def hear(self, octets: bytes) -> bytes:
        """What to answer. Several commands may come at once (RFC 2920)."""
        self.buffer += octets
        replies = []
        while True:
            reply = self._message() if self.in_message else self._command()
            if reply is None:
                break
            replies.append(reply)
        return b"".join(replies)

    def _message(self) -> bytes | None:
        end = self.buffer.find(_END)
        if end < 0:
            return None
        self.buffer = self.buffer[end + len(_END) :]
        self.in_message = False
        Conversation.accepted += 1
        return b"250 2.0.0 Ok: queued\r\n"

    def _command(self) -> bytes | None:
        line, end, rest = self.buffer.partition(b"\r\n")
        if not end:
            return None
        self.buffer = rest
        word = line[:6].split(b" ")[0].upper()
        if word == b"XCOUNT":
            return b"250 %d\r\n" % Conversation.accepted
        self.in_message = word == b"DATA"
        return _REPLIES.get(word, b"250 2.1.0 Ok\r\n")


def serve(server: socket.socket, delay: float) -> None:
    talking: dict[socket.socket, Conversation] = {}
    late: deque[tuple[float, socket.socket, bytes]] = deque()
    while True:
        wait = max(0.0, late[0][0] - time.monotonic()) if late else None
        ready, _writable, _failed = select.select([server, *talking], [], [], wait)
        for one in ready:
            if one is server:
                connection, _address = server.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                talking[connection] = Conversation(connection)
                late.append((time.monotonic() + delay, connection, b"220 sink\r\n"))
            elif octets := _received(one):
                if reply := talking[one].hear(octets):
                    late.append((time.monotonic() + delay, one, reply))
            else:
                talking.pop(one).connection.close()
        while late and late[0][0] <= time.monotonic():
            _due, one, reply = late.popleft()
            if one in talking:
                one.sendall(reply)


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(1 << 16)
    except ConnectionError:
        return b""


def main(milliseconds: str = "0") -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=100) as server:
        print(server.getsockname()[1], flush=True)
        serve(server, float(milliseconds) / 1000)


if __name__ == "__main__":
    main(*sys.argv[1:])
