import type { PoolTexts } from './en';

export const poolPt: PoolTexts = {
  lead: (machines, owned, spares) =>
    `${machines} máquinas: ${owned} são de alguém, ${spares} estão prontas para quem vier a seguir.`,
  kind: 'As máquinas são',
  kinds: {
    personal: 'pessoais: uma por pessoa',
    shared: 'partilhadas: qualquer uma livre',
    group: 'laboratórios: várias numa só rede',
  },
  size: 'No máximo',
  sizeUnit: 'máquinas; vazio se não houver limite',
  warmSpares: 'Manter',
  warmSparesUnit: 'máquinas prontas para quem vier a seguir',
  idleMinutes: 'Desligar ao fim de',
  idleMinutesUnit: 'minutos sem uso; vazio para nunca',
  limitMinutes: 'Desligar',
  limitMinutesUnit: 'minutos depois do arranque; vazio para nunca',
  keepDays: 'Guardar o disco durante',
  keepDaysUnit: 'dias depois de acabar o direito ou o empréstimo; vazio para sempre',
  snapshots: 'Permitir',
  snapshotsUnit: 'instantâneos por máquina',
  keeps: (running) =>
    `${running} máquinas ligadas continuam ligadas. O que um novo limite desligar é anunciado dez minutos antes.`,
  save: 'Gravar',
  saved: 'Gravado',
};
