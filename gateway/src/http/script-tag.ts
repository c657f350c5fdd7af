import type { WidgetVersions } from './widget-versions.ts';

/** The tag that loads the widgets, as an admin pastes it: the newest release, pinned by its hash; no page waits for it. */
export const scriptTag = (gateway: string, { latest, integrity }: WidgetVersions): string => {
  const src = `${gateway}/widgets/${latest}/kinerja.js`;
  const hash = integrity(latest, 'kinerja.js');
  const pin = hash === undefined ? '' : ` crossorigin="anonymous" integrity="${hash}"`;
  return `<script type="module" async src="${src}"${pin}></script>`;
};
