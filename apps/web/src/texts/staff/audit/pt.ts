import type { AuditTexts } from './en';

const asked: Record<string, string> = {
  start: 'Pediu para iniciar',
  shutdown: 'Pediu para desligar',
  'force-off': 'Forçou a desligar',
  restart: 'Pediu para reiniciar',
  reset: 'Forçou o reinício',
  pause: 'Pôs em pausa',
  resume: 'Retomou',
  revert: 'Pediu para repor',
  snapshot: 'Pediu uma cópia do disco',
  restore: 'Pediu para voltar a uma cópia do disco',
  'remove-snapshot': 'Pediu para apagar uma cópia do disco',
  extend: 'Pediu mais tempo',
  prepare: 'Pediu para preparar uma turma',
};

const whys: Record<string, string> = {
  'session-ended': 'sessão terminada',
  'signed-out': 'saiu',
  idle: 'uma hora sem uso',
  expired: 'no seu limite',
  refused: 'nenhuma regra a admite já',
  reused: 'usada em dois sítios',
  'ended-by-owner': 'terminada noutra sessão',
  'ended-by-admin': 'terminada por um administrador',
  'account-disabled': 'conta desativada',
  'signed-out-at-university': 'fim de sessão na universidade',
};

const modes: Record<string, string> = { control: 'com teclado', view: 'só ver' };

const states: Record<string, string> = {
  running: 'ligada',
  starting: 'a iniciar',
  stopping: 'a desligar',
  reverting: 'a repor',
  queued: 'em fila',
  paused: 'em pausa',
  stopped: 'desligada',
  failed: 'falhada',
  unknown: 'sem resposta',
};

const keySteps: Record<string, string> = {
  added: 'Chave própria criada e publicada',
  activated: 'Passou a assinar com esta chave',
  retired: 'Chave própria já não é publicada',
  removed: 'Chave própria removida',
};

const breakGlassChanges: Record<string, string> = {
  created: 'Conta de emergência criada',
  renewed: 'Conta de emergência com segredo novo',
  disabled: 'Conta de emergência desativada',
};

const draftChanges: Record<string, string> = {
  'rule-added': 'Acrescentou uma regra ao rascunho',
  'rule-saved': 'Alterou uma regra do rascunho',
  'rule-removed': 'Retirou uma regra do rascunho',
  'rules-ordered': 'Ordenou as regras do rascunho',
  'source-saved': 'Escreveu o rascunho como texto',
  'case-added': 'Acrescentou um caso de teste ao rascunho',
  'case-saved': 'Alterou um caso de teste do rascunho',
  'case-removed': 'Retirou um caso de teste do rascunho',
  rebased: 'Atualizou o rascunho',
  discarded: 'Eliminou o rascunho',
  commented: 'Comentou o rascunho',
};

const approvalSteps: Record<string, string> = {
  asked: 'Pediu aprovação do rascunho',
  approved: 'Aprovou o rascunho',
  withdrawn: 'Retirou a aprovação do rascunho',
};

const what: AuditTexts['what'] = {
  'sign-in.accepted': () => 'Entrou',
  'sign-in.refused': () => 'Entrada recusada',
  'sign-in.key-changed': ({ step = '' }) => keySteps[step] ?? 'Chave própria alterada',
  'session.started': () => 'Sessão iniciada',
  'logout.asked': ({ by }) =>
    by === 'university' ? 'A universidade pediu o fim da sessão' : 'Fim de sessão levado à universidade',
  'logout.answered': ({ status }) =>
    `A universidade respondeu ao fim da sessão${status ? `: ${status}` : ''}`,
  'logout.refused': () => 'Mensagem de fim de sessão recusada',
  'session.ended': ({ why }) => `Sessão terminada${why ? `: ${whys[why] ?? why}` : ''}`,
  'policy.decided': ({ gained, lost }, ok) => {
    const changes = [...(gained ? [`ganhou ${gained}`] : []), ...(lost ? [`perdeu ${lost}`] : [])].join('; ');
    const said = ok ? 'Direitos decididos' : 'Direitos decididos: recusado';
    return changes ? `${said}: ${changes}` : said;
  },
  'right.changed': ({ what, target = '?', from = '?', to = '?' }) => {
    if (what === 'gain') return `Direito obtido: ${target} (${to})`;
    return what === 'lose'
      ? `Direito perdido: ${target} (era ${from})`
      : `Direito alterado: ${target}, ${from} → ${to}`;
  },
  'policy.published': ({ comment }) => `Política publicada${comment ? `: ${comment}` : ''}`,
  'policy.rolled-back': ({ to = '?', comment }) =>
    `Política reposta na versão ${to}${comment ? `: ${comment}` : ''}`,
  'policy.draft-changed': ({ change = '' }) => draftChanges[change] ?? 'Rascunho da política alterado',
  'policy.approval': ({ step = '' }) => approvalSteps[step] ?? 'Rascunho da política: aprovação',
  'policy.dry-run': ({ of = '' }) => (of === 'draft' ? 'Ensaio do rascunho' : `Ensaio da versão ${of}`),
  'policy.dry-run-exported': ({ rows = '?' }) => `Linhas de um ensaio exportadas: ${rows}`,
  'attributes.published': ({ version = '?', comment }) =>
    `Regras de atributos ${version} publicadas${comment ? `: ${comment}` : ''}`,
  'grant.given': ({ target = '?', to = '?' }) => `Atribuiu à mão: ${target}, até ${to}`,
  'grant.revoked': ({ target = '?' }) => `Retirou uma atribuição manual: ${target}`,
  'grant.ended': ({ target = '?' }) => `Uma atribuição manual chegou ao fim: ${target}`,
  'break-glass.opened': ({ reason = '?', drill }) =>
    drill ? 'Acesso de emergência aberto para um ensaio' : `Acesso de emergência aberto: ${reason}`,
  'break-glass.closed': ({ why }) => `Acesso de emergência fechado${why ? `: ${whys[why] ?? why}` : ''}`,
  'break-glass.refused': () => 'Acesso de emergência recusado',
  'break-glass.changed': ({ change = '' }) => breakGlassChanges[change] ?? 'Conta de emergência alterada',
  'break-glass.drilled': ({ step }, ok) =>
    ok
      ? 'Ensaio do acesso de emergência passou'
      : `Ensaio do acesso de emergência falhou${step ? ` em: ${step}` : ''}`,
  'machine.action': ({ action = '' }) => asked[action] ?? `Pediu à máquina ${action}`.trim(),
  'machine.state': ({ from = '?', to = '?' }) => `Passou de ${states[from] ?? from} a ${states[to] ?? to}`,
  'job.begun': ({ action = '', machines = '?' }) =>
    `Começou um trabalho: ${asked[action] ?? action}, ${machines} máquinas`,
  'job.cancelled': ({ machines = '?' }) => `Cancelou um trabalho: ${machines} máquinas por começar`,
  'machine.orphan-cleared': ({ what = '?', name = '?' }) =>
    `Limpou o que não era de nenhuma máquina: ${what} ${name}`,
  'machine.orphan-kept': ({ count = '?' }) =>
    `Deixou ficar ${count} coisas que não são de nenhuma máquina: eram demasiadas`,
  'audit.exported': ({ reason = '' }) => `Exportou o registo de auditoria: ${reason}`,
  'usage.viewed': ({ by = '?' }) =>
    `Consultou as horas de máquina por ${{ class: 'turma', pool: 'conjunto', person: 'pessoa' }[by] ?? by}`,
  'lesson.changed': ({ change, when = '' }) =>
    `${change === 'added' ? 'Marcou' : change === 'removed' ? 'Retirou' : 'Alterou'} uma aula: ${when}`,
  'lesson.prepared': ({ ordered = '0', what }) =>
    what === 'shutdown'
      ? `Desligou ${ordered} máquinas depois da aula`
      : `Ligou ${ordered} máquinas para a aula`,
  'announcement.sent': ({ people = '?' }) => `Avisou ${people} pessoas`,
  'attendance.exported': ({ reason = '' }) => `Exportou as presenças: ${reason}`,
  'machine.taken': ({ pool = '?' }) => `Levou uma máquina de ${pool}`,
  'machine.given-back': ({ why }) => (why === 'asked' ? 'Devolveu a máquina' : 'A máquina foi recolhida'),
  'machine.renewed': ({ until = '?' }) => `Renovou a máquina até ${until}`,
  'machine.not-yet': ({ until = '?' }) => `Adiou o fim anunciado até ${until}`,
  'machine.removed': ({ why }) =>
    why === 'lease'
      ? 'Retirada com o disco: o empréstimo acabou'
      : why === 'pool'
        ? 'Retirada com o conjunto: não era de ninguém'
        : 'Retirada com o disco: o direito acabou',
  'pool.changed': ({ fields = '' }) => `Conjunto alterado${fields ? `: ${fields}` : ''}`,
  'pool.added': ({ template = '?' }) => `Conjunto acrescentado, feito de ${template}`,
  'pool.removed': () => 'Conjunto retirado',
  'console.ticket': ({ mode }) => `Recebeu bilhete para a consola${mode ? `, ${modes[mode] ?? mode}` : ''}`,
  'console.opened': ({ mode }) => `Abriu a consola${mode ? `, ${modes[mode] ?? mode}` : ''}`,
  'console.closed': ({ seconds }) => `Consola fechada${seconds ? ` ao fim de ${seconds} s` : ''}`,
  'console.refused': () => 'Consola recusada',
  'resources.applied': () => 'Recursos aplicados',
  'person.signed-out': ({ sessions = '?' }) => `Sessões terminadas em todo o lado: ${sessions}`,
  'person.viewed': () => 'Viu o que foi enviado',
  'host.changed': ({ health }) =>
    health === 'silent' ? 'Deixou de responder' : health === 'ok' ? 'Responde e está provado' : 'Responde',
  'host.added': () => 'Servidor acrescentado',
  'host.edited': ({ change }) => (change ? `Servidor alterado: ${change}` : 'Servidor alterado'),
  'host.removed': () => 'Servidor retirado',
  'host.mode': ({ to = '?' }) =>
    ({
      active: 'Servidor reposto',
      draining: 'Servidor a esvaziar',
      maintenance: 'Servidor posto em manutenção',
    })[to] ?? 'Servidor alterado',
  'host.drain': ({ change, at = '?' }) =>
    change === 'planned' ? `Marcou esvaziar o servidor em ${at}` : 'Desmarcou esvaziar o servidor',
  'host.tested': (_, ok) => (ok ? 'Servidor experimentado' : 'Servidor experimentado: falhou'),
  'template.changed': ({ change = '', version = '?' }) =>
    (
      ({
        created: 'Modelo acrescentado',
        published: `Versão ${version} do modelo publicada`,
        current: `Versão ${version} tornada a atual`,
        renamed: 'Nome do modelo alterado',
        'version-removed': `Versão ${version} retirada`,
        removed: 'Modelo retirado',
      }) as Record<string, string | undefined>
    )[change] ?? 'Modelo alterado',
  'image.changed': ({ change = '' }) =>
    (
      ({
        registered: 'Imagem registada',
        'upload-begun': 'Envio de uma imagem começado',
        'upload-cancelled': 'Envio de uma imagem cancelado',
        ready: 'A imagem passou nas verificações',
        refused: 'Imagem recusada',
        removed: 'Imagem retirada',
      }) as Record<string, string | undefined>
    )[change] ?? 'Imagem alterada',
  'federation.changed': ({ change }) =>
    change === 'created' ? 'Federação acrescentada' : 'Federação alterada',
  'federation.refreshed': ({ providers = '?' }) =>
    `Metadados aceites: ${providers} fornecedores de identidade`,
  'federation.failed': () => 'Metadados não atualizados',
  'federation.ageing': ({ percent = '?' }) => `Passaram ${percent} % da validade dos metadados`,
  'provider.changed': () => 'Opções do fornecedor de identidade alteradas',
};

export const auditPt: AuditTexts = {
  title: 'Registo de auditoria',
  lead: 'Quem fez o quê, quando, de onde, por que regra. Nada aqui pode ser alterado.',
  search: 'Procurar no registo',
  searchHint: 'Pessoa, máquina, endereço, regra',
  kindLabel: 'Tipo de acontecimento',
  kinds: {
    all: 'Tudo',
    'sign-in': 'Entradas',
    session: 'Sessões',
    policy: 'Política',
    grant: 'Atribuições manuais',
    'break-glass': 'Acesso de emergência',
    machine: 'Máquinas',
    console: 'Consolas',
    person: 'Pessoas',
    host: 'Servidores',
    pool: 'Conjuntos',
    template: 'Modelos',
    image: 'Imagens',
    resources: 'Recursos',
    federation: 'Federações',
    provider: 'Fornecedores de identidade',
    logout: 'Saídas',
    attributes: 'Regras de atributos',
    lesson: 'Aulas',
    announcement: 'Avisos',
    attendance: 'Presenças',
    job: 'Tarefas',
    usage: 'Horas de máquina',
    audit: 'Exportações do registo',
  },
  moreKinds: 'Outros tipos',
  unbroken: (events, when) => `intacto, ${events} acontecimentos, verificado ${when}`,
  broken: (place, when) => `quebrado em ${place}, verificado ${when}`,
  brokenNote: (place) => `A cadeia está quebrada no acontecimento ${place}.`,
  brokenMeans:
    'O que está antes continua como foi escrito. Daí em diante o registo pode ter sido alterado fora do Virlab. Corra «virlab audit verify» e guarde uma cópia da base de dados.',
  columns: { when: 'Quando', who: 'Quem', what: 'O quê', on: 'Em', from: 'De onde', rule: 'Pela regra' },
  what,
  outcomes: { ok: 'feito', refused: 'recusado', failed: 'falhou' },
  system: 'Virlab',
  as: {
    system: 'por si',
    person: 'pessoa',
    owner: 'titular',
    teacher: 'docente',
    viewer: 'observador',
    author: 'autor da política',
    unknown: 'sem sessão',
    operator: 'operador',
    'command line': 'linha de comandos',
    'break-glass': 'acesso de emergência',
  },
  somebody: 'alguém',
  version: (version) => `versão ${version}`,
  open: (what) => `Pormenores de: ${what}`,
  facts: 'Pormenores',
  factNames: {
    code: 'Código',
    request: 'Pedido',
    session: 'Sessão',
    sequence: 'Sequência',
    hash: 'Resumo',
    rule: 'Regra',
    version: 'Versão da política',
    at: 'UTC',
    action: 'Pedido de',
    state: 'Estado',
    mode: 'Modo',
    activation: 'Ativação',
    console: 'Consola',
    seconds: 'Segundos',
    bytesToViewer: 'Bytes para quem vê',
    bytesToDisplay: 'Bytes para o ecrã',
    reason: 'Razão',
    why: 'Porquê',
    from: 'De',
    to: 'Para',
    target: 'Direito',
    people: 'Pessoas',
    vms: 'Máquinas',
    change: 'Alteração',
    step: 'Passo',
    drill: 'Ensaio',
    gained: 'Ganhou',
    lost: 'Perdeu',
    dropped: 'Postos de lado',
    released: 'Enviados',
    occasion: 'Ocasião',
    idp: 'Fornecedor de identidade',
    provider: 'Modo de entrar',
    identifier: 'Conhecido por',
    assertion: 'Asserção',
    authnContext: 'Autenticado por',
    authnInstant: 'Autenticado às',
    account: 'Conta',
    endsAt: 'Termina às',
    health: 'Saúde',
    runsBy: 'Corre máquinas por',
    rules: 'Regras',
    sourceHash: 'Resumo da fonte',
    comment: 'Comentário',
    subject: 'Em',
  },
  links: {
    why: 'Porquê e porque não, hoje',
    whyThen: { ok: 'Porque foi isto permitido então?', other: 'Porque foi isto recusado então?' },
    person: 'Tudo desta pessoa',
    subject: 'Tudo sobre isto',
    request: 'Tudo deste pedido',
  },
  export: {
    open: 'Exportar',
    title: 'Exportar o registo de auditoria',
    meansAll:
      'Todos os acontecimentos, do mais recente ao mais antigo, em tabela (CSV). A exportação fica ela própria no registo.',
    meansShown:
      'Todos os acontecimentos que correspondem à procura atual, do mais recente ao mais antigo, em tabela (CSV). A exportação fica ela própria no registo.',
    reason: 'Motivo da exportação',
    reasonHint: 'Fica no registo de auditoria com o seu nome.',
    confirm: 'Exportar em CSV',
    done: 'O registo de auditoria foi exportado.',
  },
  none: 'Nada corresponde a isto.',
  noneYet: 'Ainda nada aconteceu.',
  clear: 'Mostrar tudo',
  older: 'Mais antigos',
  end: 'Aqui começa o registo.',
};
