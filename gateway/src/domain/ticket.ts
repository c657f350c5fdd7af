import type { PublicText } from './text.ts';

/** Where a ticket stands. `CLOSED` is the office's word; whether it was put right is the citizen's, and stored beside it. */
export const TICKET_STATES = ['RECEIVED', 'VERIFIED', 'IN_PROGRESS', 'ANSWERED', 'CLOSED', 'WITHDRAWN'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What the citizen says became of it. */
export type TicketOutcome = 'FIXED' | 'NOT_FIXED';

/** Who can move a ticket: whoever holds the receipt code, the office, or time. */
export type TicketActor = 'CITIZEN' | 'OFFICE' | 'SYSTEM';

interface TicketMoveRule {
  readonly by: TicketActor;
  readonly in: readonly TicketState[];
  /** The state that follows; the same one where it is null. */
  readonly leadsTo: TicketState | null;
  /** What whoever holds the code sees of it: all, that it was done, or nothing; all by default. */
  readonly toCitizen?: 'STEP' | 'NOTHING';
  readonly words: PublicText;
}

const OPEN = ['RECEIVED', 'VERIFIED', 'IN_PROGRESS', 'ANSWERED'] as const satisfies readonly TicketState[];
const ALWAYS = TICKET_STATES;

/** Everything that can be done with a ticket: by whom, where, and where it leads. */
export const TICKET_MOVES = {
  VERIFY: {
    by: 'OFFICE',
    in: ['RECEIVED'],
    leadsTo: 'VERIFIED',
    words: {
      id: 'diperiksa dan diteruskan',
      en: 'checked and handed on',
      su: 'dipariksa sareng diteraskeun',
      jv: 'dipunpriksa lan dipunlajengaken',
    },
  },
  START: {
    by: 'OFFICE',
    in: ['VERIFIED'],
    leadsTo: 'IN_PROGRESS',
    words: {
      id: 'mulai ditindaklanjuti',
      en: 'being followed up',
      su: 'mimiti ditindaklanjutan',
      jv: 'wiwit dipuntindaklanjuti',
    },
  },
  REPLY: {
    by: 'OFFICE',
    in: ['VERIFIED', 'IN_PROGRESS', 'ANSWERED'],
    leadsTo: 'ANSWERED',
    words: { id: 'dijawab', en: 'answered', su: 'diwaler', jv: 'dipunwangsuli' },
  },
  NOTE: {
    by: 'OFFICE',
    in: ALWAYS,
    leadsTo: null,
    toCitizen: 'NOTHING',
    words: { id: 'diberi catatan', en: 'noted', su: 'dibéré catetan', jv: 'dipunsukani cathetan' },
  },
  CLOSE: {
    by: 'OFFICE',
    in: ['ANSWERED'],
    leadsTo: 'CLOSED',
    words: { id: 'ditutup', en: 'closed', su: 'ditutup', jv: 'dipuntutup' },
  },
  REOPEN: {
    by: 'OFFICE',
    in: ['CLOSED'],
    leadsTo: 'IN_PROGRESS',
    words: { id: 'dibuka lagi', en: 'opened again', su: 'dibuka deui', jv: 'dipunbikak malih' },
  },
  ASSIGN: {
    by: 'OFFICE',
    in: OPEN,
    leadsTo: null,
    toCitizen: 'NOTHING',
    words: {
      id: 'dibagi ke pegawai',
      en: 'assigned',
      su: 'dipasrahkeun ka pagawé',
      jv: 'dipunpasrahaken dhateng pegawai',
    },
  },
  // Why is a matter within the office; that somebody above has it now is not.
  ESCALATE: {
    by: 'OFFICE',
    in: OPEN,
    leadsTo: null,
    toCitizen: 'STEP',
    words: {
      id: 'diteruskan ke pimpinan',
      en: 'handed to the level above',
      su: 'diteraskeun ka pingpinan',
      jv: 'dipunlajengaken dhateng pimpinan',
    },
  },
  HIDE: {
    by: 'OFFICE',
    in: ALWAYS,
    leadsTo: null,
    words: {
      id: 'kata-kata pelapor disembunyikan dari orang lain',
      en: 'words of the citizen hidden from others',
      su: 'kecap-kecap pelapor disumputkeun ti nu sanés',
      jv: 'tembung-tembung pelapor dipundhelikaken saking tiyang sanès',
    },
  },
  SHOW: {
    by: 'OFFICE',
    in: ALWAYS,
    leadsTo: null,
    words: {
      id: 'kata-kata pelapor ditampilkan lagi',
      en: 'words of the citizen shown again',
      su: 'kecap-kecap pelapor ditingalikeun deui',
      jv: 'tembung-tembung pelapor dipuntampilaken malih',
    },
  },
  FLAG_SPAM: {
    by: 'OFFICE',
    in: ALWAYS,
    leadsTo: null,
    words: {
      id: 'dianggap bukan laporan (spam)',
      en: 'taken for no report (spam)',
      su: 'dianggap sanés laporan (spam)',
      jv: 'dipunanggep sanès laporan (spam)',
    },
  },
  UNFLAG_SPAM: {
    by: 'OFFICE',
    in: ALWAYS,
    leadsTo: null,
    words: {
      id: 'dianggap laporan lagi, bukan spam',
      en: 'taken for a report again, not for spam',
      su: 'dianggap laporan deui, sanés spam',
      jv: 'dipunanggep laporan malih, sanès spam',
    },
  },
  TAG: {
    by: 'OFFICE',
    in: ALWAYS,
    leadsTo: null,
    toCitizen: 'NOTHING',
    words: {
      id: 'ditandai layanan digitalnya',
      en: 'tagged by digital service',
      su: 'ditandaan layanan digitalna',
      jv: 'dipuntandhani layanan digitalipun',
    },
  },
  CLOSE_SILENT: {
    by: 'SYSTEM',
    in: ['ANSWERED'],
    leadsTo: 'CLOSED',
    words: {
      id: 'ditutup karena tidak ada balasan',
      en: 'closed, as nobody replied',
      su: 'ditutup margi teu aya walerna',
      jv: 'dipuntutup amargi boten wonten wangsulan',
    },
  },
  // Who replies to an answer is not content with it: the office has it on its desk again.
  ADD: {
    by: 'CITIZEN',
    in: ['RECEIVED', 'VERIFIED', 'IN_PROGRESS'],
    leadsTo: null,
    words: {
      id: 'ditambah pelapor',
      en: 'added to by the citizen',
      su: 'ditambihan ku pelapor',
      jv: 'dipuntambahi pelapor',
    },
  },
  ANSWER_BACK: {
    by: 'CITIZEN',
    in: ['ANSWERED'],
    leadsTo: 'IN_PROGRESS',
    words: {
      id: 'dibalas pelapor',
      en: 'replied to by the citizen',
      su: 'diwaler ku pelapor',
      jv: 'dipunwangsuli pelapor',
    },
  },
  WITHDRAW: {
    by: 'CITIZEN',
    in: OPEN,
    leadsTo: 'WITHDRAWN',
    words: {
      id: 'ditarik pelapor',
      en: 'withdrawn by the citizen',
      su: 'dicabut ku pelapor',
      jv: 'dipuntarik pelapor',
    },
  },
  SAY_OUTCOME: {
    by: 'CITIZEN',
    in: ['ANSWERED', 'CLOSED'],
    leadsTo: null,
    words: {
      id: 'dinilai hasilnya oleh pelapor',
      en: 'judged by the citizen',
      su: 'dipeunteun hasilna ku pelapor',
      jv: 'dipunbiji asilipun déning pelapor',
    },
  },
} as const satisfies Readonly<Record<string, TicketMoveRule>>;

export type TicketMove = keyof typeof TICKET_MOVES;

/** Those that are the office's. */
export type OfficeTicketMove = {
  readonly [Move in TicketMove]: (typeof TICKET_MOVES)[Move]['by'] extends 'OFFICE' ? Move : never;
}[TicketMove];

const ALL_MOVES = Object.keys(TICKET_MOVES) as readonly TicketMove[];

/** Whether this can be done with a ticket in this state. */
const isMovePossible = (move: TicketMove, state: TicketState): boolean =>
  (TICKET_MOVES[move].in as readonly TicketState[]).includes(state);

/** What somebody can do with a ticket in this state. */
export const ticketMoves = (by: TicketActor, state: TicketState): readonly TicketMove[] =>
  ALL_MOVES.filter((move) => TICKET_MOVES[move].by === by && isMovePossible(move, state));

const isOfficeMove = (move: TicketMove): move is OfficeTicketMove => TICKET_MOVES[move].by === 'OFFICE';

/** What the office can do while a ticket is taken for spam: first it has to be taken for a report again. */
const WHILE_SPAM: readonly OfficeTicketMove[] = ['NOTE', 'HIDE', 'SHOW', 'UNFLAG_SPAM'];

/** What the office can do with a ticket now. */
export const officeMoves = (state: TicketState, isSpam: boolean): readonly OfficeTicketMove[] =>
  ticketMoves('OFFICE', state)
    .filter(isOfficeMove)
    .filter((move) => (isSpam ? WHILE_SPAM.includes(move) : move !== 'UNFLAG_SPAM'));

/** What whoever holds the code sees of a step: all of it, only that it was done, or nothing. */
export const toCitizen = (move: TicketMove): 'ALL' | 'STEP' | 'NOTHING' => {
  const { toCitizen: seen }: TicketMoveRule = TICKET_MOVES[move];
  return seen ?? 'ALL';
};

/** The state after a move. @throws RangeError for a move that is not possible there. */
export const stateAfter = (move: TicketMove, state: TicketState): TicketState => {
  if (!isMovePossible(move, state)) throw new RangeError(`${move} is not possible in ${state}.`);
  return TICKET_MOVES[move].leadsTo ?? state;
};

/** Whether the office has said what it did: what was answered can be told to everybody. */
export const isAnswered = (state: TicketState): boolean => state === 'ANSWERED' || state === 'CLOSED';

/** Whether somebody still has to do something. */
export const isOpen = (state: TicketState): boolean => (OPEN as readonly TicketState[]).includes(state);

/** How a state is called. */
export const TICKET_STATE_NAMES: Readonly<Record<TicketState, PublicText>> = {
  RECEIVED: {
    id: 'Menunggu diperiksa',
    en: 'Waiting to be checked',
    su: 'Ngantosan dipariksa',
    jv: 'Ngentosi dipunpriksa',
  },
  VERIFIED: {
    id: 'Diteruskan ke petugas',
    en: 'Handed to the office',
    su: 'Diteraskeun ka patugas',
    jv: 'Dipunlajengaken dhateng petugas',
  },
  IN_PROGRESS: { id: 'Sedang diproses', en: 'In progress', su: 'Nuju diprosés', jv: 'Saweg dipunprosès' },
  ANSWERED: { id: 'Sudah dijawab', en: 'Answered', su: 'Parantos diwaler', jv: 'Sampun dipunwangsuli' },
  CLOSED: { id: 'Ditutup petugas', en: 'Closed by the office', su: 'Ditutup patugas', jv: 'Dipuntutup petugas' },
  WITHDRAWN: {
    id: 'Ditarik pelapor',
    en: 'Withdrawn by the citizen',
    su: 'Dicabut ku pelapor',
    jv: 'Dipuntarik pelapor',
  },
};

const OUTCOME_SAID: Readonly<Record<TicketOutcome, PublicText>> = {
  FIXED: {
    id: 'dinilai pelapor: sudah beres',
    en: 'judged by the citizen: fixed',
    su: 'dipeunteun ku pelapor: parantos bérés',
    jv: 'dipunbiji déning pelapor: sampun bérés',
  },
  NOT_FIXED: {
    id: 'dinilai pelapor: belum beres',
    en: 'judged by the citizen: not fixed',
    su: 'dipeunteun ku pelapor: teu acan bérés',
    jv: 'dipunbiji déning pelapor: dèrèng bérés',
  },
};

/** A step in words: what was done, and what was said of the outcome. */
export const stepWords = (move: TicketMove, outcome: TicketOutcome | null): PublicText =>
  move === 'SAY_OUTCOME' && outcome !== null ? OUTCOME_SAID[outcome] : TICKET_MOVES[move].words;
