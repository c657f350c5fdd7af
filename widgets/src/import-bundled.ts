/** Where an application is bundled with the widgets inside, its bundler makes the files; it finds them by these lines. */
const FILES: Readonly<Record<string, () => Promise<unknown>>> = {
  'appraisal-desk': () => import('./appraisal-desk/index.ts'),
  builder: () => import('./builder/index.ts'),
  doctor: () => import('./doctor/index.ts'),
  icons: () => import('./icons/index.ts'),
  'index-badge': () => import('./index-badge/index.ts'),
  jv: () => import('./locale/jv.ts'),
  kiosk: () => import('./kiosk/index.ts'),
  live: () => import('./live/index.ts'),
  'public-replies': () => import('./public-replies/index.ts'),
  receipt: () => import('./receipt/index.ts'),
  'report-form': () => import('./report-form/index.ts'),
  'service-time': () => import('./service-time/index.ts'),
  su: () => import('./locale/su.ts'),
  themes: () => import('./themes/index.ts'),
  'ticket-desk': () => import('./ticket-desk/index.ts'),
  trend: () => import('./trend/index.ts'),
};

/** Imports a file of the family; takes the place of `import-file.ts` in the package. */
export const importFile = async (name: string): Promise<unknown> => {
  const file = FILES[name];
  if (!file) throw new Error(`The widgets have no file ${name}.`);
  return file();
};
