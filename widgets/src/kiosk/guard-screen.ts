/** Keeps a screen at a counter on, whole, and as it is. What a browser does not have, it does without. */
export function guardScreen(form: HTMLElement, signal: AbortSignal): void {
  const prevent = (event: Event) => event.preventDefault();
  for (const type of ['contextmenu', 'dragstart', 'gesturestart']) form.addEventListener(type, prevent, { signal });
  const keepZoom = (event: WheelEvent) => event.ctrlKey && event.preventDefault();
  form.addEventListener('wheel', keepZoom, { signal, passive: false });
  form.addEventListener('click', () => void fillScreen(), { signal });
  const keepOn = () => void keepScreenOn(signal);
  document.addEventListener('visibilitychange', keepOn, { signal });
  keepOn();
  stayHere(signal);
}

/** Browsers allow it after a touch only. An installed web app has the whole screen anyway. */
async function fillScreen(): Promise<void> {
  const root = document.documentElement;
  if (document.fullscreenElement || matchMedia('(display-mode: fullscreen)').matches) return;
  try {
    await root.requestFullscreen?.({ navigationUI: 'hide' });
  } catch {
    // Refused by the browser or by the frame around the page: the form covers the page all the same.
  }
}

async function keepScreenOn(signal: AbortSignal): Promise<void> {
  if (document.visibilityState !== 'visible') return;
  try {
    const lock = await navigator.wakeLock?.request('screen');
    signal.addEventListener('abort', () => void lock?.release());
  } catch {
    // Low on battery, or refused: the screen goes dark as the device is set up.
  }
}

/** Going back in the history leads here again. */
function stayHere(signal: AbortSignal): void {
  const stay = () => history.pushState({ kinerja: 'kiosk' }, '');
  if (history.state?.kinerja !== 'kiosk') stay();
  addEventListener('popstate', stay, { signal });
}
