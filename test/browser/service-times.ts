/** What the gateway tells of a queue at a counter: most of the time goes by before a number is called. */
export const serviceTimes = {
  period: '2026-Q3',
  periodLabel: 'Triwulan III 2026',
  state: 'PUBLISHED',
  pace: 'MINUTES',
  asOf: '2026-09-30T07:00:00.000Z',
  finished: 1_204,
  open: 36,
  explanation:
    'Dihitung dari 1.204 kunjungan yang sudah selesai. 36 kunjungan belum selesai. Lamanya sampai saat itu ikut dihitung, dan tidak dianggap singkat.',
  median: { value: 41.5, lower: 39, upper: 44, text: '41,5 menit', rangeText: '39 sampai 44 menit' },
  p90: { value: 92, lower: 85, upper: null, text: '92 menit', rangeText: 'paling sedikit 85 menit' },
  standard: { share: 0.614, lower: 0.586, upper: 0.641 },
  steps: [
    { step: 'CALLED', label: 'Menunggu dipanggil', median: 31, medianText: '31 menit', share: 0.74 },
    { step: 'SERVED', label: 'Menuju loket', median: 1.5, medianText: '1,5 menit', share: 0.04 },
    { step: 'FINISHED', label: 'Dilayani', median: 8, medianText: '8 menit', share: 0.22 },
  ],
  slowestStep: { step: 'CALLED', label: 'Menunggu dipanggil', median: 31, medianText: '31 menit', share: 0.74 },
  sampleData: true,
};

/** Before and after a counter was added. */
export const serviceTimesChange = {
  direction: 'SHORTER',
  explanation:
    'Dari triwulan II 2026 ke triwulan III 2026, lama kunjungan yang di tengah berubah -18,5 menit (rentang 95 %: -22 sampai -15 menit). Lebih cepat, lebih dari yang wajar bila hanya kebetulan. Angka ini tidak menjelaskan sebabnya.',
};

/** Of a month in which fewer than ten visits were finished. */
export const hiddenServiceTimes = {
  ...serviceTimes,
  state: 'TOO_FEW_VISITS',
  explanation:
    'Kunjungan yang selesai kurang dari 10 sebulan, jadi angkanya tidak ditampilkan agar satu kunjungan tidak dapat ditebak.',
  ...{ asOf: null, finished: null, open: null, median: null, p90: null, standard: null, steps: [], slowestStep: null },
};
