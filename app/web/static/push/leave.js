// Who left has nothing come here any more, nor what is under way, and nothing stays on the screen.
const registration = await navigator.serviceWorker?.getRegistration("/push/worker.js");
for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
await registration?.unregister();
