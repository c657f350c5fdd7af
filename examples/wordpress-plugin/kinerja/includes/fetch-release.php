<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/** For every question to the gateway: short, as a page of WordPress waits for it; of a redirect the admin shall know. */
const REQUEST = ['timeout' => 5, 'redirection' => 0, 'limit_response_size' => 65536];

/**
 * A version of the widgets as the gateway tells it.
 *
 * @param string $version empty for the newest release
 * @return array{version: string, integrity: string, files: string[], questions: string, notes: string[]}|\WP_Error notes are
 *         what the admin should know of this version; the error says what was asked and what came back
 */
function fetch_release(string $gateway, string $version)
{
    $catalogue = fetch_json("$gateway/widgets/versions.json");
    if (is_wp_error($catalogue)) {
        return $catalogue;
    }
    $latest = $catalogue['latest'] ?? null;
    if (!is_string($latest)) {
        /* translators: %s: address */
        return new \WP_Error('kinerja_gateway', sprintf(__('%s names no newest version.', 'kinerja'), "$gateway/widgets/versions.json"));
    }
    $version = $version === '' ? $latest : $version;
    $address = "$gateway/widgets/$version/integrity.json";
    $files = fetch_json($address);
    if (is_wp_error($files)) {
        return $files;
    }
    $integrity = $files['kinerja.js']['integrity'] ?? null;
    if (!is_string($integrity) || !preg_match('#^sha384-[A-Za-z0-9+/]{64}$#D', $integrity)) {
        /* translators: %s: address */
        return new \WP_Error('kinerja_gateway', sprintf(__('%s has no hash of kinerja.js.', 'kinerja'), $address));
    }
    $notes = [];
    if (empty($catalogue['versions'][$version]['isReleased'])) {
        /* translators: %s: version */
        $notes[] = sprintf(__('The widgets %s are in development: when their file changes, browsers refuse it until you save again.', 'kinerja'), $version);
    }
    if (version_compare($latest, $version, '>')) {
        /* translators: %s: version */
        $notes[] = sprintf(__('The newest release of the widgets is %s.', 'kinerja'), $latest);
    }

    $questions = $catalogue['versions'][$version]['questions'] ?? '';

    return [
        'version' => $version,
        'integrity' => $integrity,
        'files' => array_keys($files),
        'questions' => is_string($questions) && preg_match('/^[\w:]+$/D', $questions) ? $questions : '',
        'notes' => $notes,
    ];
}

/** @return array|\WP_Error */
function fetch_json(string $address)
{
    return answer_of(wp_remote_get($address, REQUEST), $address);
}

/**
 * The JSON that came back.
 *
 * @param array|\WP_Error $response of wp_remote_get() or wp_remote_post()
 * @return array|\WP_Error
 */
function answer_of($response, string $address)
{
    if (is_wp_error($response)) {
        /* translators: 1: address, 2: reason */
        $told = sprintf(__('%1$s does not answer: %2$s', 'kinerja'), $address, $response->get_error_message());

        return new \WP_Error('kinerja_gateway', $told);
    }
    $status = wp_remote_retrieve_response_code($response);
    $body = wp_remote_retrieve_body($response);
    $answer = json_decode($body, true);
    if ($status === 200 && is_array($answer)) {
        return $answer;
    }
    $words = wp_html_excerpt($body, 200, '…');

    return new \WP_Error(
        'kinerja_gateway',
        /* translators: 1: address, 2: number, as 404, 3: beginning of the answer */
        sprintf(__('%1$s answers %2$s, which is not what a gateway answers: "%3$s"', 'kinerja'), $address, $status, $words)
    );
}
