// Subscribes this browser to reminders, where it can be; the form then goes as any other.
const WORKER = "/push/worker.js";
const UNAVAILABLE = "This browser's push service could not be reached";
const offer = document.getElementById("push-offer");
const form = document.getElementById("push");
const told = document.getElementById("push-told");

function tell(words) {
  told.textContent = words;
  told.hidden = !words;
}

function missing() {
  if (!window.isSecureContext) return "Browsers take reminders over https only.";
  const all = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!all) return "This browser cannot show reminders.";
  if (Notification.permission === "denied") {
    return "This browser lets Drillbook show no notifications. Allow them in its settings for this site, then load this page again.";
  }
  return "";
}

// The page is not the worker's own, so that `serviceWorker.ready` would never come.
async function working() {
  const registration = await navigator.serviceWorker.register(WORKER);
  const coming = registration.installing ?? registration.waiting;
  if (!registration.active) await begun(coming);
  return registration;
}

function begun(worker) {
  return new Promise((resolve, reject) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      if (worker.state === "redundant") reject(new Error("its worker did not start"));
    });
  });
}

function bytes(key) {
  const plain = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
}

// Always a new one: what is there may be another learner's, or for another key.
async function subscribed() {
  const { pushManager } = await working();
  await (await pushManager.getSubscription())?.unsubscribe();
  const key = bytes(form.dataset.key);
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function send(event) {
  if (form.elements.where.value) return;
  event.preventDefault();
  const button = event.submitter;
  button.disabled = true;
  await Notification.requestPermission();
  tell(missing());
  if (Notification.permission === "granted") await fill(button);
  button.disabled = false;
}

async function fill(button) {
  try {
    const { endpoint, keys } = (await subscribed()).toJSON();
    form.elements.where.value = endpoint;
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
  } catch (error) {
    return tell(`${UNAVAILABLE}: ${error.message}`);
  }
  button.disabled = false;
  form.requestSubmit(button);
}

// What nobody knows who is signed in here was another learner's, or was removed: it ends.
async function gets() {
  const registration = await navigator.serviceWorker.getRegistration(WORKER);
  const there = await registration?.pushManager.getSubscription();
  const known = new Map(Object.entries(JSON.parse(form.dataset.there)));
  if (there && !known.has(there.endpoint)) await there.unsubscribe();
  return Boolean(there && known.get(there.endpoint));
}

async function begin() {
  const words = missing() || ((await gets()) ? "This browser gets reminders." : "");
  tell(words);
  offer.hidden = Boolean(words);
  form.addEventListener("submit", send);
}

begin();
