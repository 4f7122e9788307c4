import type { JobAction } from '@virlab/contracts';
import type { JobTexts } from './jobs-en';

const doing: Record<JobAction, string> = {
  start: 'A iniciar',
  shutdown: 'A desligar',
  'force-off': 'A forçar a desligar',
  restart: 'A reiniciar',
  revert: 'A repor',
  extend: 'A prolongar',
  prepare: 'A preparar',
};

export const jobsPt: JobTexts = {
  title: (action, count, one) => (one ? `${doing[action]} 1 máquina` : `${doing[action]} ${count} máquinas`),
  by: (name) => `Por ${name}`,
  all: 'Toda a turma',
  extend: 'Prolongar',
  done: (done, all) => `${done} de ${all}`,
  doneWord: 'prontas',
  underWay: (count) => `${count} em curso`,
  failed: (count) => `${count} falharam`,
  waiting: (count) => `${count} por começar`,
  cancelled: (count) => `${count} canceladas`,
  cancel: 'Cancelar',
  cancelTitle: 'Para o que não começou. O que já começou continua.',
  again: 'Tentar de novo',
  close: 'Fechar esta tarefa',
  notBegun: (why) => `Nada foi começado: ${why}`,
  revertTitle: (count, one) =>
    one ? 'Repor as máquinas de 1 aluno?' : `Repor as máquinas de ${count} alunos?`,
  revertLoss:
    'Cada máquina recebe um disco novo, como no início. Perde-se tudo o que estava gravado nos discos antigos, e com eles as cópias guardadas. Não se pode desfazer.',
  revertRunning: (count, one) =>
    one
      ? '1 está ligada agora: perde-se o que não está gravado e ela arranca de novo.'
      : `${count} estão ligadas agora: perde-se o que não está gravado e elas arrancam de novo.`,
  forceOffTitle: (name) => `Forçar a desligar a máquina de ${name}?`,
  forceOffLoss:
    'É como tirar a ficha da tomada. Perde-se o que não está gravado e o disco pode precisar de reparação.',
  causes: {
    'no-machine': 'não tem máquina aqui.',
    'no-free-machine': 'leva uma máquina do grupo partilhado, e não há nenhuma livre ligada.',
    overtaken: 'entretanto foi-lhe pedida outra coisa.',
    'took-too-long': 'não ficou pronta em meia hora.',
    unreachable: 'o servidor dela não responde.',
    'timed-out': 'o servidor dela não respondeu a tempo.',
    'image-missing': 'falta a imagem do disco no servidor dela.',
    'image-invalid': 'a imagem do disco não se pode usar.',
    'not-found': 'o servidor dela já não a conhece.',
    'wrong-state': 'não estava no estado que isto pede.',
    refused: 'o servidor dela recusou-se a ligá-la.',
    'name-taken': 'outra coisa no servidor dela tem o nome dela ou o da sua rede.',
    'no-space': 'já não há espaço no servidor dela.',
    unsupported: 'o servidor dela não o consegue fazer.',
    crashed: 'terminou sem se esperar.',
    'not-ready': 'está ligada, mas não disse que está pronta.',
    'shutdown-ignored': 'não reage ao botão de desligar.',
    'host-silent': 'o servidor dela não responde. Pode ainda estar ligada.',
    'session-ended': 'a sessão de quem o pediu terminou antes da sua vez.',
  },
  steps: {
    'force-off': 'Forçar a desligar',
    'shut-down-first': 'Desligar primeiro',
    'see-why': 'Ver porquê',
    'wait-and-retry': 'Espere um pouco e tente de novo.',
    'ask-operator': 'Avise os operadores.',
  },
};
