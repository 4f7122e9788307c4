import type { ImportTexts } from './import-en';

export const importPt: ImportTexts = {
  title: 'Importar e exportar',
  lead: 'Um ficheiro passa a regras do rascunho. Nada é publicado com isso.',
  choose: {
    title: 'Importar um ficheiro',
    file: 'Ficheiro',
    filePlaceholder: 'Escolher um ficheiro',
    text: 'ou colar o texto',
    kind: 'Tipo',
    anyKind: 'descobrir pelo texto',
    read: 'Ler',
    need: 'Escolha um ficheiro, ou cole o texto.',
    reading: 'O ficheiro está a ser lido.',
  },
  kinds: {
    yaml: 'Política em YAML',
    keystone: 'Mapeamento do Keystone',
    'access-control': 'Controlo de acesso em XML do Shibboleth',
    'attribute-map': 'Mapa de atributos do Shibboleth',
    'attribute-policy': 'Filtro de atributos do Shibboleth',
  },
  recognised: (kind) => `Lido como: ${kind}.`,
  counts: 'O que resultou',
  fates: { kept: 'Mantido', changed: 'Mudou de sentido', lost: 'Não se pôde manter' },
  none: { kept: 'Nada.', changed: 'Nada mudou de sentido.', lost: 'Nada se perdeu.' },
  findings: 'O que a verificação diz destas regras',
  unmapped: {
    title: 'O que é isto aqui?',
    body: 'O ficheiro indica grupos, papéis ou projetos que aqui ainda não são nada. Sem escolha, as regras deles não dão nada.',
    choice: (name) => `${name} é`,
    nothing: 'nada aqui',
    groups: { pool: 'Máquinas', class: 'Turmas', role: 'Papéis' },
    again: 'Ler de novo com isto',
  },
  rules: {
    title: 'Regras',
    none: 'O ficheiro não tem regras.',
    take: (rule) => `Aproveitar ${rule}`,
    all: 'Aproveitar todas',
    faulty: 'Tem erros, que se podem corrigir no rascunho.',
    exists: 'O rascunho já tem uma regra com esse identificador',
    how: (rule) => `${rule} já existe`,
    replace: 'substituí-la',
    rename: 'ficar com as duas, esta com outro nome',
    yaml: 'Mostrar em YAML',
    put: (count, one) => (one ? 'Pôr 1 regra no rascunho' : `Pôr ${count} regras no rascunho`),
    progress: (done, all) => `${done} de ${all} já estão no rascunho`,
    done: (count, one) =>
      one
        ? '1 regra está no rascunho. Nada foi publicado.'
        : `${count} regras estão no rascunho. Nada foi publicado.`,
    look: 'Ver o rascunho',
  },
  whole: {
    title: 'Aproveitar a política inteira',
    body: 'As regras e o que vale para todas tomam o lugar de tudo o que o rascunho diz.',
    put: 'Pôr no lugar do rascunho',
    done: 'A política inteira está no rascunho. Nada foi publicado.',
  },
  attributeRules: {
    body: 'Este ficheiro diz como os atributos são lidos e filtrados; pertence às regras de atributos.',
    link: 'Aproveitá-lo aí',
  },
  export: {
    title: 'Exportar a política',
    body: 'Como ficheiro de recursos, com os casos de teste, que o virlab apply e esta página leem de volta sem perdas.',
    published: 'Descarregar o que está em vigor',
    draft: 'Descarregar o rascunho',
  },
};
