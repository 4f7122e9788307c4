import { addingPt } from './adding-pt';
import { capacityPt } from './capacity-pt';
import type { HostTexts } from './en';
import { modePt } from './mode-pt';

export const hostsPt: HostTexts = {
  title: 'Servidores e capacidade',
  adding: addingPt,
  capacity: capacityPt,
  mode: modePt,
  host: {
    settings: 'Definições',
    changedBySomebody: 'Carregar o que há agora',
    remove: 'Retirar',
    removeTitle: (host) => `Retirar ${host}?`,
    removeMeans: 'O Virlab esquece-o. No próprio servidor nada é mexido.',
    removed: (host) => `${host} foi retirado.`,
    facts: 'O que se sabe',
    capacity: 'Dá às máquinas',
    reserved: 'Dado agora às máquinas',
    found: 'O que lá se encontrou',
    free: 'Memória livre, segundo ele próprio',
    mode: 'Modo',
    uri: 'URI',
    amount: (memory, cpus) => `${memory} GiB, ${cpus} processadores`,
    offered: 'como o operador disse',
    derived: 'a partir do que se encontrou',
  },
  percent: (percent) => `${percent} %`,
  allAnswer: (count, one) => (one ? 'O servidor responde.' : `Os ${count} servidores respondem todos.`),
  silent: (count, one) => (one ? 'Um servidor não responde.' : `${count} servidores não respondem.`),
  unproved: (count, one) =>
    one ? 'Num deles ainda não arrancou nenhuma máquina.' : `Em ${count} ainda não arrancou nenhuma máquina.`,
  running: (running, known) => `${running} de ${known} máquinas estão ligadas.`,
  nothingOn: 'Ainda não têm máquinas.',
  nothingOnOne: 'Ainda não tem máquinas.',
  none: 'Não há servidores registados. Acrescente um pelo seu URI libvirt, ou com um ficheiro de recursos do tipo Host.',
  noneStep: 'virlab apply -f host.yaml',
  columns: {
    host: 'Servidor',
    state: 'Estado',
    runsBy: 'Corre máquinas por',
    machines: 'Máquinas',
    memory: 'Memória, GiB',
    processors: 'CPU',
    action: 'Ação',
  },
  healthy: 'Saudável',
  noAnswer: (duration) => `Sem resposta há ${duration}`,
  notProved: 'Por provar',
  kinds: { kvm: 'KVM', qemu: 'Emulação', lxc: 'Contentores', simulated: 'Simulação' },
  proved: (kind, when) => `${kind}, arrancou uma máquina ${when}`,
  took: (seconds) => `em ${seconds}`,
  lastKnown: (kind) => `${kind}, da última vez`,
  noProof: 'Nada provado: ainda lá não arrancou nenhuma máquina',
  ofMachines: (running, known) => `${running} de ${known}`,
  memory: (used, all) => `${used} de ${all}`,
  silentNote: (host, since) => `${host} não responde desde ${since}.`,
  silentMeans: (machines, one) =>
    one
      ? 'O mais provável é a sua máquina continuar ligada; a pessoa vê «Sem resposta do servidor» e não perde nada. Continuamos a tentar.'
      : `O mais provável é as suas ${machines} máquinas continuarem ligadas; as pessoas veem «Sem resposta do servidor» e não perdem nada. Continuamos a tentar.`,
  silentNoMachines: 'Não há lá máquinas. Continuamos a tentar.',
  unprovedNote: (host) => `Em ${host} ainda não arrancou nenhuma máquina.`,
  unprovedMeans:
    'Lá não se inicia nada até arrancar uma pequena máquina de prova. Não se acredita no que um servidor diz de si.',
  fault: 'O que disse',
};
