<?php
// Reads JSON, writes JSON: {"tickets", "tokens", "signatures", "resigned"}, as Sinch's documents say.
$in = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
$secret = base64_decode($in['secret'], true);

function base64url(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

function sha256(string $key, string $message): string
{
    return hash_hmac('sha256', $message, $key, true);
}

$out = ['tickets' => [], 'tokens' => [], 'signatures' => [], 'resigned' => []];
foreach ($in['users'] as $user) {
    $time = (new DateTimeImmutable('@' . $user['second']))->setTimezone(new DateTimeZone('UTC'));
    $json = json_encode([
        'identity' => ['type' => 'username', 'endpoint' => $user['id']],
        'expiresIn' => 3600,
        'applicationKey' => $in['key'],
        'created' => $time->format('c'),
    ]);
    $out['tickets'][] = base64_encode($json) . ':' . base64_encode(sha256($secret, $json));

    $date = $time->format('Ymd');
    $issuer = '//rtc.sinch.com/applications/' . $in['key'];
    $signed = base64url(json_encode(['alg' => 'HS256', 'kid' => "hkdfv1-$date"])) . '.'
        . base64url(json_encode([
            'iss' => $issuer,
            'sub' => "$issuer/users/" . $user['id'],
            'iat' => $user['second'],
            'exp' => $user['second'] + 600,
            'nonce' => $user['nonce'],
        ]));
    $out['tokens'][] = $signed . '.' . base64url(sha256(sha256($secret, $date), $signed));

    $text = $user['id'] . $in['key'] . $user['sequence'] . $in['secret'];
    $out['signatures'][] = base64_encode(sha1($text, true));
}
foreach ($in['ours'] as $ours) {
    $signature = base64_encode(sha256($secret, base64_decode(explode(':', $ours['ticket'])[0], true)));
    [$header, $claims] = explode('.', $ours['token']);
    $key = sha256($secret, $ours['date']);
    $out['resigned'][] = [$signature, base64url(sha256($key, "$header.$claims"))];
}
echo json_encode($out, JSON_THROW_ON_ERROR);
