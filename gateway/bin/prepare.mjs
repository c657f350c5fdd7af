// Makes what is generated or built, when it is missing or outdated: in a process of its own, whose compilers end with it.
await import('../../schema/bin/generate.mjs');
await import('../../widgets/bin/build.mjs');
await import('./build.mjs');
