import { html } from 'hono/html';
import { type Item, PAGE, type Sheet } from './lay-out-poster.ts';

/** Fonts that are no wider than the one that was measured with. */
const FAMILY = "'DejaVu Sans', Verdana, 'Noto Sans', Roboto, Arial, Helvetica, sans-serif";

const number = (value: number) => String(Number(value.toFixed(2)));

const drawn = (item: Item) => {
  switch (item.kind) {
    case 'text':
      return html`<text x="${number(item.x)}" y="${number(item.y)}" font-size="${number(item.size)}" font-weight="${item.weight === 'bold' ? '700' : '400'}">${item.text}</text>`;
    case 'frame':
      return html`<rect x="${number(item.x)}" y="${number(item.y)}" width="${number(item.width)}" height="${number(item.height)}" rx="6" fill="none" stroke="#000" stroke-width="2"/>`;
    case 'code':
      return html`<path role="img" aria-label="${item.description}" d="${item.outline}" shape-rendering="crispEdges"/>`;
  }
};

/** A poster as SVG: text stays text, whatever is in a name. */
export const writeSvg = ({ title, lang, items }: Sheet): string =>
  String(html`<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 ${PAGE.width} ${PAGE.height}" lang="${lang}" font-family="${FAMILY}" text-anchor="middle" fill="#000">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
${items.map(drawn)}
</svg>
`);
