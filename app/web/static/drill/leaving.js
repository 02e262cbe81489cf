// The way to the summary, which is the server's: it must have everything first.

export function makeLeaving(query, keeping) {
  let way = null;

  async function leave(more = []) {
    way = [...query, ...more];
    if (await keeping.flush()) go();
  }

  // Once: what was settled meanwhile has led there already, and a second time would break that off.
  function go() {
    if (!way) return;
    const told = [...way, ...(keeping.elsewhere() ? [["second", keeping.elsewhere()]] : [])];
    way = null;
    location.assign(told.length ? `/drill/end?${new URLSearchParams(told)}` : "/drill/end");
  }

  return { leave, go, isUnderWay: () => way !== null };
}
