"""Posts a reminder, and turns what may go wrong on the way into what is done next."""

from collections.abc import Callable, Mapping

from app.notify.channel import Later, Never, Outcome
from app.notify.destination import Refused
from app.notify.exchange import Reply
from app.notify.outbound import Outbound, Unreached


def deliver(
    outbound: Outbound,
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    judge: Callable[[Reply], Outcome],
    astray: Callable[[Refused], Outcome] = lambda refused: Never(str(refused)),
) -> Outcome:
    """`astray` is for a name that leads where nothing is sent."""
    try:
        reply = outbound.post(url, body, headers)
    except Refused as refused:
        return astray(refused)
    except Unreached as away:
        return Later(str(away))
    return judge(reply)
