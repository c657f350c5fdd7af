<?php

declare(strict_types=1);

namespace Kinerja;

defined('ABSPATH') || exit;

/*
 * A rule says what a value must look like: `label` names it for people, `pattern` is a regular expression that PHP and
 * JavaScript read alike, or `options` are all values there are, with their names; `example` would do; `required` if it may not
 * be empty.
 */

/** The rule as one expression. */
function pattern_of(array $rule): string
{
    return $rule['pattern'] ?? '^(' . implode('|', array_keys($rule['options'])) . ')$';
}

function example_of(array $rule): string
{
    return $rule['example'] ?? implode(', ', array_keys($rule['options']));
}

function wrong_value_text(): string
{
    /* translators: 1: field, 2: value, 3: example */
    return __('%1$s: "%2$s" cannot be used. A correct example: %3$s', 'kinerja');
}

/**
 * A line for each value that cannot be used, which names the field and the value; by the name of the field.
 *
 * @param array<string, string> $values
 * @param array<string, array>  $rules
 * @return array<string, string>
 */
function problems_of(array $values, array $rules): array
{
    $problems = [];
    foreach ($rules as $name => $rule) {
        $value = $values[$name] ?? '';
        $fits = $value === '' ? empty($rule['required']) : preg_match('%' . pattern_of($rule) . '%D', $value) === 1;
        if (!$fits) {
            $problems[$name] = sprintf(wrong_value_text(), $rule['label'], $value, example_of($rule));
        }
    }

    return $problems;
}
