// @ts-check
// Processes that outlive the run that started them, found by a mark that all of them inherit (on systems with /proc).
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** To be put into the environment of whatever starts the run. */
export const MARK = { KINERJA_TEST_RUN: randomUUID() };

/**
 * Stops whatever still carries the mark after a time of grace.
 *
 * @param {number} graceMs
 * @returns {Promise<readonly string[]>} what had to be stopped
 */
export async function stopLeftOvers(graceMs) {
  const patience = Date.now() + graceMs;
  while (leftOvers().length > 0 && Date.now() < patience) await sleep(100);
  return leftOvers().map(({ pid, command }) => {
    kill(pid);
    return `${pid} ${command.slice(0, 100)}`;
  });
}

function leftOvers() {
  return processes().flatMap((pid) => {
    const read = (/** @type {string} */ file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0');
    try {
      const marked = read('environ').includes(`KINERJA_TEST_RUN=${MARK.KINERJA_TEST_RUN}`);
      return marked ? [{ pid, command: read('cmdline').join(' ').trim() }] : [];
    } catch {
      // It ended meanwhile, or belongs to somebody else.
      return [];
    }
  });
}

function processes() {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    // No /proc on this system.
    return [];
  }
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
