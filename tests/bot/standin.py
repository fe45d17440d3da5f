"""A supervisor over two tiny parts, run as a process by the tests of the real one.

python -m tests.bot.standin [--preparation SHELL] [--dialogue SHELL] [--web-delay SECONDS]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys

from actions.library.errors import BoussoleError
from bot.processes.log import PartLog
from bot.processes.part import Command, Part
from bot.serve import Supervisor
from bot.service_parts import Doors
from bot.settings import Settings

APPLICATION = """
import http.server, os, socket, sys, time
time.sleep(float(sys.argv[2]))
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = str(os.getpid()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
server = http.server.HTTPServer(("127.0.0.1", 0), Ready, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
print("serving", flush=True)
server.serve_forever()
"""
DIALOGUE = "echo dialogue started; exec sleep 600"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--preparation", default="true")
    parser.add_argument("--dialogue", default=DIALOGUE)
    parser.add_argument("--web-delay", default="0")
    given = parser.parse_args()

    def parts(settings: Settings, doors: Doors) -> list[Part]:
        public = doors.public.fileno()
        program = (sys.executable, "-c", APPLICATION, str(public), given.web_delay)
        web = Command(program, os.environ, (public,))
        dialogue = Command(("sh", "-c", given.dialogue), os.environ)
        logs = settings.state / "logs"
        return [
            Part("web", web, PartLog(logs / "web.log")),
            Part("dialogue", dialogue, PartLog(logs / "dialogue.log")),
        ]

    def say(line: str) -> None:
        print(line, flush=True)

    try:
        supervisor = Supervisor(
            Settings.load(), say, parts=parts, preparation=("sh", "-c", given.preparation)
        )
        asyncio.run(supervisor.run())
    except BoussoleError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
