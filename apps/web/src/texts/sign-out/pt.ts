import type { SignOutTexts } from './en';

export const signOutPt: SignOutTexts = {
  alsoAt: (university) => `Terminar sessão, também em ${university}`,
  title: 'A sessão está terminada',
  over: 'Terminado',
  mayStay: 'Talvez ainda não',
  here: 'A sua sessão no Virlab neste navegador, com os ecrãs abertos. As suas máquinas continuam ligadas.',
  everywhere:
    'Todas as suas sessões no Virlab, em todos os navegadores, com os ecrãs abertos. As suas máquinas continuam ligadas.',
  atUniversity: (university) => `A sua sessão em ${university}.`,
  stillAtUniversity: (university) =>
    `A sua sessão em ${university}. Quem usar este navegador a seguir poderia entrar com ela.`,
  elsewhere: 'Outros serviços onde entrou através da sua universidade.',
  closeBrowser: 'Num computador que outros usam, feche todas as janelas do navegador.',
  university: 'a sua universidade',
  outcomes: {
    here: 'Ninguém pode continuar com a sua sessão neste navegador.',
    everywhere: 'Ninguém pode continuar com nenhuma sessão sua, em nenhum navegador.',
    university: 'A sua universidade diz que também lá a sessão terminou.',
    partial: 'A sua universidade terminou a sessão, mas não chegou a todos os serviços.',
    'university-failed': 'A sua universidade não confirmou o fim da sessão lá.',
    'by-university': 'A sua universidade pediu-o, e foi feito.',
  },
  ended: {
    expired:
      'Cada sessão acaba algumas horas depois de começar. As suas máquinas continuam ligadas e nada se perdeu.',
    refused:
      'Os seus direitos foram lidos de novo, e já nenhuma regra lhe dá entrada. As suas máquinas são guardadas.',
    'signed-out': 'Terminou a sessão noutra janela deste navegador. As suas máquinas continuam ligadas.',
    'ended-by-owner': 'Terminou esta sessão a partir de outro navegador. As suas máquinas continuam ligadas.',
    'ended-by-admin':
      'Um administrador terminou a sua sessão. As suas máquinas continuam ligadas e nada se perdeu.',
    'signed-out-at-university':
      'Terminou a sessão na sua universidade, e ela pediu o mesmo aqui. As suas máquinas continuam ligadas.',
  },
};
