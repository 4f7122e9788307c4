import type { usageEn } from './en';

/** Quanto tempo as máquinas estiveram ligadas. */
export const usagePt: typeof usageEn = {
  title: 'Horas de máquina',
  lead: (hours, runs, one) => `${hours} horas de máquina em ${one ? 'um só período' : `${runs} períodos`}.`,
  ownClasses: 'Só das suas turmas.',
  none: 'Nenhuma máquina esteve ligada neste tempo.',
  noneStep:
    'Cada máquina conta desde que foi ligada até ser encontrada desligada, ou vista ligada pela última vez.',
  by: 'Somar por',
  byWord: { class: 'Turma', pool: 'Conjunto', person: 'Pessoa' },
  span: 'Dos últimos',
  days: (days) => `${days} dias`,
  csv: 'Descarregar CSV',
  columns: {
    class: 'Turma',
    pool: 'Conjunto',
    person: 'Pessoa',
    runs: 'Períodos',
    machines: 'Máquinas',
    hours: 'Horas de máquina',
    memory: 'Horas × GiB',
    processors: 'Horas de processador',
  },
  nobody: {
    class: 'Conjuntos sem turma',
    pool: 'Nenhum conjunto',
    person: 'Máquinas de reserva, de ninguém',
  },
  gone: (ref) => `${ref} (já não existe)`,
};
