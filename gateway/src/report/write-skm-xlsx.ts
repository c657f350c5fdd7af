import writeXlsx, { type SheetData } from 'write-excel-file/node';
import type { Cell, LaidOutReport, ReportTable } from './lay-out-skm-report.ts';

/** Width of a column in characters: that of its longest text, within what fits a screen. */
const widthOf = (texts: readonly string[]) => ({
  width: Math.min(60, Math.max(10, ...texts.map((text) => text.length + 2))),
});

const FORMATS = ['#,##0', '0.0', '0.00', '0.000'] as const;

/** A text stays a text, whatever it begins with; a number is one, so that an office can go on with it. */
const cellOf = ({ text, number }: Cell) =>
  number === undefined
    ? { type: String, value: text, format: '@', wrap: true, alignVertical: 'top' as const }
    : { type: Number, value: number.value, format: FORMATS[number.decimals] ?? '0.00', alignVertical: 'top' as const };

const heading = (value: string) => ({ type: String, value, fontWeight: 'bold' as const, wrap: true });

const tableSheet = ({ title, columns, rows }: ReportTable) => ({
  sheet: title.slice(0, 31),
  data: [columns.map(heading), ...rows.map((cells) => cells.map(cellOf))] as SheetData,
  columns: columns.map((column, place) => widthOf([column, ...rows.map((cells) => cells[place]?.text ?? '')])),
  stickyRowsCount: 1,
});

/** The report as a workbook: an overview, and a sheet for each table. */
export const writeSkmXlsx = (
  { title, about, warnings, facts, tables, explanation, notes }: LaidOutReport,
  address: string,
): Promise<Buffer> => {
  const lines = (texts: readonly string[]) => texts.map((text) => [cellOf({ text })]);
  const overview = {
    sheet: 'Ringkasan',
    data: [
      [heading(title)],
      ...lines(about),
      ...warnings.map((text) => [heading(text)]),
      [],
      ...facts.map(([name, value]) => [heading(name), cellOf(value)]),
      [],
      [heading('Periksa keaslian'), cellOf({ text: address })],
      [],
      [heading(explanation.title)],
      ...lines(explanation.lines),
      [],
      ...lines(notes),
    ] as SheetData,
    columns: [{ width: 60 }, { width: 50 }],
  };
  return writeXlsx([overview, ...tables.map(tableSheet)]).toBuffer();
};
