<?php

$settings = json_decode(file_get_contents(__DIR__ . '/../settings.json'), true, 32, JSON_THROW_ON_ERROR);

$metadata[$settings['entityId']] = [
    'host' => '__DEFAULT__',
    'privatekey' => $settings['key'] . '.key',
    'certificate' => $settings['key'] . '.crt',
    'auth' => 'people',
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'saml20.sign.response' => true,
    'saml20.sign.assertion' => true,
    'assertion.encryption' => true,
    'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
    'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
    'validate.authnrequest' => true,
    'sign.logout' => true,
    'validate.logout' => true,
    'scope' => [$settings['scope']],
    'OrganizationName' => ['en' => $settings['title']],
    'OrganizationURL' => ['en' => 'https://www.' . $settings['scope'] . '/'],
    'UIInfo' => ['DisplayName' => ['en' => $settings['title']]],
];
// SimpleSAMLphp's own way to announce a key before it is used.
if ($settings['announcedKey'] !== null) {
    $metadata[$settings['entityId']] += [
        'new_privatekey' => $settings['announcedKey'] . '.key',
        'new_certificate' => $settings['announcedKey'] . '.crt',
    ];
}
