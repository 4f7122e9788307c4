import type { HostTexts } from './en';

export const hostsPt: HostTexts = {
  title: 'Servidores',
  allAnswer: (count, one) => (one ? 'O servidor responde.' : `Os ${count} servidores respondem todos.`),
  silent: (count, one) => (one ? 'Um servidor não responde.' : `${count} servidores não respondem.`),
  unproved: (count, one) =>
    one ? 'Num deles ainda não arrancou nenhuma máquina.' : `Em ${count} ainda não arrancou nenhuma máquina.`,
  running: (running, known) => `${running} de ${known} máquinas estão ligadas.`,
  none: 'Não há servidores registados. Um servidor regista-se pelo seu URI libvirt, com um ficheiro de recursos do tipo Host.',
  noneStep: 'virlab apply -f host.yaml',
  columns: {
    host: 'Servidor',
    state: 'Estado',
    runsBy: 'Corre máquinas por',
    machines: 'Máquinas',
    memory: 'Memória',
    processors: 'Processadores',
    version: 'Versão',
  },
  healthy: 'Saudável',
  noAnswer: (duration) => `Sem resposta há ${duration}`,
  notProved: 'Por provar',
  kinds: { kvm: 'KVM', qemu: 'Emulação', simulated: 'Simulação' },
  proved: (kind, when) => `${kind}, arrancou uma máquina ${when}`,
  took: (seconds) => `em ${seconds}`,
  lastKnown: (kind) => `${kind}, da última vez`,
  noProof: 'Nada provado: ainda lá não arrancou nenhuma máquina',
  ofMachines: (running, known) => `${running} de ${known}`,
  memory: (used, all) => `${used} de ${all} GiB`,
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
