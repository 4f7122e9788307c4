import type { Machine, StopCause } from '@virlab/contracts';
import type { TermsTexts } from './terms-en';

const causes: Record<StopCause, string> = {
  idle: 'há algum tempo que ninguém a usa',
  'time-limit': 'chegou ao limite de tempo',
  lease: 'o seu tempo com ela acaba',
  closing: 'o horário dela termina',
  lesson: 'a aula termina',
  drain: 'o servidor vai para manutenção',
};

const waits: Record<NonNullable<Machine['waitsFor']>, string> = {
  room: 'Os servidores estão cheios. Inicia sozinha quando houver lugar.',
  host: 'Nenhum servidor a pode receber agora. Inicia sozinha quando algum puder.',
  proof: 'O servidor dela ainda está a ser experimentado. Inicia sozinha a seguir.',
};

export const termsPt: TermsTexts = {
  stops: (time, cause) => `Esta máquina desliga-se às ${time}: ${causes[cause]}.`,
  saveNow: 'Grave o seu trabalho.',
  notYet: 'Ainda não',
  until: (moment) => `até ${moment}`,
  leaseUntil: (moment) => `É sua até ${moment}.`,
  leaseOver: (moment) => `O seu tempo com ela acabou a ${moment}.`,
  renew: 'Renovar',
  renewTo: (moment) => `Renovar até ${moment}`,
  renewalsLeft: (count) =>
    count === 1 ? 'Pode renovar-se mais uma vez.' : `Pode renovar-se mais ${count} vezes.`,
  lesson: (title, when, place) =>
    `${[title === '' ? 'Aula' : `Aula «${title}»`, when, place].filter((part) => part !== '').join(', ')}.`,
  lessonEnds: (moment) => `A máquina desliga-se depois: ${moment}.`,
  runsUntil: (moment) => `Fica ligada até ${moment}, no máximo.`,
  closed: (moment) => `Fechada agora. Abre ${moment}.`,
  removed: (day) => `O disco é apagado a ${day}. Copie antes o que lhe faz falta.`,
  waits: (cause) => waits[cause],
  shared: 'Emprestada: quando a devolver ou desligar, fica limpa para a pessoa seguinte.',
  giveBack: 'Devolver',
  giveBackTitle: (name) => `Devolver ${name}?`,
  giveBackLoss: 'É desligada e fica limpa. Perde-se o que está no disco.',
  take: 'Levar uma máquina',
  toTake: 'Máquinas para usar por empréstimo',
  free: 'Há uma livre.',
  allTaken: (size, one) => (one ? 'A única está ocupada.' : `As ${size} estão todas ocupadas.`),
  noneFree: 'Agora não há nenhuma livre.',
  before: (count) =>
    count === 0
      ? 'É a sua vez a seguir.'
      : count === 1
        ? 'Há uma pessoa à sua frente.'
        : `Há ${count} pessoas à sua frente.`,
  keepsAsking: 'Deixe esta página aberta: recebe uma assim que for a sua vez.',
  startLab: 'Iniciar o laboratório',
  stopLab: 'Desligar o laboratório',
  labOf: (count) => `${count} máquinas numa só rede`,
};
