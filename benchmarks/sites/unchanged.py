"""Feeds on loopback that have not changed: 304 to each conditional request, on 200 addresses of 127/8.

python benchmarks/sites/unchanged.py [--close]      until it is killed; prints its port
"""

import argparse
import asyncio
from contextlib import AbstractContextManager

from benchmarks.sites import process

ADDRESSES = 200


def serving(*more: str) -> AbstractContextManager[int]:
    """The server as a process; gives its port."""
    return process.serving(__file__, *more)


class Answers(asyncio.Protocol):
    """304 to each request, as soon as its head is there."""

    def __init__(self, close: bool) -> None:
        self.close, self.got = close, b""
        end = "Connection: close\r\n" if close else ""
        self.answer = (
            "HTTP/1.1 304 Not Modified\r\nServer: bench\r\nDate: Mon, 02 Mar 2026 10:00:00 GMT\r\n"
            f'ETag: "one"\r\nCache-Control: max-age=60\r\n{end}\r\n'
        ).encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.got += data
        while b"\r\n\r\n" in self.got:
            head, _, self.got = self.got.partition(b"\r\n\r\n")
            if b"if-none-match" not in head.lower():
                raise AssertionError("not a conditional request")
            self.transport.write(self.answer)
            if self.close:
                self.transport.close()


async def serve(close: bool) -> None:
    """Until it is killed."""
    server = await asyncio.get_running_loop().create_server(lambda: Answers(close), "0.0.0.0", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def url(port: int, number: int) -> str:
    return f"http://127.0.1.{number % ADDRESSES + 1}:{port}/feed/{number}.xml"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--close", action="store_true", help="close the connection after each answer")
    asyncio.run(serve(parser.parse_args().close))


if __name__ == "__main__":
    main()
