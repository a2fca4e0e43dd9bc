"""A real web server on loopback, in a thread, that answers as the test says and keeps what it was sent."""

import http.server
import ipaddress
import socket
import ssl
import threading
from contextlib import contextmanager

LOOPBACK = [ipaddress.ip_network("127.0.0.0/8")]


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer, self.received = answer, []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/in"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        self.server.answer(self)

    def log_message(self, *args):
        pass


def says(status, body=b"ok", **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def serving(answer, certificate=None):
    with Server(answer) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def hangs_up(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)
