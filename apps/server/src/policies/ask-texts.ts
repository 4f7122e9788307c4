/** The languages of texts that people send on. */
export const ASK_LANGUAGES = ['en', 'pt'] as const;
export type AskLanguage = (typeof ASK_LANGUAGES)[number];

/** What is told of one attribute. */
export interface AskedAttribute {
  attr: string;
  status: 'notReleased' | 'dropped' | 'otherValue';
  values: readonly string[];
  /** For `dropped`: a stable key. */
  why?: string;
  /** What the lab asks for; only for who may know the rules. */
  expected?: readonly string[];
}

/** Who asks, for what, from which service. */
export interface Asking {
  serviceUrl: string;
  entityId: string;
  university: string;
  /** When the attributes were released. */
  at: Date;
  /** What the person would like to have; nothing particular when left out. */
  wish?: string;
  attributes: readonly AskedAttribute[];
}

interface AskTexts {
  greeting: string;
  signedIn: (asking: Asking, at: string) => string;
  wanted: (wish: string | undefined) => string;
  notReleased: string;
  dropped: (values: string, why: string) => string;
  otherValue: (values: string) => string;
  expected: (values: string) => string;
  please: string;
  reasons: Record<string, string>;
}

export const askTexts: Record<AskLanguage, AskTexts> = {
  en: {
    greeting: 'Hello,',
    signedIn: ({ serviceUrl, entityId, university }, at) =>
      `I signed in to the virtual lab at ${serviceUrl} (SAML entityID ${entityId}) through ${university} on ${at}.`,
    wanted: (wish) =>
      wish === undefined
        ? 'It gives me no machines because of what it was told about me:'
        : `It does not give me "${wish}" because of what it was told about me:`,
    notReleased: 'was not sent',
    dropped: (values, why) => `${values} was sent and not accepted: ${why}`,
    otherValue: (values) => `${values} was sent, which gives no access`,
    expected: (values) => `; the lab asks for ${values}`,
    please: 'Please check what is released about me to this service. Thank you.',
    reasons: {
      'value-empty': 'it is empty',
      'value-not-text': 'it is not a text',
      'value-not-name-id': 'it is not a NameID',
      'value-not-base64': 'it is not base64',
      'value-unscoped': 'it has no scope (nothing after an @)',
      'scope-not-asserted-by-idp': 'its scope is not registered for this identity provider (shibmd:Scope)',
      'no-rule-for-attribute': 'the lab takes no such attribute',
      'not-permitted': 'the lab does not take this value from this identity provider',
      denied: 'the lab refuses this value',
    },
  },
  pt: {
    greeting: 'Bom dia,',
    signedIn: ({ serviceUrl, entityId, university }, at) =>
      `Entrei no laboratório virtual em ${serviceUrl} (SAML entityID ${entityId}) através de ${university} em ${at}.`,
    wanted: (wish) =>
      wish === undefined
        ? 'Não me dá máquinas por causa do que lhe foi dito sobre mim:'
        : `Não me dá «${wish}» por causa do que lhe foi dito sobre mim:`,
    notReleased: 'não foi enviado',
    dropped: (values, why) => `${values} foi enviado e não foi aceite: ${why}`,
    otherValue: (values) => `foi enviado ${values}, que não dá acesso`,
    expected: (values) => `; o laboratório pede ${values}`,
    please: 'Peço que verifiquem o que é enviado sobre mim a este serviço. Obrigado.',
    reasons: {
      'value-empty': 'está vazio',
      'value-not-text': 'não é um texto',
      'value-not-name-id': 'não é um NameID',
      'value-not-base64': 'não é base64',
      'value-unscoped': 'não tem âmbito (nada depois de @)',
      'scope-not-asserted-by-idp':
        'o âmbito não está registado para este fornecedor de identidade (shibmd:Scope)',
      'no-rule-for-attribute': 'o laboratório não recebe este atributo',
      'not-permitted': 'o laboratório não recebe este valor deste fornecedor de identidade',
      denied: 'o laboratório recusa este valor',
    },
  },
};
