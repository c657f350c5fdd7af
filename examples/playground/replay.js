// Stands between the widgets and the network: they ask as always, and get what was recorded, or what goes wrong.
// Each state has a gateway of its own, `…/states/<name>/`, which is no more than an address.
import recorded from './answers.json' with { type: 'json' };

const never = (signal) =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));

const json = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

/** What may happen to a request in place of an answer. */
const TROUBLES = {
  silent: (signal) => never(signal),
  dead: () => Promise.reject(new TypeError('Failed to fetch')),
  garbage: () => Promise.resolve(new Response('<h1>Selamat datang di WiFi</h1>', { status: 200 })),
  forbidden: () => json({ errors: [{ message: 'Situs ini tidak terdaftar.' }] }, 403),
};

/** The operation and variables of a request of the widgets. */
async function asked(address, { body }) {
  const query = address.searchParams;
  return body
    ? JSON.parse(body)
    : { operationName: query.get('operationName'), variables: JSON.parse(query.get('variables')) };
}

/** Answers in place of the network, for the states that are given. */
export function replay(states) {
  const byName = new Map(states.map((state) => [state.name, state]));
  const network = globalThis.fetch;
  globalThis.fetch = async (request, options = {}) => {
    const address = new URL(request, location.href);
    const [, name, file] = /\/states\/([\w-]+)\/(.*)$/.exec(address.pathname) ?? [];
    const state = byName.get(name);
    if (!state) return network(request, options);
    if (file !== 'graphql') return json({ latest: '0.3.0', versions: {} });
    const { operationName, variables } = await asked(address, options);
    const choice = state.answers?.[operationName];
    if (choice in TROUBLES || choice === undefined) return TROUBLES[choice ?? 'dead'](options.signal);
    const { answer } = structuredClone(recorded[choice]);
    // Each state is about a service of its own, so that none shows what another has sent.
    if (answer.data?.service) answer.data.service.id = variables.service;
    return json(answer);
  };
}

/** A store apart from the one that real pages of this address have, and empty. */
export async function standApart() {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, version) {
    return open.call(this, `playground-${name}`, version);
  };
  for (const key of Object.keys(sessionStorage)) if (key.includes('service_contoh')) sessionStorage.removeItem(key);
  await new Promise((resolve) => {
    const wiped = indexedDB.deleteDatabase('playground-kinerja');
    wiped.onsuccess = wiped.onerror = wiped.onblocked = resolve;
  });
}
