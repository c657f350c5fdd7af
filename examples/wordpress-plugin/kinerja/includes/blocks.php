<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

const BLOCK_EDITOR = 'kinerja-blocks';

/** The widgets as blocks: drawn here for pages, and by blocks/editor.js as a placeholder with their fields in the editor. */
function register_blocks(): void
{
    wp_register_script(
        BLOCK_EDITOR,
        plugins_url('blocks/editor.js', PLUGIN_FILE),
        ['wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element'],
        VERSION,
        true
    );
    if (is_admin()) {
        wp_add_inline_script(BLOCK_EDITOR, 'window.kinerjaBlocks = ' . wp_json_encode(told_to_editor()) . ';', 'before');
    }
    foreach (widgets() as $name => $widget) {
        register_block_type("kinerja/$name", [
            'api_version' => 3,
            'title' => $widget['title'],
            'category' => 'widgets',
            'icon' => $widget['icon'],
            'description' => $widget['description'],
            'keywords' => $widget['keywords'],
            'attributes' => array_fill_keys(
                array_keys(typed_attributes($widget)),
                ['type' => 'string', 'default' => '']
            ),
            'supports' => ['align' => ['wide', 'full'], 'html' => false],
            'editor_script' => BLOCK_EDITOR,
            'render_callback' => function ($attributes) use ($name): string {
                $html = render_widget($name, array_filter($attributes, 'is_string'));

                return in_place($html, get_block_wrapper_attributes(['class' => PLACE]));
            },
        ]);
    }
}

/** The rules of what pages give by themselves; the others come from the settings only. */
function typed_attributes(array $widget): array
{
    return array_filter($widget['attributes'], function ($rule) {
        return isset($rule['alias']);
    });
}

/** The rules of the fields, and all words. */
function told_to_editor(): array
{
    $settings = read_settings();
    $fields = [];
    foreach (widgets() as $name => $widget) {
        foreach (typed_attributes($widget) as $attribute => $rule) {
            $setting = $settings[$rule['setting'] ?? ''] ?? '';
            $fields[$name][] = [
                'name' => $attribute,
                'label' => $rule['label'],
                'pattern' => pattern_of($rule),
                'options' => options_for_editor($rule['options'] ?? []),
                'example' => example_of($rule),
                'required' => !empty($rule['required']) && $setting === '',
                'setting' => $setting,
            ];
        }
    }

    return [
        'fields' => $fields,
        'wrong' => wrong_value_text(),
        /* translators: %s: value */
        'fromSettings' => __('If empty, that of the settings: %s', 'kinerja'),
        /* translators: %s: example */
        'example' => __('For example: %s', 'kinerja'),
        'appearance' => __('Appearance', 'kinerja'),
        'instructions' => $settings['integrity'] === ''
            ? no_gateway_text()
            : __('Here stands a placeholder. Visitors of the page see the widget.', 'kinerja'),
    ];
}

/** As WordPress' select takes them, led by the one that says nothing. */
function options_for_editor(array $options): array
{
    $all = [['value' => '', 'label' => __('Not set here', 'kinerja')]];
    foreach ($options as $value => $label) {
        $all[] = ['value' => $value, 'label' => $label];
    }

    return $options ? $all : [];
}
