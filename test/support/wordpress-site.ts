import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { NoProgram } from './debian.mjs';
import { quoted, type RunningWordpress, runPhp } from './global-wordpress.ts';

/** The WordPress of this run, as tests use it. */
export interface WordpressSite extends RunningWordpress {
  /** Runs PHP inside WordPress, outside of any request; what it returns. */
  readonly run: <Result>(code: string) => Result;
  /** A page that the administrator has published, in a theme if it is to be another one; its address. */
  readonly publish: (content: string, theme?: string) => string;
  /** Installs and activates the plugin without a browser. */
  readonly installPlugin: () => void;
  /** Removes it as a web admin does. */
  readonly removePlugin: () => void;
  /** What PHP and WordPress had to complain about in the plugin; WordPress itself is older than some PHP. */
  readonly pluginComplaints: () => readonly string[];
}

/** A text of any kind in PHP's code. */
export const encoded = (text: string): string => `base64_decode('${Buffer.from(text).toString('base64')}')`;

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
    publish: (content, theme) => {
      const id = run(`
        ${theme ? `switch_theme(${quoted(theme)});` : ''}
        wp_set_current_user(1);
        $page = ['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Layanan KTP-el'];
        return wp_insert_post($page + ['post_content' => wp_slash(${encoded(content)})]);
      `);
      return `${wordpress.address}/?page_id=${id}`;
    },
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
