/** Namespace of Shibboleth's attribute-map.xml. */
export const MAP_NAMESPACE = 'urn:mace:shibboleth:2.0:attribute-map';

/** The format of SAML 2.0 attribute names in research and education; a map entry without a format means this one. */
export const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';

/** What an attribute without a NameFormat counts as (SAML core 2.7.3.1). */
export const UNSPECIFIED_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified';

/** The namespace of Shibboleth 1 attributes, which maps treat as the uri format. */
export const SHIBBOLETH1_NAMESPACE = 'urn:mace:shibboleth:1.0:attributeNamespace:uri';
