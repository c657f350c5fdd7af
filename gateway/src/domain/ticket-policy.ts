import { z } from 'zod';
import { parsePolicy } from './policy-file.ts';
import { TextSchema } from './text.ts';

/** Kinds of feedback that open a ticket (SP4N-LAPOR!: pengaduan, aspirasi, permintaan informasi). */
export const TICKET_KINDS = ['COMPLAINT', 'ASPIRATION', 'INFORMATION_REQUEST'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** Whether a feedback of this kind opens a ticket. */
export const opensTicket = (kind: string): kind is TicketKind => (TICKET_KINDS as readonly string[]).includes(kind);

/** More would be a promise that nobody checks. */
const MOST_DAYS = 365;
const days = z.int().min(1).max(MOST_DAYS);
const key = z.string().regex(/^[a-z][a-z0-9-]*$/);

interface Named {
  readonly text: string;
  readonly path: (string | number)[];
}

const keysOf = (list: string, entries: readonly { readonly key: string }[]): readonly Named[] =>
  entries.map((entry, place) => ({ text: entry.key, path: [list, place, 'key'] }));

/** Complains about each text that is there twice. */
const refuseTwice = (what: string, named: readonly Named[], context: z.RefinementCtx): void =>
  named.forEach(({ text, path }, place) => {
    if (named.findIndex((other) => other.text === text) < place)
      context.addIssue({ code: 'custom', path, message: `${what} "${text}" ada dua kali` });
  });

/** What a region promises to those who write to it, and how it sorts what they write. Days are working days of the region. */
const TicketPolicySchema = z
  .strictObject({
    key,
    version: z.int().min(1),
    /** Where the figures come from. */
    source: z.string().min(1),
    /** From receipt until somebody has looked at it and handed it on. */
    verifyWithin: days,
    /** From then until the first follow-up. */
    followUpWithin: days,
    /** From receipt until the answer, while there is no category. */
    answerWithin: z.strictObject({ COMPLAINT: days, ASPIRATION: days, INFORMATION_REQUEST: days }),
    /** From an answer that nobody replies to until it is closed. */
    closeAfterSilence: days,
    /** Calendar days from closing until the citizen is asked whether it was really put right. */
    askOutcomeAfterDays: days,
    /** What the region's own forms take beside ratings; all of it where nothing is said. */
    kinds: z.array(z.enum(TICKET_KINDS)).optional(),
    categories: z
      .array(
        z.strictObject({
          key,
          label: TextSchema,
          /** From receipt until the answer, in place of that of the kind. */
          answerWithin: days.optional(),
        }),
      )
      .min(1),
    /**
     * Apps and sites of the region: reports can be tagged with one, and what was said of it is exported as its backlog. None
     * where nothing is said.
     */
    digitalServices: z
      .array(
        z.strictObject({
          key,
          label: TextSchema,
          /** Global ids of services that are used through it: all that is said of them is about it, without a tag. */
          services: z.array(z.string().regex(/^service_/)).optional(),
        }),
      )
      .optional(),
  })
  .superRefine(({ categories, digitalServices = [] }, context) => {
    refuseTwice('kunci', keysOf('categories', categories), context);
    refuseTwice('kunci', keysOf('digitalServices', digitalServices), context);
    // Else what was said of it would be in two backlogs.
    const used = digitalServices.flatMap(({ services = [] }, place) =>
      services.map((text, at) => ({ text, path: ['digitalServices', place, 'services', at] })),
    );
    refuseTwice('layanan', used, context);
  });

export type TicketPolicy = z.infer<typeof TicketPolicySchema>;
type TicketCategory = TicketPolicy['categories'][number];
/** An app or a site of the region that citizens are served by. */
export type DigitalService = NonNullable<TicketPolicy['digitalServices']>[number];

/** Reads a policy; errors as those of `parsePolicy`. */
export const parseTicketPolicy = (json: unknown): TicketPolicy =>
  parsePolicy(TicketPolicySchema, 'Kebijakan pengaduan', json);

/** The category of this key. */
export const categoryOf = ({ categories }: TicketPolicy, key: string | null): TicketCategory | undefined =>
  categories.find((category) => category.key === key);

/** What the region's own forms take beside ratings. */
export const kindsTaken = ({ kinds }: TicketPolicy): readonly TicketKind[] => kinds ?? TICKET_KINDS;

/** The apps and sites that reports can be tagged with. */
export const digitalServicesOf = ({ digitalServices }: TicketPolicy): readonly DigitalService[] =>
  digitalServices ?? [];
