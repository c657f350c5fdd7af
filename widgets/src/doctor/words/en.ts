import { mistakeEn } from '../../embedding/attribute-words.ts';
import type { DoctorWords } from './id.ts';

const figure = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 });

/** What the doctor says, in English. */
export const doctorEn: DoctorWords = {
  code: 'en',
  admin: 'For the site’s administrator',
  mistake: mistakeEn,
  debug: 'You see this examination because of the attribute debug. Take it out before citizens use the page.',
  examining: 'Examining…',
  verdicts: { ok: 'Good', warn: 'Look at this', error: 'Wrong' },

  mixed: (gateway) => `This page is on https, but the gateway ${gateway} on http: browsers refuse that.`,
  useHttps: 'Use an https:// address of the gateway.',
  noGateway: 'The address of the gateway cannot be used.',
  reached: (milliseconds) => `The gateway answers within ${figure(milliseconds)} milliseconds.`,
  slow: (milliseconds) => `The gateway took ${figure(milliseconds / 1000)} seconds to answer.`,
  slowMend: 'Look at the network and the load of the gateway; until it answers, citizens see the link inside the tag.',
  notReached: (gateway) => `The gateway ${gateway} cannot be reached.`,
  notReachedMend: 'Look at its address, its certificate, and whether it runs.',
  crossOrigin: 'This page may read what the gateway answers.',
  noCrossOrigin: 'The gateway is there, but the browser may not read its answers.',
  noCrossOriginMend: 'A proxy before the gateway must not take away the header Access-Control-Allow-Origin.',

  newest: (version) => `Version ${version} of the widgets is the newest release.`,
  old: (version, latest) => `Version ${version} of the widgets; the newest release is ${latest}.`,
  oldMend: (tag) => `Replace the script tag by: ${tag}`,
  floating: (latest) => `The address /latest/ changes with each release; it is ${latest} now.`,
  floatingMend: (tag) => `For a page that changes only when you change it: ${tag}`,
  development: (version) => `Version ${version} is in development: it may change.`,
  unknownVersion: (version) => `The gateway knows no version ${version}.`,
  noAsync: 'The script tag has no async: while the gateway is slow, the page does not count as loaded.',
  noAsyncMend: 'Add the word async to the script tag.',
  hasIntegrity: 'The script tag has its integrity.',
  noIntegrity: 'The script tag has no integrity: browsers cannot tell whether the file is the real one.',
  noIntegrityMend: (tag) => `Use: ${tag}`,
  floatingIntegrity: 'The script tag has an integrity at the address /latest/: browsers will refuse the next release.',
  severalVersions: (versions) => `This page loads several versions of the widgets: ${versions}. The first one is used.`,
  severalVersionsMend: 'Keep one script tag, usually in the theme.',

  noViolation: 'No violation of the Content-Security-Policy by the widgets was seen.',
  violation: (directive, blocked) => `The Content-Security-Policy (${directive}) refuses ${blocked}.`,
  policyMend: (line) => `Add to the policy: ${line}`,

  reserved: (pixels) => `A height of ${figure(pixels)} pixels is reserved.`,
  notReserved: 'No height is reserved: what is below moves when the widget appears.',
  reservedTooLittle: (reserved, needed) =>
    `The reserved height is ${figure(reserved)} pixels, the used one ${figure(needed)} pixels: what is below moves.`,
  reserveMend: (rule) => `Add to the style sheet of the site: ${rule}`,
  fallback: 'There is something inside the tag for citizens without JavaScript.',
  noFallback: 'The tag is empty: without JavaScript, or while the gateway is away, citizens see nothing.',
  fallbackMend: 'Put a link into it, for example to the plain form: /form/<id of the service>.',

  contrast: 'The contrast of the colours is enough (WCAG 2.2 AA).',
  lowContrast: ({ front, back, ratio, needed }) =>
    `The contrast of ${front} on ${back} is only ${figure(ratio)}; it must be ${figure(needed)}.`,
  contrastMend: ({ front, back }) => `Change ${front} or ${back}.`,

  stored: 'Answers that are not sent yet are kept on the citizen’s device.',
  notStored: 'The browser refuses storage on this page: answers that are not sent are lost when it is closed.',
  notStoredMend: 'If the page is in a frame, add sandbox="allow-same-origin".',

  keyAccepted: (origin) => `The site key is good at ${origin}.`,
  keyUnknown: (key) => `The site key ${key} is unknown or revoked: ratings will be refused.`,
  keyElsewhere: (key, origin) => `The site key ${key} is not good at ${origin}: ratings will be refused.`,
  keyMend: (origin) =>
    `Ask the operator of Kinerja for a key for this address: pnpm kinerja site-key add <code> <name> --origin ${origin}`,
};
