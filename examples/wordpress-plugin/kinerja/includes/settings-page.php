<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/**
 * Notices of one kind, as the page shows them.
 *
 * @param string[] $texts
 * @return array<int, array{string, string}>
 */
function notices(string $kind, array $texts): array
{
    return array_map(function ($text) use ($kind) {
        return [$kind, $text];
    }, array_values($texts));
}

/** Settings → Kinerja. What was typed stays in the fields until it could be saved. */
final class SettingsPage
{
    private const SLUG = 'kinerja';
    private const NONCE = 'kinerja_settings';

    /** What stands in the fields. */
    private array $values = DEFAULT_SETTINGS;

    /** @var array<string, string> what cannot be used, by setting */
    private array $problems = [];

    /** @var array<int, array{string, string}> kind of notice, and its text */
    private array $notices = [];

    public function add(): void
    {
        $hook = add_options_page('Kinerja', 'Kinerja', 'manage_options', self::SLUG, [$this, 'render']);
        add_action("load-$hook", [$this, 'receive']);
    }

    /** In the list of plugins. */
    public function add_link(array $links): array
    {
        $link = '<a href="' . esc_url($this->address()) . '">' . esc_html__('Settings', 'kinerja') . '</a>';

        return ['settings' => $link] + $links;
    }

    /** Before the page is drawn. */
    public function receive(): void
    {
        $this->values = read_settings();
        if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
            return;
        }
        check_admin_referer(self::NONCE);
        if (!current_user_can('manage_options')) {
            wp_die(esc_html__('Only administrators change these settings.', 'kinerja'), '', ['response' => 403]);
        }
        $form = wp_unslash($_POST['kinerja'] ?? []);
        $this->values = typed_settings(is_array($form) ? $form : []);
        isset($_POST['check']) ? $this->check() : $this->save();
    }

    private function check(): void
    {
        $this->notices = check_connection($this->values);
    }

    private function save(): void
    {
        ['problems' => $this->problems, 'warnings' => $warnings] = save_settings($this->values);
        if ($this->problems) {
            $this->notices = notices('error', $this->problems);

            return;
        }
        $this->values = read_settings();
        $this->notices = array_merge(
            notices('success', [__('The settings are saved.', 'kinerja')]),
            notices('warning', $warnings)
        );
    }

    public function render(): void
    {
        ?>
        <div class="wrap">
            <h1>Kinerja</h1>
            <?php foreach ($this->notices as [$kind, $text]) : ?>
                <div class="notice notice-<?php echo esc_attr($kind); ?>" role="<?php echo $kind === 'error' ? 'alert' : 'status'; ?>">
                    <p><?php echo esc_html($text); ?></p>
                </div>
            <?php endforeach; ?>
            <form method="post" action="<?php echo esc_url($this->address()); ?>">
                <?php wp_nonce_field(self::NONCE); ?>
                <?php render_settings_fields($this->values, $this->problems); ?>
                <p class="submit">
                    <?php submit_button(__('Save', 'kinerja'), 'primary', 'save', false); ?>
                    <?php submit_button(__('Check the connection', 'kinerja'), 'secondary', 'check', false); ?>
                </p>
            </form>
            <?php render_usage(read_settings()); ?>
        </div>
        <?php
    }

    private function address(): string
    {
        return admin_url('options-general.php?page=' . self::SLUG);
    }
}
