import type { MachineAction, RefusalReason, StartStage } from '@virlab/contracts';
import type { MachineTexts } from './en';
import { announcementsPt } from './announcements-pt';
import { snapshotsPt } from './snapshots-pt';
import { termsPt } from './terms-pt';

const actions: Record<MachineAction, string> = {
  start: 'Iniciar',
  shutdown: 'Desligar',
  'force-off': 'Forçar a desligar',
  restart: 'Reiniciar',
  reset: 'Reinício forçado',
  pause: 'Pôr em pausa',
  resume: 'Retomar',
  revert: 'Repor',
};

const refusals: Record<RefusalReason, string> = {
  'already-so': 'Já está assim.',
  'still-starting': 'Ainda está a iniciar. Pode fazê-lo quando estiver ligada.',
  'still-stopping': 'Ainda está a desligar. Pode fazê-lo quando estiver desligada.',
  'still-reverting': 'Está a ser reposta. Pode fazê-lo quando terminar.',
  'not-running': 'Está desligada. Pode fazê-lo quando estiver ligada.',
  'is-paused': 'Está em pausa. Retome-a primeiro.',
  'not-paused': 'Não está em pausa.',
  'is-running': 'Está ligada. Desligue-a primeiro.',
  'has-failed': 'Falhou. Inicie-a de novo, ou reponha-a.',
  'host-silent': 'O servidor não responde. Pode fazê-lo quando voltar.',
  'not-entitled': 'O seu acesso não inclui isto.',
  'driver-cannot': 'O servidor dela não o consegue fazer.',
  'pool-closed': 'A esta hora está fechada.',
  'pool-full': 'Todas as máquinas estão ocupadas.',
  'lease-ended': 'O tempo dela acabou.',
  'no-renewals-left': 'Já foi renovada todas as vezes que podia ser.',
  'right-ends': 'Já é sua enquanto durar o seu acesso.',
  'not-leased': 'É sua enquanto durar o seu acesso.',
  'not-announced': 'Não está para ser desligada.',
  'stop-is-fixed': 'Este fim não pode ser adiado.',
  'not-shared': 'É sua e não se devolve.',
  'still-saving': 'As cópias do disco estão a ser mudadas. Pode fazê-lo daqui a pouco.',
  'snapshots-off': 'Deste tipo de máquina não se guardam cópias do disco.',
  'snapshots-full': 'Já tem todas as cópias do disco que pode ter. Apague uma primeiro.',
  'never-started': 'Ainda não tem disco. Inicie-a uma vez primeiro.',
};

const stages: Record<StartStage, string> = {
  placed: 'Lugar encontrado num servidor',
  disk: 'Disco ligado',
  power: 'A ligar',
  picture: 'À espera da primeira imagem',
  ready: 'Pronta a usar',
};

export const machinesPt: MachineTexts = {
  announcements: announcementsPt,
  title: 'As minhas máquinas',
  terms: termsPt,
  snapshots: snapshotsPt,
  noneRuns: 'Nenhuma das suas máquinas está ligada.',
  oneRuns: (name) => `${name} está ligada.`,
  someRun: (running, all) => `${running} das suas ${all} máquinas estão ligadas.`,
  other: 'Outras máquinas',
  actions,
  refusal: (reason, action) =>
    reason === 'still-starting' && action === 'shutdown'
      ? 'Ainda está a iniciar. Pode desligá-la quando estiver ligada.'
      : refusals[reason],
  primary: {
    running: 'Abrir consola',
    stopped: 'Iniciar e abrir',
    paused: 'Retomar e abrir',
    starting: 'Ver o arranque',
    failed: 'Ver o que aconteceu',
    unknown: 'Ver',
    stopping: 'Ver',
    reverting: 'Ver',
    queued: 'Ver',
  },
  more: (name) => `Mais ações: ${name}`,
  since: (moment) => `desde ${moment}`,
  sinceOnDisk: (moment, day) => `desde ${moment}, com o disco de ${day}`,
  stageNow: (stage) => stages[stage],
  usually: (seconds) => `costuma levar ${seconds}`,
  left: (duration) => `Faltam ${duration}`,
  until: (day) => `até ${day}`,
  keeps: 'O que gravar fica no disco até a repor.',
  yoursUntil: (day) => `É sua até ${day}.`,
  picture: (name, state) => `${name}: ${state}`,
  pictureAge: (moment) => `Última imagem: ${moment}`,
  notYetStarted: 'Ainda não foi iniciada',
  noPicture: 'Ainda sem imagem',

  confirm: {
    revertTitle: 'Repor a máquina como no início?',
    revertLoss: (day) => `Perde-se o que está no disco desde ${day}, e com ele as cópias que houver.`,
    revertLossAll: 'Perde-se o que está no disco, e com ele as cópias que houver.',
    forceOffTitle: (name) => `Forçar ${name} a desligar?`,
    forceOffLoss:
      'É como tirar a ficha da tomada. Perde-se o que não está gravado e o disco pode precisar de reparação.',
    forceOffLesser: 'Antes desligar',
    resetTitle: (name) => `Forçar o reinício de ${name}?`,
    resetLoss: 'Arranca de novo sem gravar. Perde-se o que não está gravado.',
    resetLesser: 'Antes reiniciar',
  },

  ended: {
    at: (moment: string, why?: string) =>
      why
        ? `O acesso a esta máquina terminou a ${moment}. ${why}`
        : `O acesso a esta máquina terminou a ${moment}.`,
    runsUntil: (day: string) => `Continua ligada até ${day} e é depois desligada.`,
    diskKept: 'O disco fica guardado.',
  },

  locked: {
    title: 'Ainda não pode usar',
    otherCourse: (seen, expected) => `A sua universidade diz que frequenta ${seen}, mas não ${expected}.`,
    otherValue: (what, seen) => `O que a sua universidade diz sobre ${what}, ${seen}, não a abre.`,
    expected: (expected) => `Destina-se a ${expected}.`,
    notReleased: (what) => `A sua universidade não enviou nada sobre ${what}.`,
    dropped: (what) => `O que a sua universidade enviou sobre ${what} não pôde ser aceite.`,
    denied: 'Uma regra mantém-na fechada para si.',
    opens: (day, time) => `Abre ${day}, às ${time}.`,
    closedNow: 'Não está aberta a esta hora.',
    fixRegistrar: (university) => `Quem pode resolver: os serviços académicos (${university}).`,
    fixDesk: (university) => `Quem pode resolver: o apoio informático (${university}).`,
    fixOperators: 'Quem pode mudar: os operadores deste serviço.',
    nothingToDo: 'Não precisa de fazer nada.',
    textButton: 'Texto para lhes enviar',
    textTitle: (pool) => `Texto sobre ${pool}`,
    text: (who, university, pool, what, needed, seen) =>
      `Sou ${who}, ${university}.\nO laboratório virtual Virlab dava-me «${pool}» se o meu registo dissesse:\n  ${what}: ${needed}\nAgora diz: ${seen}.\nSe for esse o caso, peço que o ponham no meu registo e que o enviem ao Virlab.`,
    nothing: 'nada',
    some: 'um valor que o laboratório aceite',
  },

  empty: {
    title: 'Não tem máquinas, e a razão é esta',
    notReleased: (university, what) =>
      `A autenticação correu bem. ${university} disse-nos quem é, mas nada sobre ${what}. As máquinas são dadas pelo que a universidade diz, por isso não houve nenhuma para dar.`,
    noFit: (university) =>
      `A autenticação correu bem. O que ${university} diz sobre si não cabe em nenhuma regra que dê uma máquina.`,
    sent: 'O que a sua universidade enviou',
    releaseTurn: (university) => `O apoio informático (${university}) tem de enviar`,
    releaseTurnEnd: 'ao Virlab. Envie-lhes este texto; diz exatamente o que mudar.',
    recordTurn: (university) =>
      `Se tem inscrição, os serviços académicos (${university}) têm de a pôr no seu registo. Envie-lhes este texto; diz exatamente o que falta.`,
    helpPage: 'A página de ajuda deles',
    write: (address) => `Escrever a ${address}`,
    meanwhile: 'Entretanto',
    again: 'Já está resolvido? Inicie sessão outra vez e lemos tudo de novo.',
    signInAgain: 'Iniciar sessão outra vez',
  },

  page: {
    back: 'Voltar às minhas máquinas',
    hidePanel: 'Esconder o painel lateral',
    showPanel: 'Mostrar o painel lateral',
    panel: 'Sobre esta máquina',
    about: 'Esta máquina',
    yoursUntil: 'É sua até',
    noEnd: 'Sem fim marcado',
    disk: 'Disco',
    diskSince: (day) => `Guardado desde ${day}`,
    diskKept: 'Guardado entre arranques',
    runsBy: 'Corre em',
    runsKvm: 'Equipamento (KVM)',
    runsQemu: 'Emulação, mais lenta',
    runsSimulated: 'Simulação',
    why: 'Porque a tem',
    rule: 'Regra',
    accessEnded: 'O seu acesso terminou',
    mayClose: 'Pode fechar esta página. A máquina continua e está em',
    mayCloseEnd: 'quando estiver pronta.',
    opensHere: 'A consola abre aqui',
    ready: 'A preparar a sua máquina',
    opensItself: 'O ecrã abre sozinho.',
    usually: (seconds) => `O ecrã abre sozinho. Costuma levar ${seconds}.`,
    slow: (stage) => `${stage}: demora mais do que o costume. Continuamos a tentar; nada se perde.`,
    stageCount: (done, all) => `${done} de ${all} etapas`,
    stopped: 'A máquina está desligada',
    stoppedText: (moment) => `Desde ${moment}. O disco fica guardado.`,
    stoppedUntil: (day) => `Pode iniciá-la até ${day}.`,
    paused: 'A máquina está em pausa',
    pausedText: (moment) => `Desde ${moment}. Continua onde estava.`,
    stopping: 'A máquina está a desligar',
    stoppingText: 'Tem tempo para gravar. O disco fica guardado.',
    reverting: 'A máquina está a ser reposta como no início',
    revertingText: 'O disco é feito de novo. Pode iniciá-la quando terminar.',
    queued: 'A máquina espera por um lugar',
    queuedText: 'Inicia sozinha quando houver lugar num servidor.',
    failed: 'A máquina falhou',
    failedText: 'O disco fica guardado.',
    failedTurn: 'Inicie-a de novo. Se voltar a falhar, reponha-a como no início ou avise os operadores.',
    unknown: 'Não conseguimos chegar à sua máquina',
    unknownText: (moment) =>
      `O servidor deixou de responder às ${moment}. O mais provável é a máquina continuar ligada; nada foi apagado. O ecrã volta sozinho.`,
    unknownTurn: 'Os operadores já foram avisados.',
    lookNow: 'Ver agora',
    endedAccess: 'O seu acesso a esta máquina terminou',
    endedAccessText: 'O que a sua universidade diz agora já não a dá. O disco fica guardado algum tempo.',
    tryStartAgain: 'Iniciar de novo',
  },
};
