// Sends the zone of the browser along, so that the study day begins where the learner is.
document.querySelector("[data-zone]").value = Intl.DateTimeFormat().resolvedOptions().timeZone;
