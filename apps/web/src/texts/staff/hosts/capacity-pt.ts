import type { CapacityTexts } from './capacity-en';

export const capacityPt: CapacityTexts = {
  finding: {
    memory: (when, short) => `${when}, o horário precisa de mais ${short} GiB do que há.`,
    cpu: (when, short) => `${when}, o horário precisa de mais ${short} processadores do que há.`,
  },
  at: (day, time) => `${day} às ${time}`,
  fits: (days) => `O horário dos próximos ${days} dias cabe.`,
  noLessons: (days) => `Nos próximos ${days} dias nenhuma aula precisa de máquinas.`,
  planned: {
    memory: 'Memória prevista, GiB',
    cpu: 'Processadores previstos',
    disk: 'Disco previsto, no máximo, GiB',
  },
  resource: 'O que se mostra',
  resources: { memory: 'Memória', cpu: 'CPU', disk: 'Disco' },
  today: (day) => `${day}, hoje`,
  now: 'agora',
  disks: (free, total) => `Espaço para discos: ${free} de ${total} GiB livres`,
  disksLow: (hosts) => `pouco espaço para discos em ${hosts}`,
  disksGrow: 'Os discos crescem à medida que se escreve neles: este é o máximo que podem ocupar.',
  disksUnknown: 'Nenhum servidor diz quanto espaço tem para discos.',
  disksUntold: (lessons) => `Fora da conta, por não se saber o tamanho de um disco: ${lessons}.`,
  have: 'o que os servidores têm',
  away: (hosts) => `sem ${hosts}`,
  unknown: (count, one) =>
    one
      ? 'Um servidor nunca disse o que tem e não é contado.'
      : `${count} servidores nunca disseram o que têm e não são contados.`,
  short: { memory: (short) => `faltam ${short} GiB`, cpu: (short) => `faltam ${short}` },
  mend: {
    move: (lesson, day) => `passar ${lesson} para ${day}`,
    putBack: (hosts) => `repor ${hosts}`,
    add: {
      memory: (size) => `acrescentar um servidor de ${size} GiB`,
      cpu: (size) => `acrescentar um servidor de ${size} processadores`,
    },
    or: (first, last) => `${first} ou ${last}`,
    of: (lessons) => `Aulas: ${lessons}.`,
  },
  showTable: 'Ver em tabela',
  showChart: 'Ver em gráfico',
  tableKey: 'Tecla T',
  table: {
    label: 'O que o horário precisa e o que os servidores têm',
    when: 'Quando',
    lessons: 'Aulas',
    need: 'Preciso',
    have: 'Há',
    short: 'Falta',
    none: 'nenhuma',
  },
};
