// Answers that the server has not acknowledged yet, kept in the browser under its learner's name.
//
// Each answer has a place of its own, so two tabs never write over each other, and its id sorts by
// time. Where the browser keeps nothing (storage refused or full), the page itself has to.

// A browser that refuses its storage does so at the mere name of it.
export function storageOf(browser) {
  try {
    return browser.localStorage;
  } catch {
    return null;
  }
}

const PREFIX = "drillbook:answer:";
const SENT_AT = "drillbook:sent:";

export function makeOutbox(learner, storage, now = () => Date.now()) {
  const prefix = `${PREFIX}${learner}:`;
  const unkept = new Map();

  return {
    // False where only this page holds the answer, so that it can be said.
    put(event) {
      try {
        storage.setItem(prefix + event.id, JSON.stringify(event));
        return true;
      } catch {
        unkept.set(event.id, event);
        return false;
      }
    },

    remove(id) {
      unkept.delete(id);
      try {
        storage.removeItem(prefix + id);
        storage.setItem(SENT_AT + learner, now());
      } catch {
        // a storage that cannot be written has not kept it either
      }
    },

    // In the order in which they were given.
    all() {
      const events = [...unkept.values(), ...kept(storage, prefix)];
      return events.sort((one, other) => (one.id < other.id ? -1 : 1));
    },

    // False while some answer is nowhere but on this page.
    get isKept() {
      return !unkept.size;
    },

    get size() {
      return this.all().length;
    },

    // What was sent since then, from any page, the server may have had too late for a list that was
    // asked for then.
    wasEmptyAt(instant) {
      return !this.size && sentAt(storage, SENT_AT + learner) < instant;
    },
  };
}

function kept(storage, prefix) {
  try {
    const keys = Array.from({ length: storage.length }, (_, place) => storage.key(place));
    return keys.filter((key) => key?.startsWith(prefix)).flatMap((key) => read(storage, key));
  } catch {
    return [];
  }
}

function sentAt(storage, key) {
  try {
    return Number(storage.getItem(key));
  } catch {
    return 0;
  }
}

// Another tab may have sent it and taken it away since its key was listed.
function read(storage, key) {
  try {
    const event = JSON.parse(storage.getItem(key));
    return event?.id ? [event] : [];
  } catch {
    return [];
  }
}
