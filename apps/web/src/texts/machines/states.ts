import type { StateShape } from '@virlab/contracts';

/** The word of every state, in both languages. */
export const STATE_WORDS: Record<'en' | 'pt', Record<StateShape, string>> = {
  en: {
    running: 'Running',
    starting: 'Starting',
    stopping: 'Shutting down',
    reverting: 'Reverting',
    queued: 'Queued',
    paused: 'Paused',
    stopped: 'Stopped',
    failed: 'Failed',
    unknown: 'Host does not answer',
    absent: 'Not signed in',
    locked: 'No access',
  },
  pt: {
    running: 'Ligada',
    starting: 'A iniciar',
    stopping: 'A desligar',
    reverting: 'A repor',
    queued: 'Em fila',
    paused: 'Em pausa',
    stopped: 'Desligada',
    failed: 'Falhou',
    unknown: 'Sem resposta do servidor',
    absent: 'Sem sessão',
    locked: 'Sem acesso',
  },
};
