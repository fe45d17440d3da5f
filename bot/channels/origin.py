"""Where a request comes from: enough to count floods, not enough to find anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import Request

from bot.keys import Keys

PURPOSE = "origin"
HOME_BITS = 64  # one line of the new kind has this many addresses for itself

Address = IPv4Address | IPv6Address


class Origins:
    """Name the places requests come from by keyed hashes that change every day."""

    def __init__(self, keys: Keys, trusted: Sequence[str]) -> None:
        """Take the keys, and the proxies whose word is believed: by default none."""
        self._keys = keys
        self._trusted = [ip_network(network) for network in trusted]

    def of(self, request: Request) -> str | None:
        """Return the name of the place; None where it says nothing, as behind a local proxy."""
        peer = _address(request.client.host if request.client else "")
        if peer is not None and self._is_trusted(peer):
            peer = self._announced(request.headers.getlist("x-forwarded-for"))
        if peer is None or peer.is_loopback:
            return None
        return self._keys.tag(PURPOSE, _line(peer), date.today().isoformat())

    def secure(self, request: Request) -> bool:
        """Tell whether the browser came over HTTPS, by itself or to a proxy of ours."""
        peer = _address(request.client.host if request.client else "")
        if peer is not None and (peer.is_loopback or self._is_trusted(peer)):
            announced = request.headers.get("x-forwarded-proto", "")
            if announced:
                return announced.strip().lower() == "https"
        return request.url.scheme == "https"

    def _announced(self, headers: Sequence[str]) -> Address | None:
        """Return the last address that a proxy of ours did not add itself."""
        for text in reversed(",".join(headers).split(",")):
            address = _address(text.strip())
            if address is None or not self._is_trusted(address):
                return address
        return None

    def _is_trusted(self, address: Address) -> bool:
        return any(
            address in network for network in self._trusted if network.version == address.version
        )


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _line(address: Address) -> str:
    """Return what one subscriber's addresses have in common."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, HOME_BITS), strict=False))
