<?php

// php make-key.php <folder> <name>: a key with its long-lived self-signed certificate, as SAML metadata carries it.
[, $folder, $name] = $argv;
// Of our own, for OpenSSL's usual one belongs to a package that may not be there.
$config = $folder . '/openssl.cnf';
file_put_contents($config, "[req]\ndistinguished_name = dn\n[dn]\n[v3]\nbasicConstraints = CA:FALSE\n");
$settings = ['config' => $config, 'digest_alg' => 'sha256', 'private_key_bits' => 3072, 'x509_extensions' => 'v3'];
$key = openssl_pkey_new($settings);
$request = openssl_csr_new(['commonName' => $name], $key, $settings);
$certificate = openssl_csr_sign($request, null, $key, 7300, $settings, random_int(1, PHP_INT_MAX));
if (
    !openssl_x509_export_to_file($certificate, $folder . '/' . $name . '.crt')
    || !openssl_pkey_export_to_file($key, $folder . '/' . $name . '.key', null, $settings)
) {
    fwrite(STDERR, (string) openssl_error_string());
    exit(1);
}
