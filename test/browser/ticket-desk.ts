type Outcome = 'FIXED' | 'NOT_FIXED';

interface Entry {
  readonly at: string;
  readonly by: 'CITIZEN' | 'OFFICE' | 'SYSTEM';
  readonly move: string;
  readonly moveLabel: string;
  readonly text: string | null;
}

/** A report that the office has answered, as the API tells of it. */
const ANSWERED = {
  state: 'ANSWERED',
  stateLabel: 'Sudah dijawab',
  category: 'Prosedur layanan',
  dueOn: null as string | null,
  overdue: false,
  answerBy: '2026-10-07',
  replyBy: '2026-10-19' as string | null,
  outcome: null as Outcome | null,
  outcomeAsked: false,
  laporId: 'LP-4711',
  moves: ['ANSWER_BACK', 'WITHDRAW', 'SAY_OUTCOME'],
  entries: [
    {
      at: '2026-10-01T02:00:00.000Z',
      by: 'OFFICE',
      move: 'VERIFY',
      moveLabel: 'diperiksa dan diteruskan',
      text: null,
    },
    {
      at: '2026-10-02T03:30:00.000Z',
      by: 'CITIZEN',
      move: 'ADD',
      moveLabel: 'ditambah pelapor',
      text: 'Loket 3, pukul sebelas.',
    },
    {
      at: '2026-10-05T06:00:00.000Z',
      by: 'OFFICE',
      move: 'REPLY',
      moveLabel: 'dijawab',
      text: 'Terima kasih.\nLoket 3 sekarang buka sampai pukul dua.',
    },
  ] as readonly Entry[],
};

/** What the office does with one report, behind the mock gateway. Every move that arrived is counted; each key counts once. */
export class TicketDesk {
  ticket = { ...ANSWERED };
  words = { kept: true, erasedAt: null as string | null };
  /** Keys of the moves that arrived, in order. */
  readonly arrived: string[] = [];
  /** So many answers get lost after what was asked for is done. */
  losses = 0;
  /** In place of doing what is asked. */
  refusal: object | undefined;

  takeLoss(): boolean {
    this.losses -= 1;
    return this.losses >= 0;
  }

  add({ key, text }: { readonly key: string; readonly text: string }) {
    return this.once(key, () => {
      this.enter('ANSWER_BACK', 'dibalas pelapor', text);
      Object.assign(this.ticket, { state: 'IN_PROGRESS', stateLabel: 'Sedang diproses', replyBy: null });
      Object.assign(this.ticket, { dueOn: '2026-10-07', moves: ['ADD', 'WITHDRAW'] });
    });
  }

  withdraw({ key }: { readonly key: string }) {
    return this.once(key, () => {
      this.enter('WITHDRAW', 'ditarik pelapor');
      Object.assign(this.ticket, { state: 'WITHDRAWN', stateLabel: 'Ditarik pelapor', replyBy: null, moves: [] });
    });
  }

  say({ key, outcome }: { readonly key: string; readonly outcome: Outcome }) {
    return this.once(key, () => {
      this.enter('SAY_OUTCOME', 'dinilai hasilnya oleh pelapor');
      this.ticket.outcome = outcome;
    });
  }

  erase() {
    return this.once('', () => {
      const { entries } = this.ticket;
      this.ticket.entries = entries.map((entry) => (entry.by === 'CITIZEN' ? { ...entry, text: null } : entry));
      this.words = { kept: false, erasedAt: '2026-10-06T01:00:00.000Z' };
    });
  }

  private once(key: string, change: () => void): object | undefined {
    const isRepeated = this.arrived.includes(key);
    this.arrived.push(key);
    if (this.refusal) return this.refusal;
    if (!isRepeated) change();
    return undefined;
  }

  private enter(move: string, moveLabel: string, text: string | null = null): void {
    const entry: Entry = { at: '2026-10-06T01:00:00.000Z', by: 'CITIZEN', move, moveLabel, text };
    this.ticket.entries = [...this.ticket.entries, entry];
  }
}
