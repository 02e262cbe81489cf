// Shows a reminder and opens what it leads to. It keeps nothing and stands before no page.
self.addEventListener("push", (event) => {
  const { title, body, tag, card_url: address } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: address }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

// A tab that has the card already may have the answer half given.
async function open(address) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((each) => each.url.split("?")[0] === address);
  return there ? there.focus() : self.clients.openWindow(address);
}
