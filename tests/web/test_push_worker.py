"""The worker's script: found where browsers look for a newer one, and open to all."""

from flask.testing import FlaskClient


def test_its_address_stays_and_it_is_asked_for_again(client: FlaskClient) -> None:
    with client.get("/push/worker.js") as reply:
        assert reply.status_code == 200
        assert reply.mimetype == "text/javascript"
        assert reply.headers["Cache-Control"] == "no-cache"
        assert reply.headers["ETag"]


def test_it_stands_before_no_page_and_takes_no_request(client: FlaskClient) -> None:
    with client.get("/push/worker.js") as reply:
        assert "Service-Worker-Allowed" not in reply.headers
        assert "fetch" not in reply.text
    assert client.get("/push/").status_code == 404
