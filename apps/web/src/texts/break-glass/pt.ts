import type { BreakGlassTexts } from './en';

export const breakGlassPt: BreakGlassTexts = {
  title: 'Acesso de emergência',
  lead: 'Para a hora em que a autenticação da universidade, a federação ou a própria política estão avariadas. Dura 60 minutos, faça-se o que se fizer.',
  alarm:
    'Todos os administradores e operadores veem logo quem está dentro e porquê, e podem terminá-lo. Tudo fica no registo de auditoria.',
  account: 'Conta',
  accountHint: 'Como está no papel selado, por exemplo «lead».',
  secret: 'Segredo',
  secretHint: 'Oito grupos de quatro. Espaços e hífenes não contam.',
  reason: 'Motivo',
  reasonHint: 'Pelo menos 10 letras; lê-o quem vir o alarme.',
  word: 'quebrar o vidro',
  confirm: (word) => `Escreva «${word}» para confirmar`,
  submit: 'Entrar por 60 minutos',
  missing: {
    account: 'Escreva a conta',
    secret: 'Escreva o segredo',
    reason: 'Escreva pelo menos 10 letras',
    word: 'Escreva as palavras tal como estão',
  },
  state: {
    title: 'Estado',
    nobody: 'Ninguém está dentro pelo acesso de emergência.',
    accounts: 'Contas',
    noAccounts: 'nenhuma: um operador cria-a com «virlab break-glass create»',
    lastDrill: 'Último ensaio',
    noDrill: 'ainda nenhum: «virlab break-glass drill» prova que funciona',
    ago: (time) => `há ${time}`,
    justNow: 'agora mesmo',
    failed: (stamp) => `O ensaio de ${stamp} não correu bem. Tem de ser visto antes de fazer falta.`,
  },
  strip: {
    label: 'Alarme do acesso de emergência',
    other: (who, until) => `Acesso de emergência: ${who} está dentro até às ${until}.`,
    own: (left) => `Está dentro pelo acesso de emergência. Faltam ${left}.`,
    drill: 'Ensaio',
    reason: (reason) => `«${reason}»`,
    endNow: 'Terminar já',
    endOther: (who) => `Terminar o acesso de emergência de ${who}`,
    endOtherTitle: (who) => `Terminar o acesso de emergência de ${who}?`,
    endOtherText:
      'A sessão acaba de imediato. O que alterou fica. A conta continua a poder ser usada até um operador a desativar.',
  },
};
