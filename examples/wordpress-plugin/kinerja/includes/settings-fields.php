<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/** @param array<string, string> $problems by setting */
function render_settings_fields(array $values, array $problems): void
{
    $rules = setting_rules();
    ?>
    <table class="form-table" role="presentation">
        <?php
        foreach (setting_hints() as $name => $hint) {
            render_text_row($name, ['value' => $values[$name], 'hint' => $hint, 'wrong' => isset($problems[$name])] + $rules[$name]);
        }
        ?>
        <tr>
            <th scope="row"><label for="kinerja-language"><?php echo esc_html($rules['language']['label']); ?></label></th>
            <td>
                <select id="kinerja-language" name="kinerja[language]">
                    <?php foreach ($rules['language']['options'] as $code => $words) : ?>
                        <option value="<?php echo esc_attr($code); ?>" <?php selected($values['language'], $code); ?>>
                            <?php echo esc_html($words); ?>
                        </option>
                    <?php endforeach; ?>
                </select>
            </td>
        </tr>
        <tr>
            <th scope="row"><?php esc_html_e('Pages', 'kinerja'); ?></th>
            <td>
                <?php
                render_checkbox(
                    'reserve_height',
                    __('Reserve the height of the form, so that nothing on the page moves when it appears', 'kinerja'),
                    $values['reserve_height']
                );
                render_checkbox(
                    'as_div',
                    __('Write the widgets as <div data-kinerja>, if a theme or another plugin removes their tags', 'kinerja'),
                    $values['as_div']
                );
                ?>
            </td>
        </tr>
    </table>
    <?php
}

/** What is typed as text, in the order of the page. */
function setting_hints(): array
{
    return [
        'gateway' => __('Where the Kinerja of your region runs.', 'kinerja'),
        'version' => __('Three numbers; left empty: the newest release. Pages stay with this version until you change it here.', 'kinerja'),
        'site_key' => sprintf(
            /* translators: %s: address of this site */
            __('Whoever runs the gateway gives you one for %s. Without it ratings count as unverified.', 'kinerja'),
            home_origin()
        ),
        'region' => __('Code of the Ministry of Home Affairs, for boards that name no region of their own.', 'kinerja'),
    ];
}

/** This site as browsers name it to the gateway. */
function home_origin(): string
{
    return preg_replace('#^(https?://[^/]+).*$#', '$1', home_url());
}

function render_text_row(string $name, array $field): void
{
    $id = "kinerja-$name";
    ?>
    <tr>
        <th scope="row"><label for="<?php echo esc_attr($id); ?>"><?php echo esc_html($field['label']); ?></label></th>
        <td>
            <input class="regular-text code" type="text" id="<?php echo esc_attr($id); ?>"
                name="kinerja[<?php echo esc_attr($name); ?>]" value="<?php echo esc_attr($field['value']); ?>"
                placeholder="<?php echo esc_attr($field['example']); ?>" aria-describedby="<?php echo esc_attr($id); ?>-hint"
                aria-invalid="<?php echo $field['wrong'] ? 'true' : 'false'; ?>" autocomplete="off" spellcheck="false">
            <p class="description" id="<?php echo esc_attr($id); ?>-hint"><?php echo esc_html($field['hint']); ?></p>
        </td>
    </tr>
    <?php
}

function render_checkbox(string $name, string $words, bool $checked): void
{
    ?>
    <p>
        <label>
            <input type="checkbox" name="kinerja[<?php echo esc_attr($name); ?>]" value="1" <?php checked($checked); ?>>
            <?php echo esc_html($words); ?>
        </label>
    </p>
    <?php
}

/** How pages get a widget, with the settings as they are. */
function render_usage(array $settings): void
{
    if ($settings['integrity'] === '') {
        return;
    }
    ?>
    <h2><?php esc_html_e('In your pages', 'kinerja'); ?></h2>
    <p><?php esc_html_e('Add a block whose name begins with "Kinerja", or write one of these lines:', 'kinerja'); ?></p>
    <ul class="ul-disc">
        <?php foreach (widgets() as $widget) : ?>
            <li><code><?php echo esc_html(shortcode_example($widget, $settings)); ?></code> <?php echo esc_html($widget['description']); ?></li>
        <?php endforeach; ?>
    </ul>
    <h2><?php esc_html_e('What browsers load', 'kinerja'); ?></h2>
    <p>
        <code><?php echo esc_html(widgets_address($settings)); ?></code><br>
        <code><?php echo esc_html($settings['integrity']); ?></code>
    </p>
    <?php
}
