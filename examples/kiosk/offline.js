// The service worker, which starts the kiosk after a power cut without a network.

/** How long a page waits for it; without one the kiosk works as long as there is a network. */
const PATIENCE_MS = 5_000;

const policy = globalThis.trustedTypes?.createPolicy('kiosk', { createScriptURL: (address) => address });

/** Resolves when this page gets its files from the service worker, or when there is none. */
export async function workOffline() {
  if (!navigator.serviceWorker) return false;
  const address = 'sw.js';
  await navigator.serviceWorker.register(policy?.createScriptURL(address) ?? address);
  return Promise.race([
    isControlled().then(() => true),
    new Promise((resolve) => {
      setTimeout(resolve, PATIENCE_MS, false);
    }),
  ]);
}

const isControlled = () =>
  new Promise((resolve) => {
    if (navigator.serviceWorker.controller) resolve();
    else navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });

/** Asks for newer files. Resolves to whether there are some; the next page has them. */
export const lookForNews = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    navigator.serviceWorker?.controller?.postMessage('look for news', [port2]);
  });

/** Calls back with the day of the questions that are shown, when they are those of an earlier day. */
export function onOldQuestions(tell) {
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (data?.questionsOf) tell(data.questionsOf);
  });
}
