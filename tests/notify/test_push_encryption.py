"""Byte by byte as RFC 8291 has it, and as another reader reads it."""

from base64 import urlsafe_b64decode

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.notify.push_encryption import MOST_BYTES, RECORD, encrypt, point
from tests.notify.browser import AUTH, PRIVATE


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "==")


def key(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(raw(text)), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out() -> None:
    """RFC 8291, Appendix A."""
    browser = key("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
    assert encrypt(
        b"When I grow up, I want to be a watermelon",
        point(browser),
        raw("BTBZMqHH6r4Tts7J_aSIgg"),
        key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        raw("DGv6ra1nlYgDCS1FRnbzlw"),
    ) == raw(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
        "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 1000, MOST_BYTES])
def test_another_reader_reads_it(length: int) -> None:
    text = bytes(each % 256 for each in range(length))
    once = ec.generate_private_key(ec.SECP256R1())
    sent = encrypt(text, point(PRIVATE), AUTH, once, bytes(16))
    assert len(sent) == length + 103 <= RECORD
    assert http_ece.decrypt(sent, private_key=PRIVATE, auth_secret=AUTH) == text
