"""Which network addresses are open to anybody: no way into a house, a machine or a cloud."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# `is_global` lets these pass, on some of the Pythons that we run on.
CLOSED_V4 = [
    ip_network(each)
    for each in (
        "100.64.0.0/10",  # carriers, and clouds within
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "224.0.0.0/3",  # multicast, and what is kept for later
    )
]
# All that is given out of IPv6. Loopback, mapped and compatible IPv4, NAT64, link-local, private,
# multicast: each is somewhere else.
OPEN_V6 = ip_network("2000::/3")
CLOSED_V6 = [
    ip_network(each)
    for each in (
        "2001::/23",  # Teredo, which leads to any IPv4 address, and other protocols
        "2001:db8::/32",
        "2002::/16",  # 6to4, the same
        "3fff::/20",
    )
]


def is_public(address: str) -> bool:
    """False for what is no address too, and for one with a zone: that is this machine's matter."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found.is_global and (_v4(found) if isinstance(found, IPv4Address) else _v6(found))


def _v4(found: IPv4Address) -> bool:
    return not any(found in closed for closed in CLOSED_V4)


def _v6(found: IPv6Address) -> bool:
    closed = any(found in closed for closed in CLOSED_V6)
    return found.scope_id is None and found in OPEN_V6 and not closed
