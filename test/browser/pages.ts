import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../../widgets/package.json', import.meta.url));

/** The version of the widgets that this checkout makes. */
export const { version: CURRENT } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string };

/** For the head, where the page around the widgets must not be what is too wide. */
export const SMALL_HEADING = '<style>h1 { font-size: 1rem; overflow-wrap: anywhere }</style>';

/** A page of another site that embeds widgets the way an admin pastes them: one script tag. */
export const host = ({ address }: { readonly address: string }, body: string, head = ''): string => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Kota Bandung</title>
    ${head}
    <script type="module" src="${address}widgets/${CURRENT}/kinerja.js"></script>
  </head>
  <body>
    <main>
      <h1>Layanan kependudukan</h1>
      ${body}
    </main>
  </body>
</html>`;
