<?php

$settings = json_decode(file_get_contents(__DIR__ . '/settings.json'), true, 32, JSON_THROW_ON_ERROR);

$config = [
    'admin' => ['core:AdminPassword'],
    'people' => ['exampleauth:UserPass'],
];
foreach ($settings['people'] as $person) {
    $config['people'][$person['username'] . ':' . $person['password']] = $person['attributes'];
}
