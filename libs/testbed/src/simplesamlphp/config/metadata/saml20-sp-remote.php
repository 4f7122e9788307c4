<?php

// What the admin page "XML to SimpleSAMLphp metadata converter" prints for the service's file.
$parsed = \SimpleSAML\Metadata\SAMLParser::parseFile(__DIR__ . '/../service-provider.xml')->getMetadata20SP();
unset($parsed['entityDescriptor']);
$metadata[$parsed['entityid']] = $parsed;
