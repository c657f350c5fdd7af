/** Node 20.19 and later of 20, 22.12 and later of 22, and everything from 24 on. */
const isSupported = (version) => {
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
};

/** Ends the process with one sentence on a Node that is too old. */
export const requireNode = (version = process.version) => {
  if (isSupported(version)) return;
  process.stderr.write(
    `Kinerja needs Node 20.19, 22.12 or 24 and later; this is ${version}: install a newer one (nodejs.org).\n`,
  );
  process.exit(1);
};
