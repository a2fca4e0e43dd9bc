"""A mail server in a process of its own. Notes each accepted recipient in a file before it answers: smtp_process.py FILE"""

import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP

ANSWER_AFTER_SECONDS = 0.002  # long enough for a kill to land between the end of a message and its answer


class Recorder:
    def __init__(self, path):
        self.file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        os.write(self.file, f"{envelope.rcpt_tos[0]}\n".encode())
        await asyncio.sleep(ANSWER_AFTER_SECONDS)
        return "250 2.0.0 Ok: queued"


async def main(path):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Recorder(path), hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - the test reads it
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
