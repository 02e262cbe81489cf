"""One at a time, and no waiting for what hangs."""

from threading import Event, Thread

from app.jobs.gate import Gate


def test_one_is_under_way_at_a_time() -> None:
    gate, inside, most = Gate(patience_seconds=600), [], []

    def go() -> None:
        for _ in range(50):
            with gate.passing():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    going = [Thread(target=go) for _ in range(4)]
    for each in going:
        each.start()
    for each in going:
        each.join()
    assert set(most) == {1}


def test_what_hangs_is_left_to_itself() -> None:
    gate, hung, over = Gate(patience_seconds=0.001), Event(), Event()

    def hang() -> None:
        with gate.passing():
            hung.set()
            over.wait(60)

    hanging = Thread(target=hang)
    hanging.start()
    assert hung.wait(60)
    for _ in range(3):
        with gate.passing():
            assert hanging.is_alive()
    over.set()
    hanging.join()
    with gate.passing():
        assert not hanging.is_alive()
