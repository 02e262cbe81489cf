// A browser's storage as the outbox meets it.

export function makeStorage({ full = false } = {}) {
  const kept = new Map();
  return {
    get length() {
      return kept.size;
    },
    key: (place) => [...kept.keys()][place] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => kept.delete(key),
    setItem(key, text) {
      if (full) throw new DOMException("no room", "QuotaExceededError");
      kept.set(key, text);
    },
  };
}
