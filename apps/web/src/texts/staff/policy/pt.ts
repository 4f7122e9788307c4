import type { PolicyTexts } from './en';
import { casesPt } from './cases-pt';
import { importPt } from './import-pt';
import { rulesPt } from './rules-pt';
import { studioPt } from './studio-pt';
import { versionsPt } from './versions-pt';

export const policyPt: PolicyTexts = {
  title: 'Política',
  lead: (version, when, who) => `Versão ${version}, publicada ${when} por ${who}.`,
  comment: (text) => `«${text}»`,
  search: 'Procurar regras, valores, máquinas',
  rules: 'Regras',
  noneFound: 'Nenhuma regra tem estas palavras.',
  noRules: 'A política não tem regras. Quem entra não recebe nada.',
  clear: 'Mostrar todas as regras',
  people: (count) => (count === 1 ? 'pessoa agora' : 'pessoas agora'),
  on: 'ativa',
  off: 'inativa',
  priority: (value) => `Prioridade ${value}`,
  showYaml: (rule) => `Mostrar ${rule} em YAML`,
  hideYaml: (rule) => `Esconder ${rule} em YAML`,
  copyYaml: 'Copiar o YAML',
  side: 'Sobre esta política',
  check: 'Verificação',
  passes: 'nada a apontar',
  warnings: (count, one) => (one ? '1 aviso' : `${count} avisos`),
  whole: 'O documento inteiro',
  order:
    'A ordem serve só para ler: cada regra que se aplica dá o que dá, e uma recusa vence sempre o que outra dá.',
  timeZone: (zone) => `As horas são as de ${zone}.`,
  document: 'Em YAML',
  showDocument: 'Mostrar o documento inteiro',
  hideDocument: 'Esconder o documento inteiro',
  warning: {
    'negated-missing': 'pede «não» de um atributo que pode não ser enviado. Nesse caso conta como não.',
    'unscoped-affiliation':
      'confia numa afiliação sem domínio, que qualquer universidade pode dizer de qualquer pessoa.',
    'weak-identifier': 'guia-se por um identificador que mais tarde pode passar a outra pessoa.',
    'unreachable-rule': 'terminou e nunca mais se aplica.',
    'unknown-role': 'dá um papel que aqui não abre nada.',
    'unknown-attribute': 'pede um atributo que, tanto quanto se sabe, ninguém envia.',
    'unknown-value': 'pede um valor que, tanto quanto se sabe, ninguém tem.',
    'unknown-pool': 'dá máquinas que não existem.',
    'unknown-class': 'dá uma turma que não existe.',
    'never-matches': 'pede coisas que nunca se verificam juntas, por isso nunca se aplica a ninguém.',
    'shadowed-by-deny': 'dá o que outra regra recusa sempre, por isso não dá nada.',
    'always-admin': 'faz de toda a gente administrador.',
    'last-admin-lost': 'não deixa ninguém que possa editar a política.',
  },
  ...studioPt,
  list: rulesPt,
  versions: versionsPt,
  cases: casesPt,
  imports: importPt,
};
