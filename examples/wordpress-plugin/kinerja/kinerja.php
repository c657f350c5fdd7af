<?php

/**
 * Plugin Name:       Kinerja
 * Description:       Citizens' ratings on any page: the widgets of a Kinerja gateway, as shortcodes and as blocks.
 * Version:           0.1.0
 * Requires at least: 5.8
 * Requires PHP:      7.4
 * License:           MIT
 * License URI:       https://opensource.org/licenses/MIT
 * Text Domain:       kinerja
 */

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

const VERSION = '0.1.0';
const PLUGIN_FILE = __FILE__;

require __DIR__ . '/includes/texts.php';
require __DIR__ . '/includes/rules.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/fetch-release.php';
require __DIR__ . '/includes/widgets.php';
require __DIR__ . '/includes/enqueue-widgets.php';
require __DIR__ . '/includes/render-widget.php';
require __DIR__ . '/includes/shortcodes.php';
require __DIR__ . '/includes/blocks.php';

add_filter('gettext_kinerja', __NAMESPACE__ . '\\translated', 10, 2);
add_filter('gettext_with_context_kinerja', __NAMESPACE__ . '\\translated', 10, 2);

add_action('init', __NAMESPACE__ . '\\register_widget_files');
add_action('init', __NAMESPACE__ . '\\add_shortcodes');
add_action('init', __NAMESPACE__ . '\\register_blocks');
add_action('wp_enqueue_scripts', __NAMESPACE__ . '\\enqueue_for_page');
add_filter('the_content', __NAMESPACE__ . '\\enqueue_for_content', 20);
add_filter('script_loader_tag', __NAMESPACE__ . '\\module_tag', 10, 3);

if (is_admin()) {
    require __DIR__ . '/includes/check-connection.php';
    require __DIR__ . '/includes/save-settings.php';
    require __DIR__ . '/includes/settings-fields.php';
    require __DIR__ . '/includes/settings-page.php';
    $page = new SettingsPage();
    add_action('admin_menu', [$page, 'add']);
    add_filter('plugin_action_links_' . plugin_basename(__FILE__), [$page, 'add_link']);
}
