// Offers the zone that the browser is in, where the setting says another.
const field = document.getElementById("zone");

function canonical(zone) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return zone;
  }
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (here && canonical(field.value) !== canonical(here)) {
  const offer = document.createElement("button");
  offer.type = "button";
  offer.className = "link";
  offer.textContent = `Use ${here}`;
  offer.addEventListener("click", () => {
    field.value = here;
    field.form.requestSubmit();
  });
  field.parentElement.append(offer);
}
