import { attributeMistakes } from '../embedding/attribute-mistakes.ts';
import type { EmbeddedAttributeRules } from '../embedding/attribute-rule.ts';
import type { Finding } from '../embedding/finding.ts';
import { type AttributeRules, type GatewayElement, languageOf } from '../toolkit.ts';
import { checkColours } from './checks/check-colours.ts';
import { checkGateway } from './checks/check-gateway.ts';
import { checkPlace } from './checks/check-place.ts';
import { checkPolicy, watchViolations } from './checks/check-policy.ts';
import { checkScript } from './checks/check-script.ts';
import { checkSiteKey } from './checks/check-site-key.ts';
import { checkStorage } from './checks/check-storage.ts';
import type { Catalogue, Patient } from './patient.ts';
import { showProblems } from './show-problems.ts';
import { doctorEn } from './words/en.ts';
import { doctorId } from './words/id.ts';

/** All of them, in the order they are shown. */
const CHECKS = [checkGateway, checkSiteKey, checkScript, checkPolicy, checkPlace, checkColours, checkStorage];

const FOLDER = import.meta.url.replace(/[^/]*$/, '');

/** What was found of an element, and of what. */
interface Examination {
  readonly of: string;
  findings: readonly Finding[] | null;
}

const examinations = new WeakMap<Element, Examination>();

watchViolations();

/**
 * Tells the web admin, on the page, which attributes of an element are wrong; with `debug`, also what is wrong around it.
 * Called after each rendering. `wrong` names the properties whose attributes cannot be used.
 */
export function examine(element: GatewayElement<unknown>, wrong: readonly string[]): void {
  const words = languageOf(element) === 'en' ? doctorEn : doctorId;
  const { attributeRules } = element.constructor as unknown as { readonly attributeRules: AttributeRules };
  const mistakes = attributeMistakes(attributesOf(element), rulesByName(attributeRules, wrong));
  const isDebugged = element.hasAttribute('debug');
  const show = () =>
    showProblems(element, {
      words,
      mistakes,
      findings: isDebugged ? (examinations.get(element)?.findings ?? 'examining') : null,
    });
  show();
  const of = `${words.code} ${(element.cloneNode() as Element).outerHTML}`;
  if (!isDebugged || examinations.get(element)?.of === of) return;
  const examination: Examination = { of, findings: null };
  examinations.set(element, examination);
  void look(patientOf(element, words)).then((findings) => {
    examination.findings = findings;
    if (examinations.get(element) === examination) show();
  });
}

const attributesOf = (element: Element): ReadonlyMap<string, string> =>
  new Map([...element.attributes].map(({ name, value }) => [name, value]));

/** A gateway that cannot be used fits its pattern all the same: whether an address is one, no pattern can tell. */
function rulesByName(rules: AttributeRules, wrong: readonly string[]): EmbeddedAttributeRules {
  return Object.fromEntries(
    Object.entries(rules).map(([property, { pattern, vital }]) => [
      property.replace(/[A-Z]/g, '-$&').toLowerCase(),
      { pattern: property === 'gateway' && wrong.includes(property) ? /^https:\/\/[^/]+\/$/ : pattern, vital },
    ]),
  );
}

function patientOf(element: HTMLElement, words: Patient['words']): Patient {
  const gateway = gatewayOf(element);
  const catalogue = fetch(`${gateway ?? FOLDER.replace(/widgets\/[^/]+\/$/, '')}widgets/versions.json`)
    .then(async (response): Promise<Catalogue | null> => (response.ok ? await response.json() : null))
    .catch(() => null);
  return { element, gateway, folder: FOLDER, catalogue, words };
}

/** The address that the element asks; null when it cannot be used. */
function gatewayOf(element: Element): string | null {
  const written = element.getAttribute('gateway');
  if (!written) return /^(.*\/)widgets\/[^/]+\/$/.exec(FOLDER)?.[1] ?? null;
  try {
    const { protocol, origin, pathname } = new URL(written, document.baseURI);
    const isBlocked = location.protocol === 'https:' && protocol === 'http:';
    return /^https?:$/.test(protocol) && !isBlocked ? origin + pathname.replace(/\/*$/, '/') : null;
  } catch {
    // No address at all: named among the attributes.
    return null;
  }
}

/** One after the other; what the page shows last is measured last. */
async function look(patient: Patient): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await check(patient)));
  return findings;
}
