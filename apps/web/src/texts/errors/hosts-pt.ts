import type { ErrorText } from './en';
import type { HostCode } from './hosts-en';

export const hostErrorsPt: Record<HostCode, ErrorText> = {
  'host-not-found': {
    title: 'Este servidor não existe',
    body: 'Pode ter sido retirado há instantes.',
    turn: 'your',
    step: 'Volte à lista de servidores.',
  },
  'host-invalid': {
    title: 'As definições deste servidor têm erros',
    body: 'Nada foi gravado.',
    turn: 'your',
    step: 'Corrija os campos assinalados.',
  },
  'host-exists': {
    title: 'Já existe um servidor com esse nome',
    body: 'Nada foi gravado.',
    turn: 'your',
    step: 'Dê outro nome a este, ou altere o que existe.',
  },
  'host-changed': {
    title: 'Entretanto, outra pessoa gravou este servidor',
    body: 'Vale o que ela gravou; as suas alterações não foram gravadas.',
    turn: 'your',
    step: 'Veja como está agora e altere de novo.',
  },
  'host-has-machines': {
    title: 'Ainda há máquinas neste servidor',
    body: 'Nada foi retirado. Os discos delas estão lá.',
    turn: 'your',
    step: 'Esvazie o servidor e retire-o quando não tiver máquinas.',
  },
  'host-not-active': {
    title: 'Este servidor já não recebe máquinas',
    body: 'Está a esvaziar ou em manutenção, por isso não há nada a marcar.',
    turn: 'your',
    step: 'Reponha-o primeiro, se for para esvaziar mais tarde.',
  },
  'host-has-pools': {
    title: 'Ainda há conjuntos que usam este servidor',
    body: 'Nada foi retirado.',
    turn: 'your',
    step: 'Tire-o primeiro desses conjuntos.',
  },
  'host-tests-full': {
    title: 'Já se estão a experimentar tantos servidores quantos é possível',
    body: 'Cada experiência arranca uma máquina, por isso são poucas de cada vez.',
    turn: 'your',
    step: 'Tente de novo daqui a um minuto.',
  },
};
