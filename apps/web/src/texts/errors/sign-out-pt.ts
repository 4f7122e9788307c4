import type { ErrorText } from './en';
import type { SignOutCode } from './sign-out-en';

const university = (title: string, body: string): ErrorText => ({
  title,
  body: `${body} Não terminou a sessão de ninguém.`,
  turn: 'their',
  step: 'Termine a sessão no próprio Virlab. Depois informe o apoio informático da sua universidade, com a referência abaixo.',
});

export const signOutErrorsPt: Record<SignOutCode, ErrorText> = {
  'session-ended': {
    title: 'A sessão terminou',
    body: 'Terminou após um tempo sem uso. As suas máquinas continuam ligadas e nada se perdeu.',
    turn: 'your',
    step: 'Inicie sessão e volta a esta página.',
  },
  'session-reused': {
    title: 'A sessão foi terminada por segurança',
    body: 'A sua sessão foi usada em dois sítios ao mesmo tempo: alguém pode ter tido uma cópia dela. Terminou em ambos. As suas máquinas continuam ligadas.',
    turn: 'your',
    step: 'Inicie sessão de novo e veja onde tem sessões abertas. Se voltar a acontecer, mude a palavra-passe na sua universidade e informe os operadores.',
  },
  'logout-malformed': university(
    'Não é possível ler o pedido de fim de sessão da sua universidade',
    'Não tem a forma que a norma exige.',
  ),
  'logout-too-large': university(
    'O pedido de fim de sessão da sua universidade é demasiado grande',
    'É muito maior do que um pedido destes pode ser.',
  ),
  'logout-algorithm': university(
    'O pedido de fim de sessão está assinado com um algoritmo fraco',
    'Assinaturas dessas podem ser forjadas, por isso nenhuma é aceite.',
  ),
  'logout-signature': university(
    'A assinatura do pedido de fim de sessão não confere',
    'Pode ter sido alterado pelo caminho, ou vir de outra pessoa.',
  ),
  'logout-issuer': university(
    'O pedido de fim de sessão vem de quem não o pode fazer',
    'Só a universidade onde iniciou sessão a pode terminar.',
  ),
  'logout-destination': university(
    'O pedido de fim de sessão era para outro sítio',
    'Indica outro serviço que não este.',
  ),
  'logout-expired': university(
    'O pedido de fim de sessão já não é válido, ou ainda não',
    'Cada um vale alguns minutos; os relógios podem estar desacertados.',
  ),
  'logout-replayed': {
    title: 'Este fim de sessão já foi feito',
    body: 'Cada pedido serve uma vez. Recarregar a página, ou o botão Retroceder, envia-o outra vez.',
    turn: 'nobody',
    step: 'Pode fechar esta página, ou iniciar sessão de novo.',
  },
  'logout-unexpected': {
    title: 'Esta resposta não pertence a nenhum fim de sessão seu',
    body: 'Chegou tarde, ou ninguém a pediu aqui. A sua sessão no Virlab está como estava.',
    turn: 'your',
    step: 'Termine a sessão no Virlab se ainda a tiver iniciada.',
  },
  'logout-other-browser': {
    title: 'O fim de sessão começou noutro navegador',
    body: 'A resposta chegou a este. A sessão do outro navegador está terminada.',
    turn: 'your',
    step: 'Termine a sessão também aqui, se a tiver iniciada.',
  },
  'logout-name-unknown': {
    title: 'Ninguém com esse nome tinha sessão iniciada aqui',
    body: 'A sua universidade pediu o fim da sessão de alguém que o Virlab não conhece por esse nome.',
    turn: 'your',
    step: 'Termine a sessão no Virlab se ainda a tiver iniciada.',
  },
};
