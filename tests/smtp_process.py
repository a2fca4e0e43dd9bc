"""A mail server in a process of its own, which keeps what it accepts: smtp_process.py FOLDER

Each accepted recipient is noted in FOLDER/received, and the message put beside it, before the sender is answered.
"""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP

ANSWER_AFTER_SECONDS = 0.002  # long enough for a kill to land between the end of a message and its answer


class Recorder:
    def __init__(self, folder):
        self.folder, self.number = folder, itertools.count(1)
        self.file = os.open(folder / "received", os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        path = self.folder / f"{next(self.number):05d}.eml"
        path.with_suffix(".part").write_bytes(envelope.original_content)
        path.with_suffix(".part").rename(path)
        os.write(self.file, f"{envelope.rcpt_tos[0]}\n".encode())
        await asyncio.sleep(ANSWER_AFTER_SECONDS)
        return "250 2.0.0 Ok: queued"


async def main(folder):
    loop, recorder = asyncio.get_running_loop(), Recorder(folder)
    server = await loop.create_server(lambda: SMTP(recorder, hostname="localhost"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - the test reads it
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
