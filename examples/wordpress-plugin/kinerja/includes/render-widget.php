<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/** Class of the box around a widget. */
const PLACE = 'kinerja-widget';

/** @param string $attributes of the box, as HTML */
function in_place(string $html, string $attributes): string
{
    return $html === '' ? '' : "<div $attributes>$html</div>";
}

/**
 * The tag of a widget with its fallback inside, as a page shows it. Visitors see nothing of a mistake, those who write pages
 * see what is wrong.
 *
 * @param array<string, string> $given attributes by their English name
 */
function render_widget(string $name, array $given): string
{
    $settings = read_settings();
    ['attributes' => $rules, 'file' => $file] = widgets()[$name];
    $attributes = given_or_set($given, $rules, $settings);
    $problems = problems_of($attributes, $rules);
    if ($settings['integrity'] === '') {
        $problems[] = no_gateway_text();
    } elseif (array_diff(files_of($file, $attributes, $rules), $settings['files'])) {
        $problems[] = sprintf(
            /* translators: %s: version */
            __('The widgets %s do not have this one yet. Take a newer version under Settings → Kinerja.', 'kinerja'),
            $settings['version']
        );
    }
    if ($problems) {
        return note_for_editors($problems);
    }
    $fallback = render_fallback($name, $attributes, $settings);
    if (is_feed()) {
        return $fallback;
    }
    enqueue_widgets();
    /**
     * How the tag is written: `element`, or `div` for themes and plugins that send their pages through wp_kses_post().
     *
     * @param string $markup by default what the settings say
     * @param string $name   stem of the widget, as `rating-form`
     */
    $markup = apply_filters('kinerja_markup', $settings['as_div'] ? 'div' : 'element', $name);

    $preload = $name === 'rating-form' ? preload_tag($attributes, $settings) : '';

    return $preload . ($markup === 'div'
        ? '<div data-kinerja="' . esc_attr($name) . '"' . html_attributes($attributes, 'data-') . ">$fallback</div>"
        : "<kinerja-$name" . html_attributes($attributes, '') . ">$fallback</kinerja-$name>");
}

/** The file of a widget, and those that its attributes take. */
function files_of(string $file, array $attributes, array $rules): array
{
    return [$file, ...array_column(array_intersect_key($rules, $attributes), 'file')];
}

/** What was given, and for what was left out the setting, if one stands in for it. */
function given_or_set(array $given, array $rules, array $settings): array
{
    $attributes = [];
    foreach ($rules as $attribute => $rule) {
        $value = trim((string) ($given[$attribute] ?? ''));
        $attributes[$attribute] = $value === '' ? $settings[$rule['setting'] ?? ''] ?? '' : $value;
    }
    if ($attributes['lang'] === 'auto') {
        // The widget then reads the language of the page.
        $attributes['lang'] = '';
    }

    return array_filter($attributes, 'strlen');
}

function html_attributes(array $attributes, string $prefix): string
{
    $html = '';
    foreach ($attributes as $attribute => $value) {
        $html .= " $prefix$attribute=\"" . esc_attr($value) . '"';
    }

    return $html;
}

/**
 * Has the questions fetched while the script is still on its way, which a slow network takes a second for. The address must be
 * the one that the form will ask, to the letter; in a language that is not one of the widgets' nothing would come of it.
 */
function preload_tag(array $attributes, array $settings): string
{
    $lang = $attributes['lang'] ?? strtok(get_bloginfo('language'), '-');
    if ($settings['questions'] === '' || !isset(language_names()[$lang])) {
        return '';
    }
    $variables = wp_json_encode(['service' => $attributes['service'], 'lang' => $lang], JSON_UNESCAPED_SLASHES);
    $address = "{$settings['gateway']}/graphql?documentId={$settings['questions']}&operationName=RatingForm&variables="
        . rawurlencode($variables);

    return '<link rel="preload" as="fetch" crossorigin="anonymous" href="' . esc_attr($address) . '">';
}

/** What shows without JavaScript or gateway; of the form it is the way to the plain one. */
function render_fallback(string $name, array $attributes, array $settings): string
{
    $isForm = in_array($name, ['rating-form', 'report-form'], true);
    $text = esc_html(fallback_text($isForm ? 'form' : 'other', $attributes['lang'] ?? ''));
    if (!$isForm) {
        return "<p>$text</p>";
    }

    return '<a href="' . esc_url("{$settings['gateway']}/form/{$attributes['service']}") . "\">$text</a>";
}

function note_for_editors(array $problems): string
{
    if (!current_user_can('edit_posts')) {
        return '';
    }
    $lines = '';
    foreach ($problems as $problem) {
        $lines .= '<li>' . esc_html($problem) . '</li>';
    }

    return '<div class="kinerja-note"><strong>' . esc_html__('Kinerja, for those who edit this page:', 'kinerja')
        . "</strong><ul>$lines</ul></div>";
}
