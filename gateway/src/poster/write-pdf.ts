import { buffer } from 'node:stream/consumers';
import type { Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { type Item, PAGE, type Sheet } from './lay-out-poster.ts';
import { checkPrintable, fontOf } from './poster-font.ts';

declare global {
  // biome-ignore lint/style/noNamespace: it is how the types of pdfkit are added to.
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** Takes a font that is open already, since pdfkit 0.20. */
      registerFont(name: string, font: Font): this;
    }
  }
}

type Document = InstanceType<typeof PDFDocument>;

const draw = (document: Document, item: Item): void => {
  switch (item.kind) {
    case 'text': {
      document.font(item.weight).fontSize(item.size);
      const left = item.x - document.widthOfString(item.text) / 2;
      document.text(item.text, left, item.y, { lineBreak: false, baseline: 'alphabetic' });
      return;
    }
    case 'frame':
      document.lineWidth(2).roundedRect(item.x, item.y, item.width, item.height, 6).stroke();
      return;
    case 'code':
      document.path(item.outline).fill();
  }
};

/** What a reader aloud makes of it; nothing of a frame. */
const structured = (document: Document, item: Item) => {
  const content = () => draw(document, item);
  switch (item.kind) {
    case 'text':
      return document.struct('P', {}, content);
    case 'frame':
      return document.struct('NonStruct', {}, content);
    case 'code':
      return document.struct('Figure', { alt: item.description }, content);
  }
};

/**
 * A poster as PDF, with its font in it and tagged for readers aloud.
 *
 * @throws {Unprintable} rather than leave a character out.
 */
export const writePdf = async ({ title, lang, items }: Sheet, now: Date): Promise<Buffer> => {
  const texts = items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  checkPrintable(texts.join(''), 'poster SVG');
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang,
    info: { Title: title, CreationDate: now },
  });
  document.registerFont('regular', fontOf('regular')).registerFont('bold', fontOf('bold'));
  const root = document.struct('Document');
  document.addStructure(root);
  for (const item of items) root.add(structured(document, item));
  root.end();
  document.end();
  return buffer(document);
};
