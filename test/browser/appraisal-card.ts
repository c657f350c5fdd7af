/** One of the mandatory behaviours, as a sheet asks for it. */
const item = (key: string, name: string) => ({
  key,
  group: 'Perilaku kerja',
  name,
  question: `Seberapa jauh pegawai menunjukkan perilaku ${name}?`,
  values: [1, 2, 3, 4, 5],
});
const SHEET = [
  item('pelayanan', 'Berorientasi Pelayanan'),
  item('akuntabel', 'Akuntabel'),
  item('kolaboratif', 'Kolaboratif'),
];

const STAGES = [
  ['PLANNING', 'Perencanaan', '2026-07-01', '2026-07-10'],
  ['RUNNING', 'Pelaksanaan', '2026-07-11', '2026-09-30'],
  ['SELF_ASSESSMENT', 'Penilaian diri', '2026-10-01', '2026-10-05'],
  ['SUPERVISOR_RATING', 'Penilaian atasan', '2026-10-06', '2026-10-10'],
  ['DELIVERED', 'Penyampaian hasil', '2026-10-19', '2026-10-30'],
] as const;
type Stage = (typeof STAGES)[number][0];

const standing = (at: number, now: number) => (at < now ? 'PAST' : at === now ? 'CURRENT' : 'AHEAD');

const person = (name: string) => ({ name, recognitions: { edges: [] }, guidances: { edges: [] } });

const appraisal = (stage: Stage, stageName: string, more: object) => ({
  id: `appraisal_contoh-${stage}`,
  version: 7,
  period: '2026-Q3',
  stage,
  stageName,
  overdueSince: null,
  employee: person('Contoh Pegawai'),
  rater: person('Contoh Atasan'),
  post: { name: 'Analis Kependudukan' },
  unit: {
    name: 'Disdukcapil',
    tenant: { name: 'Kabupaten Bulungan', timeZone: 'Asia/Makassar', sampleData: true },
  },
  policy: {
    name: 'Penilaian dua arah',
    version: 1,
    source: 'PermenPANRB 6/2022',
    pilot: false,
    scale: [1, 2, 3, 4, 5].map((value) => ({ value, label: `Nilai ${value}`, percent: value * 20 })),
  },
  stages: STAGES.map(([key, name, opensOn, closesOn], at) => ({
    ...{ stage: key, name, opensOn, closesOn },
    state: standing(
      at,
      STAGES.findIndex(([one]) => one === stage),
    ),
  })),
  nextSteps: [],
  predicateLabel: null,
  workResult: null,
  behaviour: null,
  recommendation: null,
  decidedAt: null,
  receivedAt: null,
  objectUntil: null,
  indicators: [
    {
      ...{ id: 'indicator_contoh', key: 'akta', component: 'hasil', plan: 'Akta kelahiran terbit' },
      ...{ name: 'Akta yang terbit dalam triwulan', kind: 'COUNT', weight: 100, unitOfMeasure: 'akta' },
      ...{ target: '400', targetText: null, realisation: '412', realisationText: null, sampleSize: null, evidence: [] },
    },
  ],
  score: null,
  explanation: null,
  strengths: [],
  improvements: [],
  competencies: null,
  citizensSignal: null,
  form: ({ assessor }: { assessor: string }) => (assessor === 'SELF' ? SHEET : []),
  guidance: [],
  assessments: [],
  differences: [],
  opinions: [],
  feedback: [],
  discussion: null,
  objection: null,
  history: [],
  ...more,
});

/** An appraisal that waits for what the person says of herself. */
export const selfAssessed = appraisal('SELF_ASSESSMENT', 'Penilaian diri', {
  nextSteps: [
    {
      move: 'SAVE_SELF_ASSESSMENT',
      words: 'menyimpan penilaian diri',
      until: '2026-10-05T15:59:59.999Z',
      overdue: false,
    },
    {
      move: 'SUBMIT_SELF_ASSESSMENT',
      words: 'mengirim penilaian diri',
      until: '2026-10-05T15:59:59.999Z',
      overdue: false,
    },
  ],
});

/** An appraisal that is decided, delivered and open to objection. */
export const delivered = appraisal('DELIVERED', 'Penyampaian hasil', {
  nextSteps: [
    { move: 'FILE_OBJECTION', words: 'mengajukan keberatan', until: '2026-11-06T15:59:59.999Z', overdue: false },
  ],
  predicateLabel: 'Baik',
  workResult: 'SESUAI_EKSPEKTASI',
  behaviour: 'DI_ATAS_EKSPEKTASI',
  recommendation: 'Pertahankan mutu pelayanan di loket.',
  decidedAt: '2026-10-16T02:00:00.000Z',
  receivedAt: '2026-10-19T02:00:00.000Z',
  objectUntil: '2026-11-06T15:59:59.999Z',
  score: {
    total: 92.5,
    workResult: { percent: 103, proposed: 'SESUAI_EKSPEKTASI' },
    behaviour: { percent: 96, proposed: 'DI_ATAS_EKSPEKTASI' },
    components: [
      {
        ...{ key: 'hasil', name: 'Hasil kerja', weight: 60, effectiveWeight: 60, percent: 103, sampleSize: 1 },
        parts: [{ key: 'akta', percent: 103 }],
      },
    ],
  },
  explanation: [
    {
      key: 'PREDICATE',
      title: 'Predikat',
      lines: ['Hasil kerja sesuai ekspektasi, perilaku di atas ekspektasi: Baik.'],
    },
  ],
  strengths: [{ key: 'akta', name: 'Akta yang terbit dalam triwulan', percent: 103 }],
  improvements: [{ key: 'kolaboratif', name: 'Kolaboratif', percent: 80 }],
  assessments: [
    {
      assessor: 'SUPERVISOR',
      submittedAt: '2026-10-08T02:00:00.000Z',
      strengths: 'Cepat dan teliti.',
      improvements: 'Lebih sering berbagi cara kerja.',
      marks: SHEET.map(({ key }) => ({ key, value: 4, note: null })),
    },
  ],
  feedback: [
    {
      ...{ id: 'note_contoh', replyToId: null, author: 'SELF', authorName: 'Contoh Pegawai' },
      ...{
        text: 'Saya perlu pelatihan.',
        agreedAction: null,
        writtenAt: '2026-10-13T02:00:00.000Z',
        acknowledgedAt: null,
      },
    },
  ],
  history: [{ at: '2026-10-16T02:00:00.000Z', actor: 'Contoh Atasan', what: 'menetapkan rating', why: null }],
});

/** Whoever is signed in, with one appraisal of her own. */
export const viewerOf = ({ id, period, stage, stageName, predicateLabel }: ReturnType<typeof appraisal>) => ({
  name: 'Contoh Pegawai',
  appraisals: ({ role }: { role: string }) =>
    role === 'SELF' ? [{ id, period, stage, stageName, predicateLabel }] : [],
});
