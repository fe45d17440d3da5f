"""The sockets of the parts, opened before anything is started."""

from __future__ import annotations

import errno
import socket

from bot.errors import ServiceError

BACKLOG = 512
LOOPBACK = "127.0.0.1"


def reserve(host: str, port: int) -> socket.socket:
    """Bind the public address without listening yet; ServiceError when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError:
        raise ServiceError("bad_host", host=host) from None
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise _refused(error, host, port) from None
    return bound


def listen(bound: socket.socket, host: str, port: int) -> None:
    """Begin to take connections: they wait until a part accepts them, also over its restarts."""
    try:
        bound.listen(BACKLOG)
    except OSError as error:
        raise _refused(error, host, port) from None


def loopback() -> socket.socket:
    """Return a socket listening on a free port of loopback."""
    return socket.create_server((LOOPBACK, 0), backlog=BACKLOG)


def free_port() -> int:
    """Return a port of loopback that is free now."""
    with socket.create_server((LOOPBACK, 0)) as probe:
        return port_of(probe)


def port_of(sock: socket.socket) -> int:
    """Return the port of a bound socket."""
    return int(sock.getsockname()[1])


def _refused(error: OSError, host: str, port: int) -> ServiceError:
    if error.errno in {errno.EACCES, errno.EPERM}:
        return ServiceError("port_denied", port=port)
    if error.errno == errno.EADDRINUSE:
        return ServiceError("port_busy", host=host, port=port)
    return ServiceError("bad_host", host=host)
