/** A page of another site that embeds widgets the way an admin pastes them: one script tag. */
export const host = ({ address }: { readonly address: string }, body: string, head = ''): string => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Kota Bandung</title>
    ${head}
    <script type="module" src="${address}widgets/0.2.0/kinerja.js"></script>
  </head>
  <body>
    <main>
      <h1>Layanan kependudukan</h1>
      ${body}
    </main>
  </body>
</html>`;
