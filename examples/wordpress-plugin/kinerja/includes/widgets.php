<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

const PERIOD = '^\d{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$';

/**
 * The widgets by the stem of their tag. Shortcodes, blocks and the fields of the editor follow from this table alone: `file` has
 * to be in the version that is loaded, that of an attribute when it is given; each attribute has its rule, its Indonesian name for shortcodes (`alias`), and the
 * setting that stands in for it when it is left out (`setting`).
 */
function widgets(): array
{
    return [
        'rating-form' => [
            'title' => __('Kinerja: rating form', 'kinerja'),
            'description' => __('Citizens rate a public service.', 'kinerja'),
            'icon' => 'feedback',
            'keywords' => ['survei', 'kepuasan', 'ikm', 'skm'],
            'shortcodes' => ['kinerja_formulir', 'kinerja_rating_form'],
            'file' => 'kinerja.js',
            'attributes' => form_rules() + common_rules(),
        ],
        'unit-leaderboard' => [
            'title' => __('Kinerja: board of units', 'kinerja'),
            'description' => __('Units of one kind, compared as far as the ratings can tell.', 'kinerja'),
            'icon' => 'chart-bar',
            'keywords' => ['papan', 'peringkat', 'ikm', 'puskesmas'],
            'shortcodes' => ['kinerja_papan', 'kinerja_unit_leaderboard'],
            'file' => 'kinerja.js',
            'attributes' => [
                'tenant' => ['alias' => 'wilayah', 'setting' => 'region', 'required' => true] + setting_rules()['region'],
                'kind' => [
                    'label' => __('Kind of unit', 'kinerja'),
                    'alias' => 'jenis',
                    'pattern' => '^[a-z][\w-]*$',
                    'example' => 'puskesmas',
                    'required' => true,
                ],
            ] + period_rule() + [
                'mode' => [
                    'label' => __('New figures', 'kinerja'),
                    'alias' => 'mode',
                    'file' => 'live.js',
                    'options' => [
                        'live' => __('By themselves, while the page is open', 'kinerja'),
                        'tv' => __('By themselves, for a screen in an office', 'kinerja'),
                    ],
                ],
            ] + common_rules(),
        ],
        'scorecard' => [
            'title' => __('Kinerja: unit card', 'kinerja'),
            'description' => __('What citizens say of one unit, and what it does about it.', 'kinerja'),
            'icon' => 'id-alt',
            'keywords' => ['kartu', 'unit', 'ikm', 'indeks'],
            'shortcodes' => ['kinerja_kartu', 'kinerja_scorecard'],
            'file' => 'kinerja.js',
            'attributes' => unit_rule() + period_rule() + common_rules(),
        ],
        'index-badge' => [
            'title' => __('Kinerja: index badge', 'kinerja'),
            'description' => __('The index of one unit at a glance.', 'kinerja'),
            'icon' => 'awards',
            'keywords' => ['lencana', 'ikm', 'indeks', 'mutu'],
            'shortcodes' => ['kinerja_lencana', 'kinerja_index_badge'],
            'file' => 'index-badge.js',
            'attributes' => unit_rule() + period_rule() + [
                'href' => [
                    'label' => __('Page with the details', 'kinerja'),
                    'alias' => 'tautan',
                    'pattern' => '^(https?:|\/|\.|#).*$',
                    'example' => '/kinerja/',
                ],
            ] + common_rules(),
        ],
        'trend' => [
            'title' => __('Kinerja: trend', 'kinerja'),
            'description' => __('How the index of one unit has changed over two years.', 'kinerja'),
            'icon' => 'chart-line',
            'keywords' => ['perubahan', 'kecenderungan', 'tren', 'ikm'],
            'shortcodes' => ['kinerja_perubahan', 'kinerja_trend'],
            'file' => 'trend.js',
            'attributes' => unit_rule() + common_rules(),
        ],
        'report-form' => [
            'title' => __('Kinerja: form for reports', 'kinerja'),
            'description' => __('Citizens write to the office: a complaint, a suggestion, a question.', 'kinerja'),
            'icon' => 'megaphone',
            'keywords' => ['pengaduan', 'laporan', 'aspirasi', 'informasi'],
            'shortcodes' => ['kinerja_laporan', 'kinerja_report_form'],
            'file' => 'report-form.js',
            'attributes' => sending_rules() + [
                'kind' => [
                    'label' => __('Kind', 'kinerja'),
                    'alias' => 'jenis',
                    'options' => [
                        'complaint' => __('Complaint', 'kinerja'),
                        'aspiration' => __('Suggestion', 'kinerja'),
                        'information' => __('Question', 'kinerja'),
                    ],
                ],
            ] + place_rule() + common_rules(),
        ],
        'receipt' => [
            'title' => __('Kinerja: receipt', 'kinerja'),
            'description' => __('What became of a feedback, for whoever has the code of its receipt.', 'kinerja'),
            'icon' => 'tickets-alt',
            'keywords' => ['tanda terima', 'kode', 'pengaduan', 'penilaian'],
            'shortcodes' => ['kinerja_tanda_terima', 'kinerja_receipt'],
            'file' => 'receipt.js',
            'attributes' => common_rules(),
        ],
        'service-time' => [
            'title' => __('Kinerja: service time', 'kinerja'),
            'description' => __('How long visits of a service take, and which step is the slowest.', 'kinerja'),
            'icon' => 'clock',
            'keywords' => ['waktu', 'antrean', 'layanan', 'lama'],
            'shortcodes' => ['kinerja_waktu_layanan', 'kinerja_service_time'],
            'file' => 'service-time.js',
            'attributes' => service_rule() + period_rule() + [
                'compare' => [
                    'label' => __('Compared with the period', 'kinerja'),
                    'alias' => 'pembanding',
                    'pattern' => PERIOD,
                    'example' => '2026-Q2',
                ],
            ] + common_rules(),
        ],
        'public-replies' => [
            'title' => __('Kinerja: you said, we did', 'kinerja'),
            'description' => __('What citizens told one unit, and what it did about it.', 'kinerja'),
            'icon' => 'megaphone',
            'keywords' => ['tindak lanjut', 'masukan', 'perbaikan', 'pengaduan'],
            'shortcodes' => ['kinerja_tindak_lanjut', 'kinerja_public_replies'],
            'file' => 'public-replies.js',
            'attributes' => unit_rule() + common_rules(),
        ],
    ];
}

/** Of what sends something: about which service, and by which site. */
function sending_rules(): array
{
    return service_rule() + [
        'site-key' => ['setting' => 'site_key'] + setting_rules()['site_key'],
    ];
}

function place_rule(): array
{
    return [
        'place' => [
            'label' => __('Counter or room', 'kinerja'),
            'alias' => 'tempat',
            'pattern' => '^',
            'example' => 'Loket 3',
        ],
    ];
}

function form_rules(): array
{
    return sending_rules() + [
        'layout' => [
            'label' => __('Questions', 'kinerja'),
            'alias' => 'susunan',
            'options' => [
                'steps' => __('One at a time', 'kinerja'),
                'all' => __('All at once', 'kinerja'),
                'icons' => __('One at a time, with large faces, read aloud', 'kinerja'),
            ],
        ],
        'mode' => [
            'label' => __('Mode', 'kinerja'),
            'alias' => 'mode',
            'options' => ['kiosk' => __('Kiosk: the whole screen, anew for each citizen', 'kinerja')],
        ],
    ] + place_rule();
}

function service_rule(): array
{
    return [
        'service' => [
            'label' => __('Service', 'kinerja'),
            'alias' => 'layanan',
            'pattern' => '^service_[\w-]+$',
            'example' => 'service_AbCd…',
            'required' => true,
        ],
    ];
}

function unit_rule(): array
{
    return [
        'unit' => [
            'label' => __('Unit', 'kinerja'),
            'alias' => 'unit',
            'pattern' => '^unit_[\w-]+$',
            'example' => 'unit_AbCd…',
            'required' => true,
        ],
    ];
}

function period_rule(): array
{
    return [
        'period' => [
            'label' => __('Period', 'kinerja'),
            'alias' => 'periode',
            'pattern' => PERIOD,
            'example' => '2026, 2026-S1, 2026-Q3, 2026-09',
        ],
    ];
}

/** What every widget takes. */
function common_rules(): array
{
    return [
        'theme' => [
            'label' => __('Colours', 'kinerja'),
            'alias' => 'tema',
            'options' => [
                'auto' => __('Light or dark, as the visitor prefers', 'kinerja'),
                'light' => __('Light', 'kinerja'),
                'dark' => __('Dark', 'kinerja'),
                'blue' => __('Blue', 'kinerja'),
                'neutral' => __('Neutral', 'kinerja'),
                'contrast' => __('High contrast', 'kinerja'),
            ],
        ],
        'lang' => [
            'label' => __('Language', 'kinerja'),
            'alias' => 'bahasa',
            'options' => language_names(),
            'setting' => 'language',
        ],
    ];
}
