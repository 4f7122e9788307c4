import type { ModeTexts } from './mode-en';

export const modePt: ModeTexts = {
  words: { active: 'Em uso', draining: 'A esvaziar', maintenance: 'Manutenção' },
  chip: { draining: 'a esvaziar', maintenance: 'manutenção' },
  drain: 'Esvaziar',
  maintain: 'Manutenção',
  putBack: 'Repor',
  lookCloser: 'Ver melhor',
  drainTitle: (host) => `Esvaziar ${host}?`,
  drainMeans: 'Deixa de receber máquinas novas. O que está ligado continua até ser desligado.',
  maintainTitle: (host) => `Pôr ${host} em manutenção?`,
  maintainMeans: (minutes) =>
    `Deixa de receber máquinas novas, e as que estão ligadas são desligadas daqui a ${minutes} minutos. As pessoas são avisadas já.`,
  minutes: 'Minutos até as máquinas serem desligadas',
  looking: 'A ver para onde iriam as máquinas…',
  noMachines: 'Não há lá máquinas.',
  counts: (all, on, moves, stays) =>
    `${all} máquinas: ${on} ligadas agora, ${moves} arrancam noutro servidor da próxima vez, ${stays} não podem sair.`,
  more: (count) => `e mais ${count}`,
  fate: {
    on: 'ligada; fica até ser desligada',
    onThen: (host) => `ligada até ser desligada, depois ${host}`,
    moves: (host) => `da próxima vez arranca em ${host}`,
    disk: 'não pode sair: o disco está aqui',
    'no-other-host': 'não pode sair: o conjunto não tem outro servidor que receba máquinas',
    'no-room': 'não pode sair: nenhum outro servidor tem espaço',
  },
  spare: 'de ninguém',
  where: 'Para onde vão as máquinas',
  columns: { machine: 'Máquina', owner: 'De quem', pool: 'Conjunto', fate: 'O que lhe acontece' },
  done: {
    active: (host) => `${host} volta a receber máquinas.`,
    draining: (host) => `${host} está a esvaziar.`,
    maintenance: (host) => `${host} está em manutenção.`,
  },
};
