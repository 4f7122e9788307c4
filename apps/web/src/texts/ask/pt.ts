import type { AskTexts } from './en';

export const askPt: AskTexts = {
  title: 'Texto para o administrador deles',
  greeting: 'Bom dia,',
  signedIn: (university, service, at) =>
    `Num início de sessão através de ${university} no laboratório virtual ${service}, em ${at}, faltou algo de que o laboratório precisa:`,
  lacked: 'Necessário e não enviado:',
  identifier: 'um identificador que nunca passe para outra pessoa',
  anyOf: (names) => `um destes: ${names}`,
  notAccepted: 'Enviado e não aceite:',
  category: (uri) => `A categoria de entidade que traz isto é ${uri}.`,
  beyond: (attrs) =>
    `Nenhuma categoria de entidade tem ${attrs}: é precisa uma regra de envio para o nosso entityID.`,
  entityId: (entityId) => `O nosso entityID: ${entityId}`,
  metadata: (address) => `Os nossos metadados SAML: ${address}`,
  reference: (reference) => `A nossa referência deste início de sessão: ${reference}`,
  thanks: 'Obrigado.',
  subject: 'Envio de atributos ao laboratório virtual',
  why: {
    'value-empty': 'está vazio',
    'value-not-text': 'não é texto',
    'value-not-name-id': 'não é um NameID',
    'value-not-base64': 'não é base64',
    'value-unscoped': 'não tem âmbito (nada depois de @)',
    'scope-not-asserted-by-idp': 'o âmbito não está nos vossos metadados (shibmd:Scope)',
    'not-permitted': 'o valor não está entre os que o laboratório aceita',
    denied: 'o laboratório recusa o valor',
  },
  copy: 'Copiar o texto para eles',
  write: (address) => `Escrever para ${address}`,
  page: (university) => `Ajuda de ${university}`,
  nobody: 'Os metadados deles não indicam a quem escrever.',
};
