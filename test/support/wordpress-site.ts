import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { NoProgram } from './debian.mjs';
import { quoted, type RunningWordpress, runPhp } from './global-wordpress.ts';

/** The WordPress of this run, as tests use it. */
export interface WordpressSite extends RunningWordpress {
  /** Runs PHP inside WordPress, outside of any request; what it returns. */
  readonly run: <Result>(code: string) => Result;
  /** Installs and activates the plugin without a browser. */
  readonly installPlugin: () => void;
  /** Removes it as a web admin does. */
  readonly removePlugin: () => void;
  /** What PHP and WordPress had to complain about in the plugin; WordPress itself is older than some PHP. */
  readonly pluginComplaints: () => readonly string[];
}

const PLUGIN = 'kinerja/kinerja.php';
const ADMIN_FILES = `require_once ABSPATH . 'wp-admin/includes/admin.php'; WP_Filesystem();`;

/** @throws {NoProgram} when the machine has none */
export function useWordpress(): WordpressSite {
  const wordpress = inject('wordpress');
  if (typeof wordpress === 'string') throw new NoProgram(wordpress);
  const load = `require ${quoted(`${wordpress.folder}/wp-load.php`)};`;
  const run = (code: string) => JSON.parse(runPhp(wordpress, `${load} echo json_encode((function () { ${code} })());`));
  return {
    ...wordpress,
    run,
    installPlugin: () =>
      run(`
        ${ADMIN_FILES}
        is_wp_error(unzip_file(${quoted(wordpress.zip)}, WP_PLUGIN_DIR)) && exit('The zip cannot be unpacked.');
        is_wp_error(activate_plugin('${PLUGIN}')) && exit('The plugin cannot be activated.');
        return true;
      `),
    removePlugin: () =>
      run(`
        ${ADMIN_FILES}
        deactivate_plugins('${PLUGIN}');
        return delete_plugins(['${PLUGIN}']) === true || exit('The plugin cannot be removed.');
      `),
    pluginComplaints: () =>
      readFileSync(wordpress.log, 'utf8')
        .split('\n')
        .filter((line) => line.includes('/plugins/kinerja/')),
  };
}
