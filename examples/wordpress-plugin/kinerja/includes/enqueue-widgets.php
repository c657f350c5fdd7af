<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

const HANDLE = 'kinerja-widgets';

/** Makes the two files known; only pages that use a widget load them. */
function register_widget_files(): void
{
    $settings = read_settings();
    if ($settings['integrity'] === '') {
        return;
    }
    // No `?ver=`: the version stands in the address, which is the one that other pages have in their cache.
    wp_register_script(HANDLE, widgets_address($settings), [], null, false);
    if ($settings['reserve_height']) {
        wp_register_style(HANDLE, plugins_url('css/kinerja.css', PLUGIN_FILE), [], VERSION);
    }
}

/** Asks for both files, however often it is called once. */
function enqueue_widgets(): void
{
    wp_enqueue_script(HANDLE);
    wp_enqueue_style(HANDLE);
}

/** Whether a text, as it is stored or as it is shown, holds one of our widgets in any of its forms. */
function mentions_widget(string $content): bool
{
    return preg_match('/\[kinerja_|<!-- wp:kinerja\/|<kinerja-|data-kinerja=/', $content) === 1;
}

/** Early, so that both stand in the head: a height that is reserved later moves the page. */
function enqueue_for_page(): void
{
    $post = is_singular() ? get_post() : null;
    if ($post && mentions_widget($post->post_content)) {
        enqueue_widgets();
    }
}

/** For what somebody has pasted as HTML; an excerpt leaves it out. */
function enqueue_for_content($content)
{
    if (!doing_filter('get_the_excerpt') && mentions_widget((string) $content)) {
        enqueue_widgets();
    }

    return $content;
}

/** The script tag as a module with its hash: a file that was changed on its way does not run, and no page waits for it. */
function module_tag($tag, $handle, $address)
{
    if ($handle !== HANDLE) {
        return $tag;
    }

    return wp_get_script_tag([
        'type' => 'module',
        'async' => true,
        'src' => $address,
        'crossorigin' => 'anonymous',
        'integrity' => read_settings()['integrity'],
        'id' => HANDLE . '-js',
    ]);
}
