<?php

/* Takes away what the plugin has stored; pages keep their shortcodes and blocks. */

declare(strict_types=1);

defined('WP_UNINSTALL_PLUGIN') || exit;

if (!is_multisite()) {
    delete_option('kinerja_settings');
} else {
    foreach (get_sites(['fields' => 'ids', 'number' => 0]) as $site) {
        delete_blog_option((int) $site, 'kinerja_settings');
    }
}
