import type { StudioTexts } from './studio-en';

export const studioPt: StudioTexts = {
  tabs: {
    label: 'Política',
    rules: 'Regras',
    dryRun: 'Ensaio',
    cases: 'Casos de teste',
    versions: 'Versões',
    grants: 'Atribuições manuais',
    import: 'Importar e exportar',
  },
  steps: {
    label: 'Do rascunho à publicação',
    draft: 'Rascunho',
    check: 'Verificação',
    dryRun: 'Ensaio',
    approve: 'Aprovação',
    publish: 'Publicação',
  },
  done: 'feito',
  notYet: {
    draft: 'Ainda nada mudou.',
    check: 'A verificação encontra erros, ou há casos de teste que falham.',
    dryRun: 'O rascunho mudou desde o último ensaio, ou ainda não houve nenhum.',
    running: 'O ensaio ainda não acabou.',
    approve: 'Falta a aprovação de uma segunda pessoa.',
    notNeeded: 'Aqui basta uma pessoa.',
    publish: 'Está pronto a publicar.',
  },
  whyNot: {
    'no-draft': 'Não há rascunho.',
    'nothing-changed': 'O rascunho diz o mesmo que a versão publicada.',
    faults: 'A verificação encontra erros.',
    'cases-fail': 'Há casos de teste que falham.',
    'dry-run-needed': 'Falta um ensaio, para se saber o que isto faz às pessoas.',
    brake: 'Mais pessoas perderiam o acesso do que se permite sem a palavra de confirmação.',
    'approval-needed': 'Falta a aprovação de uma segunda pessoa.',
    'own-work': 'Parte disto é obra sua; tem de ser outra pessoa a aprovar.',
    behind: 'Entretanto foi publicada outra versão. É preciso atualizar o rascunho primeiro.',
    'not-allowed': 'Nenhuma das suas funções publica.',
  },
};
