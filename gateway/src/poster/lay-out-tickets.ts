import { fitText, LINE_HEIGHT, type Room } from './fit-text.ts';
import { type Item, PAGE, type Sheet } from './lay-out-poster.ts';
import { qrOutline } from './qr-outline.ts';

/** What a ticket says; the same for all of a sheet, but for the code. */
export interface TicketSheet {
  readonly tenant: string;
  readonly unit: string;
  readonly service: string;
  readonly sampleData: boolean;
  /** Last day on which the code is good, in words. */
  readonly goodUntil: string;
  /** Of the form, for those who type. */
  readonly shortAddress: string;
  /** At most `TICKETS_ON_SHEET`. */
  readonly tickets: readonly { readonly code: string; readonly address: string }[];
}

const COLUMNS = 3;
const ROWS = 4;
/** As many as are on one sheet of A4. */
export const TICKETS_ON_SHEET = COLUMNS * ROWS;

const MARGIN = 20;
const CELL = { width: (PAGE.width - 2 * MARGIN) / COLUMNS, height: (PAGE.height - 2 * MARGIN) / ROWS } as const;
const PADDING = 10;
const CODE_SIDE = 92;
/** From the top of a line to the base of its letters, in sizes. */
const BASE = 0.95;

const written = (text: string, x: number, top: number, room: Omit<Room, 'width'>): readonly Item[] => {
  const { lines, size } = fitText(text, { width: CELL.width - 2 * PADDING, ...room });
  return lines.map((line, place) => ({
    kind: 'text',
    text: line,
    x,
    y: top + (place * LINE_HEIGHT + BASE) * size,
    size,
    weight: room.weight,
  }));
};

/** Tickets for a scissor: black on white, each with a frame to cut along. */
export const layOutTickets = (sheet: TicketSheet): Sheet => {
  const { tenant, unit, service, sampleData, goodUntil, shortAddress, tickets } = sheet;
  const items = tickets.flatMap(({ code, address }, place): Item[] => {
    const left = MARGIN + (place % COLUMNS) * CELL.width;
    const top = MARGIN + Math.floor(place / COLUMNS) * CELL.height;
    const centre = left + CELL.width / 2;
    const line = (text: string, from: number, room: Omit<Room, 'width'>) => written(text, centre, top + from, room);
    return [
      { kind: 'frame', x: left + 3, y: top + 3, width: CELL.width - 6, height: CELL.height - 6 },
      ...line(sampleData ? `DATA CONTOH · ${tenant}` : tenant, 9, { height: 11, size: 8, weight: 'regular' }),
      ...line(`${service} · ${unit}`, 21, { height: 24, size: 9, weight: 'bold' }),
      {
        kind: 'code',
        outline: qrOutline(address, 'medium', { left: centre - CODE_SIDE / 2, top: top + 47, side: CODE_SIDE }),
        description: `Kode QR ke ${address}`,
      },
      ...line(code, 141, { height: 18, size: 13, weight: 'bold' }),
      ...line(`Nilai layanan kami: pindai, atau buka ${shortAddress} dan ketik kode ini.`, 160, {
        height: 20,
        size: 7,
        weight: 'regular',
      }),
      ...line(`Berlaku sekali, sampai ${goodUntil}.`, 181, { height: 9, size: 7, weight: 'regular' }),
    ];
  });
  return { title: `Kode kunjungan – ${service} – ${unit}`, lang: 'id', items };
};
