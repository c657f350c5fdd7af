<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/** Each widget by an Indonesian and an English name; the attributes of both are understood in either. */
function add_shortcodes(): void
{
    foreach (widgets() as $name => $widget) {
        foreach ($widget['shortcodes'] as $shortcode) {
            add_shortcode($shortcode, function ($given) use ($name, $widget): string {
                // Without attributes WordPress hands over an empty text.
                $attributes = english_names(is_array($given) ? $given : [], $widget['attributes']);

                return in_place(render_widget($name, $attributes), 'class="' . PLACE . '"');
            });
        }
    }
}

/** Of two names for one attribute the English one counts. */
function english_names(array $given, array $rules): array
{
    foreach ($rules as $attribute => $rule) {
        $given[$attribute] = $given[$attribute] ?? $given[$rule['alias'] ?? ''] ?? '';
    }

    return $given;
}

/** The shortest line that shows a widget, with an example for what has to be given. */
function shortcode_example(array $widget, array $settings): string
{
    $line = $widget['shortcodes'][0];
    foreach ($widget['attributes'] as $rule) {
        if (!empty($rule['required']) && ($settings[$rule['setting'] ?? ''] ?? '') === '') {
            $line .= " {$rule['alias']}=\"{$rule['example']}\"";
        }
    }

    return "[$line]";
}
