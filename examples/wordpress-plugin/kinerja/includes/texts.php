<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/** What visitors read when JavaScript or the gateway is off, by language of the widget. */
const FALLBACKS = [
    'id' => [
        'form' => 'Isi survei kepuasan masyarakat',
        'other' => 'Bagian ini tampil bila JavaScript menyala dan server terhubung.',
    ],
    'en' => [
        'form' => 'Take part in the public satisfaction survey',
        'other' => 'This part shows once JavaScript is on and the server can be reached.',
    ],
];

/** Whether somebody reads WordPress in English; everybody else is given Indonesian. */
function reads_english(string $locale): bool
{
    return strpos($locale, 'en') === 0;
}

/**
 * The text in Indonesian, from `languages/id.php`, which needs no compiling. A translation that somebody has installed by
 * WordPress' own means comes first.
 *
 * @param string $translation what WordPress has found
 * @param string $text        as it stands in the code, in English
 */
function translated($translation, $text)
{
    static $words = null;
    if ($translation !== $text || reads_english(determine_locale())) {
        return $translation;
    }
    $words = $words ?? require dirname(__DIR__) . '/languages/id.php';

    return $words[$text] ?? $text;
}

/** In the widget's language; without one, in that of the site. */
function fallback_text(string $kind, string $language): string
{
    return FALLBACKS[reads_english($language ?: get_locale()) ? 'en' : 'id'][$kind];
}

function no_gateway_text(): string
{
    return __('Enter the address of the gateway under Settings → Kinerja first.', 'kinerja');
}
