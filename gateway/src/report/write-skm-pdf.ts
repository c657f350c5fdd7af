import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { checkPrintable, fontOf } from '../poster/poster-font.ts';
import { qrOutline } from '../poster/qr-outline.ts';
import type { LaidOutReport, ReportChart, ReportTable } from './lay-out-skm-report.ts';

declare global {
  // biome-ignore lint/style/noNamespace: it is how the types of pdfkit are added to.
  namespace PDFKit.Mixins {
    interface TableOptions {
      /** What a reader aloud finds the table in. */
      structParent?: PDFKit.PDFStructureElement;
    }
  }
}

type Document = InstanceType<typeof PDFDocument>;

const MARGIN = 50;
const SIZE = { title: 17, heading: 12.5, text: 9.5, cell: 8.5, foot: 7.5 } as const;
const QR_SIDE = 84;
const PADDING = 3;
const BAR = { height: 10, gap: 7, label: 240, figure: 40 } as const;
const INK = '#16212c';
const FILL = '#0b5a9d';

/** Puts one thing under the other, each tagged with what it is. */
class Sheet {
  readonly document: Document;
  readonly root: PDFKit.PDFStructureElement;

  constructor(title: string, now: Date) {
    this.document = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: 'id',
      bufferPages: true,
      info: { Title: title, CreationDate: now },
    });
    this.document.registerFont('regular', fontOf('regular')).registerFont('bold', fontOf('bold'));
    this.document.fillColor(INK);
    this.root = this.document.struct('Document');
    this.document.addStructure(this.root);
  }

  get width(): number {
    return this.document.page.width - 2 * MARGIN;
  }

  /** Begins a new page when less than this is left of the present one. */
  keepTogether(height: number): void {
    const { document } = this;
    if (document.y + height > document.page.height - MARGIN) document.addPage();
  }

  line(tag: string, text: string, { size, weight = 'regular' }: { size: number; weight?: 'regular' | 'bold' }): void {
    const { document } = this;
    this.root.add(
      document.struct(tag, {}, () => {
        document.font(weight).fontSize(size).text(text, MARGIN, document.y, { width: this.width });
      }),
    );
    document.moveDown(0.25);
  }

  heading(text: string): void {
    this.keepTogether(60);
    this.document.moveDown(0.6);
    this.line('H2', text, { size: SIZE.heading, weight: 'bold' });
  }

  table({ title, columns, rows }: ReportTable): void {
    const { document } = this;
    this.heading(title);
    // Words need room; numbers are as wide as what stands above them.
    const isText = columns.map((_, place) => rows.some((cells) => cells[place]?.number === undefined));
    document.font('bold').fontSize(SIZE.cell);
    const widths = columns.map((column) =>
      Math.max(34, ...column.split(' ').map((word) => document.widthOfString(word) + 2 * PADDING + 2)),
    );
    document.table({
      structParent: this.root,
      position: { x: MARGIN, y: document.y },
      maxWidth: this.width,
      columnStyles: isText.map((is, place) => ({ width: is ? '*' : (widths[place] ?? '*') })),
      defaultStyle: { border: 0.5, borderColor: '#b8c4ce', padding: PADDING },
      data: [
        columns.map((text) => ({ text, type: 'TH' as const, font: { src: 'bold', size: SIZE.cell } })),
        ...rows.map((cells) =>
          cells.map(({ text, number }, place) => ({
            text,
            type: place === 0 ? ('TH' as const) : ('TD' as const),
            align: { x: number === undefined ? ('left' as const) : ('right' as const), y: 'top' as const },
            font: { src: 'regular', size: SIZE.cell },
          })),
        ),
      ],
    });
    document.x = MARGIN;
    document.moveDown(0.5);
  }

  chart({ title, alternative, bars, from, to }: ReportChart): void {
    const { document } = this;
    const height = bars.length * (BAR.height + BAR.gap);
    this.keepTogether(height + 40);
    this.heading(title);
    const top = document.y;
    const left = MARGIN + BAR.label;
    const room = this.width - BAR.label - BAR.figure;
    this.root.add(
      document.struct('Figure', { alt: alternative }, () => {
        document.font('regular').fontSize(SIZE.cell);
        bars.forEach(({ label, value, text }, place) => {
          const y = top + place * (BAR.height + BAR.gap);
          const length = ((value - from) / (to - from)) * room;
          document.fillColor(INK).text(label, MARGIN, y, { width: BAR.label - 8, height: BAR.height, ellipsis: true });
          document.rect(left, y, room, BAR.height).fill('#e3e9ef');
          document.rect(left, y, length, BAR.height).fill(FILL);
          document.fillColor(INK).text(text, left + room + 6, y, { width: BAR.figure, lineBreak: false });
        });
      }),
    );
    document.x = MARGIN;
    document.y = top + height;
  }

  /** The code that leads to the same figures on the gateway, with its address beside it. */
  proof(address: string): void {
    const { document } = this;
    this.keepTogether(QR_SIDE + 10);
    const top = document.y;
    this.root.add(
      document.struct('Figure', { alt: `Kode QR yang menuju ${address}` }, () => {
        document.path(qrOutline(address, 'medium', { left: MARGIN, top, side: QR_SIDE })).fill('#000');
        document.fillColor(INK);
      }),
    );
    this.root.add(
      document.struct('P', {}, () => {
        document
          .font('regular')
          .fontSize(SIZE.text)
          .text(
            `Keaslian laporan ini dapat diperiksa: pindai kode ini atau buka ${address}. Angka di sana adalah angka yang terbit; bila berbeda, cetakan ini tidak sah.`,
            MARGIN + QR_SIDE + 10,
            top + 16,
            { width: this.width - QR_SIDE - 10 },
          );
      }),
    );
    document.x = MARGIN;
    document.y = top + QR_SIDE + 4;
  }

  /** What stands at the foot of each page; it is no part of what is read aloud. */
  foot(address: string): void {
    const { document } = this;
    const { start, count } = document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      document.switchToPage(page);
      // Below the margin a text would begin a new page.
      document.page.margins.bottom = 0;
      document.markContent('Artifact', { type: 'Pagination' });
      document
        .font('regular')
        .fontSize(SIZE.foot)
        .text(`${address} · halaman ${page + 1} dari ${count}`, MARGIN, document.page.height - 36, {
          width: this.width,
          align: 'center',
          lineBreak: false,
        });
      document.endMarkedContent();
    }
  }
}

const textsOf = ({ title, about, warnings, facts, tables, explanation, notes }: LaidOutReport): readonly string[] => [
  title,
  ...about,
  ...warnings,
  ...facts.flatMap(([name, { text }]) => [name, text]),
  ...tables.flatMap((table) => [table.title, ...table.columns, ...table.rows.flat().map(({ text }) => text)]),
  explanation.title,
  ...explanation.lines,
  ...notes,
];

/**
 * The report on sheets of A4, with its fonts in it and tagged for readers aloud.
 *
 * @param address where the gateway shows the same figures.
 * @throws {Unprintable} rather than leave a character out.
 */
export const writeSkmPdf = async (report: LaidOutReport, address: string, now: Date): Promise<Buffer> => {
  // Line feeds are set as such.
  checkPrintable(textsOf(report).join('').replaceAll('\n', ''), 'laporan XLSX');
  const sheet = new Sheet(`${report.title} – ${report.about.join(', ')}`, now);
  for (const text of report.about.slice(0, 1)) sheet.line('P', text, { size: SIZE.text });
  sheet.line('H1', report.title, { size: SIZE.title, weight: 'bold' });
  for (const text of report.about.slice(1)) sheet.line('P', text, { size: SIZE.heading });
  for (const text of report.warnings) sheet.line('P', text, { size: SIZE.heading, weight: 'bold' });
  sheet.table({
    title: 'Ringkasan',
    columns: ['Perihal', 'Isi'],
    rows: report.facts.map(([name, { text }]) => [{ text: name }, { text }]),
  });
  sheet.proof(address);
  const [elements, ...others] = report.charts;
  const [first, ...tables] = report.tables;
  if (first) sheet.table(first);
  if (elements) sheet.chart(elements);
  for (const table of tables) sheet.table(table);
  for (const chart of others) sheet.chart(chart);
  sheet.heading(report.explanation.title);
  for (const text of report.explanation.lines) sheet.line('P', text, { size: SIZE.text });
  sheet.heading('Catatan');
  for (const text of report.notes) sheet.line('P', text, { size: SIZE.text });
  sheet.root.end();
  sheet.foot(address);
  sheet.document.end();
  return buffer(sheet.document);
};
