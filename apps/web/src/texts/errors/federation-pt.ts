import type { ErrorText } from './en';
import type { FederationCode } from './federation-en';

export const federationErrorsPt: Record<FederationCode, ErrorText> = {
  'federation-not-found': {
    title: 'Esta federação não existe',
    body: 'Pode ter sido removida há instantes.',
    turn: 'your',
    step: 'Volte à lista de federações.',
  },
  'federation-unavailable': {
    title: 'O endereço destes metadados não responde como devia',
    body: 'O que já foi lido dele continua em uso enquanto for válido.',
    turn: 'your',
    step: 'Verifique o endereço e tente de novo.',
  },
  'federation-refused': {
    title: 'Estes metadados não podem ser lidos ou não são de confiança',
    body: 'Não são usados. O que já foi lido continua em uso enquanto for válido.',
    turn: 'your',
    step: 'Leia a razão e, se for da federação, pergunte-lhe.',
  },
  'federation-needs-entity': {
    title: 'Indique uma entidade que este serviço conheça',
    body: 'Ele só responde sobre entidades isoladas, e não conhece a nossa.',
    turn: 'your',
    step: 'Dê o entityID de um fornecedor de identidade desta federação.',
  },
  'federation-exists': {
    title: 'Já existe uma federação com esse nome',
    body: 'Nada foi gravado.',
    turn: 'your',
    step: 'Dê outro nome a esta, ou altere a que existe.',
  },
  'provider-not-found': {
    title: 'Não existe esse fornecedor de identidade',
    body: 'Pode ter saído da sua federação, ou foi removido aqui.',
    turn: 'your',
    step: 'Procure-o em Fornecedores de identidade.',
  },
  'provider-not-registered': {
    title: 'Este fornecedor de identidade vem com uma federação',
    body: 'Não pode ser removido sozinho. Nada foi alterado.',
    turn: 'your',
    step: 'Em vez disso, desligue-o.',
  },
  'keys-not-confirmed': {
    title: 'As chaves não são as que foram confirmadas',
    body: 'Ao confiar, o documento foi lido de novo e as chaves são outras. Nada foi gravado.',
    turn: 'your',
    step: 'Veja de novo e compare as impressões digitais com as que lhe deu quem o publica.',
  },
  'last-admin-locked-out': {
    title: 'Assim ninguém poderia editar a política',
    body: 'Nada foi gravado. Todos os administradores de identidade entram por aquilo que seria retirado.',
    turn: 'your',
    step: 'Dê primeiro essa função a alguém de outra universidade, que entre ao menos uma vez.',
  },
  'address-not-allowed': {
    title: 'Não se vão buscar metadados dentro desta rede',
    body: 'O endereço aponta para este computador ou para uma rede privada. Nada foi lido.',
    turn: 'operators',
    step: 'Use um endereço público, escolha antes o ficheiro, ou peça aos operadores que permitam endereços privados.',
  },
};
