import type { ServiceProvider as Told } from '@virlab/contracts';

type Facts = Omit<Told, 'letters'>;

/** Texts ready to send to the operator of a federation, one a language. They hold nothing but what is published. */
export function lettersToFederation(facts: Facts): Told['letters'] {
  return [
    {
      language: 'en',
      subject: `Registration of a service provider: ${nameIn(facts, 'en')}`,
      body: english(facts),
    },
    {
      language: 'pt',
      subject: `Registo de um fornecedor de serviço: ${nameIn(facts, 'pt')}`,
      body: portuguese(facts),
    },
  ];
}

function english(facts: Facts): string {
  const { organization, entityId, requestedAttributes } = facts;
  return `Dear federation operator,

${organization?.displayName ?? '[your organisation]'} would like to register the following SAML 2.0 service provider.

Name: ${nameIn(facts, 'en')}
What it is: ${descriptionIn(facts, 'en')}
Entity ID: ${entityId}
Metadata to register: ${facts.metadataUrl}
Metadata, signed, to fetch regularly: ${facts.signedMetadataUrl}
Responses (HTTP-POST): ${facts.acsUrl}
Single logout (HTTP-Redirect): ${facts.sloUrl}
Discovery response: ${facts.discoveryResponseUrl}
About the service: ${facts.informationUrl}
Privacy statement: ${facts.privacyStatementUrl}

Identifier asked for (subject-id:req): ${facts.subjectIdRequirement}
Attributes asked for:
${requestedAttributes.map(({ id, name, isRequired }) => `- ${id} (${name}), ${isRequired ? 'required' : 'optional'}`).join('\n') || '- none'}
Entity categories: ${facts.entityCategories.join(', ') || 'none yet'}
Assurance: ${facts.assuranceCertifications.join(', ') || 'none yet'}

Keys (SHA-256 fingerprints of the certificates in the metadata):
${keyLines(facts)}

Requests are signed; assertions should be encrypted, and the response signed (SAML2Int).

Contacts:
${contactLines(facts) || '- [name and mail address]'}

Kind regards`;
}

function portuguese(facts: Facts): string {
  const { organization, entityId, requestedAttributes } = facts;
  return `Exmos. Senhores,

${organization?.displayName ?? '[a sua organização]'} pretende registar o seguinte fornecedor de serviço SAML 2.0.

Nome: ${nameIn(facts, 'pt')}
O que é: ${descriptionIn(facts, 'pt')}
Entity ID: ${entityId}
Metadados a registar: ${facts.metadataUrl}
Metadados assinados, para obter regularmente: ${facts.signedMetadataUrl}
Respostas (HTTP-POST): ${facts.acsUrl}
Fim de sessão único (HTTP-Redirect): ${facts.sloUrl}
Resposta de descoberta: ${facts.discoveryResponseUrl}
Sobre o serviço: ${facts.informationUrl}
Declaração de privacidade: ${facts.privacyStatementUrl}

Identificador pedido (subject-id:req): ${facts.subjectIdRequirement}
Atributos pedidos:
${requestedAttributes.map(({ id, name, isRequired }) => `- ${id} (${name}), ${isRequired ? 'obrigatório' : 'opcional'}`).join('\n') || '- nenhum'}
Categorias de entidade: ${facts.entityCategories.join(', ') || 'ainda nenhuma'}
Garantias: ${facts.assuranceCertifications.join(', ') || 'ainda nenhuma'}

Chaves (impressões digitais SHA-256 dos certificados nos metadados):
${keyLines(facts)}

Os pedidos são assinados; as asserções devem vir cifradas e a resposta assinada (SAML2Int).

Contactos:
${contactLines(facts) || '- [nome e endereço de correio]'}

Com os melhores cumprimentos`;
}

function nameIn({ displayNames }: Facts, language: string): string {
  return inLanguage(displayNames, language);
}

function descriptionIn({ descriptions }: Facts, language: string): string {
  return inLanguage(descriptions, language);
}

function inLanguage(texts: readonly { language: string; text: string }[], language: string): string {
  const found = texts.find((one) => one.language === language) ?? texts.find((one) => one.language === 'en');
  return found?.text ?? '';
}

function keyLines({ keys }: Facts): string {
  return keys
    .filter(({ published }) => published)
    .map(({ id, uses, sha256 }) => `- ${id} (${uses.join(', ')}): ${sha256}`)
    .join('\n');
}

function contactLines({ contacts }: Facts): string {
  return contacts.map(({ kind, givenName, email }) => `- ${kind}: ${givenName}, ${email}`).join('\n');
}
