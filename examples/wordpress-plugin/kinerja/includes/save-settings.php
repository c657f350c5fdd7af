<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/** The settings as they were typed into the form, with what nobody types left out. */
function typed_settings(array $form): array
{
    $typed = ['reserve_height' => isset($form['reserve_height']), 'as_div' => isset($form['as_div'])];
    foreach (array_keys(setting_rules()) as $name) {
        $typed[$name] = is_string($form[$name] ?? null) ? sanitize_text_field($form[$name]) : '';
    }
    $typed['gateway'] = untrailingslashit($typed['gateway']);

    return $typed;
}

/**
 * Saves all of it, or nothing when something cannot be used. While the gateway is away, a hash that was fetched for the same
 * version stays.
 *
 * @return array{problems: array<string, string>, warnings: string[]} problems by setting; none: it was saved
 */
function save_settings(array $typed): array
{
    $problems = problems_of($typed, setting_rules());
    if ($problems) {
        return ['problems' => $problems, 'warnings' => []];
    }
    $release = fetch_release($typed['gateway'], $typed['version']);
    if (!is_wp_error($release)) {
        ['notes' => $notes] = $release;
        unset($release['notes']);
        update_option(OPTION, $release + $typed);

        return ['problems' => [], 'warnings' => $notes];
    }
    $stored = read_settings();
    if ($stored['integrity'] === '' || widgets_address($stored) !== widgets_address($typed)) {
        return ['problems' => ['gateway' => $release->get_error_message()], 'warnings' => []];
    }
    $fetched = array_intersect_key($stored, ['integrity' => true, 'files' => true, 'questions' => true]);
    update_option(OPTION, $fetched + $typed);
    $warning = sprintf(
        /* translators: 1: version, 2: address and what happened */
        __('The hash of the widgets %1$s could not be fetched, what was saved before still holds. %2$s', 'kinerja'),
        $typed['version'],
        $release->get_error_message()
    );

    return ['problems' => [], 'warnings' => [$warning]];
}
