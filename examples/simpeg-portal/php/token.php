<?php

declare(strict_types=1);

/** Seconds for which a token holds; Kinerja takes no token that holds longer than fifteen minutes. */
const TOKEN_LIFE = 600;

function token_part(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

/**
 * The token by which the portal tells Kinerja who is before it. Call it on the server, for the person of the session only.
 *
 * @param string $kid     what `pnpm kinerja portal-key add` printed as kid
 * @param string $secret  what it printed as secret; it never reaches a page
 * @param string $tenant  code of the region, for example "65.01"
 * @param string $subject employee number (NIP, 18 digits), or the id of the Employee
 */
function token_for(string $kid, string $secret, string $tenant, string $subject): string
{
    $now = time();
    $claims = [
        'iss' => $tenant,
        'aud' => 'kinerja',
        'sub' => $subject,
        'iat' => $now,
        'exp' => $now + TOKEN_LIFE,
        'jti' => bin2hex(random_bytes(16)),
    ];
    $unsigned = token_part(json_encode(['alg' => 'HS256', 'kid' => $kid], JSON_THROW_ON_ERROR))
        . '.' . token_part(json_encode($claims, JSON_THROW_ON_ERROR));

    return $unsigned . '.' . token_part(hash_hmac('sha256', $unsigned, $secret, true));
}
