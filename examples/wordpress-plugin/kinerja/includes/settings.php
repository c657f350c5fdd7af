<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

const OPTION = 'kinerja_settings';

/** What holds before anything was saved. */
const DEFAULT_SETTINGS = [
    'gateway' => '',
    'version' => '',
    // Of kinerja.js in this version, as the gateway told it when the settings were saved; empty: nothing can be shown yet.
    'integrity' => '',
    // Names of the files of this version.
    'files' => [],
    // Id by which its form asks for the questions; empty: not known.
    'questions' => '',
    'site_key' => '',
    'region' => '',
    // Indonesian, also where nobody has changed the language of WordPress from English.
    'language' => 'id',
    'reserve_height' => true,
    'as_div' => false,
];

/** @return array with the keys of DEFAULT_SETTINGS */
function read_settings(): array
{
    $stored = get_option(OPTION);

    return array_intersect_key(is_array($stored) ? $stored : [], DEFAULT_SETTINGS) + DEFAULT_SETTINGS;
}

/** Address of the file that makes the tags work. */
function widgets_address(array $settings): string
{
    return "{$settings['gateway']}/widgets/{$settings['version']}/kinerja.js";
}

/** @return array<string, array> rules for what is typed, by setting */
function setting_rules(): array
{
    return [
        'gateway' => [
            'label' => __('Gateway address', 'kinerja'),
            'pattern' => gateway_pattern(),
            'example' => 'https://kinerja.example.go.id',
            'required' => true,
        ],
        'version' => [
            'label' => __('Widget version', 'kinerja'),
            'pattern' => '^\d+\.\d+\.\d+$',
            'example' => '1.2.3',
        ],
        'site_key' => [
            'label' => __('Site key', 'kinerja'),
            'pattern' => '^[\w.~-]+$',
            'example' => 'pk_AbCd1234',
        ],
        'region' => [
            'label' => __('Region code', 'kinerja'),
            'pattern' => '^\d\d(\.\d\d)?$',
            'example' => '32.73',
        ],
        'language' => [
            'label' => __('Language of the widgets', 'kinerja'),
            'options' => language_names() + ['auto' => __('That of the page', 'kinerja')],
            'required' => true,
        ],
    ];
}

/** The languages of the widgets, as their speakers call them. */
function language_names(): array
{
    return ['id' => 'Bahasa Indonesia', 'en' => 'English', 'su' => 'Basa Sunda', 'jv' => 'Basa Jawa'];
}

/** Browsers load nothing from http into a page on https, except from the machine itself. */
function gateway_pattern(): string
{
    $scheme = wp_parse_url(home_url(), PHP_URL_SCHEME) === 'https' ? '(https://|http://(?=localhost|127\.))' : 'https?://';

    return "^{$scheme}[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?(/[\w.~-]+)*$";
}
