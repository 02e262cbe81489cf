"""The page of choices."""

from tests.services.test_change_settings import FORM
from tests.web.settings.conftest import Person, told


def test_what_is_chosen_is_kept_and_said(alone: Person) -> None:
    assert told(alone.client.post("/settings", data=FORM)) == "303 /settings?said=saved"
    assert alone.now().settings.zone == "Asia/Tokyo"
    page = alone.client.get("/settings?said=saved").text
    assert "Saved." in page
    assert 'data-theme="dark" data-text="115"' in page
    assert 'name="buttons" value="2" checked' in page
    assert 'value="Asia/Tokyo"' in page


def test_a_fault_stands_beside_its_field_with_what_was_typed(alone: Person) -> None:
    reply = alone.client.post("/settings", data={**FORM, "zone": '"<Mars>'})
    assert reply.status_code == 422
    assert 'value="&#34;&lt;Mars&gt;"' in reply.text
    assert 'aria-describedby="zone-fault" aria-invalid="true"' in reply.text
    assert 'id="zone-fault">This is no time zone.' in reply.text
    assert 'name="theme" value="dark" checked' in reply.text
    assert "1 field wants another look" in reply.text
    assert alone.now().settings.zone == "Europe/Paris"


def test_an_unticked_box_stays_unticked_beside_a_fault(alone: Person) -> None:
    form = {**FORM, "cap_per_day": "0"}
    del form["typed_answers"]
    assert (
        'id="typed_answers" name="typed_answers">' in alone.client.post("/settings", data=form).text
    )


def test_who_learns_alone_has_no_devices_and_no_password(alone: Person) -> None:
    page = alone.client.get("/settings").text
    assert "/settings/devices" not in page
    assert "Sign out" not in page
    for path in ("devices", "password"):
        assert alone.client.get(f"/settings/{path}").status_code == 404
        assert alone.client.post(f"/settings/{path}").status_code == 404


def test_an_account_has_them(ada: Person) -> None:
    page = ada.client.get("/settings").text
    assert "/settings/devices" in page
    assert "Signed in as ada@example.org." in page


PAGES = ("", "/schedule", "/devices", "/programs", "/password", "/record", "/delete")
READ = (*PAGES, "/schedule/progress", "/record/drillbook.zip")
WRITTEN = (*PAGES, "/schedule/again", "/programs/revoke")


def test_nobody_else_sees_any_of_it(ada: Person) -> None:
    stranger = ada.app.test_client()
    for path in READ:
        reply = stranger.get(f"/settings{path}", headers={"Host": "drill.example.org"})
        assert told(reply) == f"303 /sign-in?next=/settings{path}"
        with ada.client.get(f"/settings{path}") as own:
            assert own.headers["Cache-Control"] == "no-store"


def test_no_other_site_changes_any_of_it(ada: Person) -> None:
    before = ada.now()
    for path in WRITTEN:
        headers = {"Sec-Fetch-Site": "cross-site"}
        assert ada.client.post(f"/settings{path}", data=FORM, headers=headers).status_code == 403
    assert ada.now() == before
