<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/**
 * Asks the gateway what pages will ask it; nothing is saved.
 *
 * @return array<int, array{string, string}> kind of notice, and its text for the admin
 */
function check_connection(array $settings): array
{
    $problems = problems_of($settings, setting_rules());
    if ($problems) {
        return notices('error', $problems);
    }
    $release = fetch_release($settings['gateway'], $settings['version']);
    if (is_wp_error($release)) {
        return notices('error', [$release->get_error_message()]);
    }
    $settings['version'] = $release['version'];
    /* translators: 1: address, 2: version */
    $good = sprintf(__('%1$s answers and has the widgets %2$s.', 'kinerja'), $settings['gateway'], $settings['version']);

    return array_merge(
        notices('success', [$good]),
        notices('warning', $release['notes']),
        is_other_file($settings, $release['integrity']) ? notices('error', [other_file_text()]) : [],
        $settings['region'] === '' ? [] : check_region($settings['gateway'], $settings['region'])
    );
}

function is_other_file(array $settings, string $integrity): bool
{
    $stored = read_settings();

    return widgets_address($stored) === widgets_address($settings) && $stored['integrity'] !== $integrity;
}

function other_file_text(): string
{
    return __('The file is another one than when these settings were saved, so browsers refuse it. Save again if you trust the gateway.', 'kinerja');
}

function check_region(string $gateway, string $code): array
{
    $name = fetch_region_name($gateway, $code);
    if (is_wp_error($name)) {
        return notices('error', [$name->get_error_message()]);
    }

    /* translators: 1: code, 2: name */
    return notices('success', [sprintf(__('Region %1$s is %2$s.', 'kinerja'), $code, $name)]);
}

/** @return string|\WP_Error */
function fetch_region_name(string $gateway, string $code)
{
    $question = [
        'query' => 'query Region($code: String!) { tenant(code: $code) { name } }',
        'variables' => ['code' => $code],
    ];
    $response = wp_remote_post("$gateway/graphql", [
        'headers' => ['Content-Type' => 'application/json'],
        'body' => wp_json_encode($question),
    ] + REQUEST);
    $answer = answer_of($response, "$gateway/graphql");
    if (is_wp_error($answer)) {
        return $answer;
    }
    $name = $answer['data']['tenant']['name'] ?? null;
    if (is_string($name)) {
        return $name;
    }

    /* translators: %s: code */
    return new \WP_Error('kinerja_gateway', sprintf(__('Region code: the gateway knows no region "%s".', 'kinerja'), $code));
}
