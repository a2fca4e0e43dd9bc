"""A mail server that accepts everything, keeps nothing and counts: python -m bench.sink. Prints its port.

As fast as Python allows (a blocking socket and a thread per connection), so that what is measured is the sender. XCOUNT
answers how many messages were accepted.
"""

from __future__ import annotations

import socket
import threading

_END = b"\r\n.\r\n"
_REPLIES = {
    b"EHLO": b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Count:
    def __init__(self) -> None:
        self.value = 0
        self.lock = threading.Lock()

    def up(self) -> None:
        with self.lock:
            self.value += 1


class Conversation:
    def __init__(self, count: Count) -> None:
        self.count = count
        self.buffer = b""
        self.in_message = False
        self.over = False

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
        self.count.up()
        return b"250 2.0.0 Ok: queued\r\n"

    def _command(self) -> bytes | None:
        line, end, rest = self.buffer.partition(b"\r\n")
        if not end:
            return None
        self.buffer = rest
        word = line[:6].split(b" ")[0].upper()
        if word == b"XCOUNT":
            return b"250 %d\r\n" % self.count.value
        self.in_message = word == b"DATA"
        self.over = word == b"QUIT"
        return _REPLIES.get(word, b"250 2.1.0 Ok\r\n")


def converse(connection: socket.socket, count: Count) -> None:
    with connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(b"220 sink\r\n")
        conversation = Conversation(count)
        while not conversation.over and (octets := connection.recv(1 << 16)):
            if reply := conversation.hear(octets):
                connection.sendall(reply)


def main() -> None:
    count = Count()
    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)
        while True:
            connection, _address = server.accept()
            threading.Thread(target=converse, args=(connection, count), daemon=True).start()


if __name__ == "__main__":
    main()
