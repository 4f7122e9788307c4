import type { announcementsEn } from './announcements-en';

/** O que foi dito à turma, nas páginas dos seus alunos. */
export const announcementsPt: typeof announcementsEn = {
  label: 'Avisos',
  from: (name, of) => `${name} (${of})`,
  read: 'Marcar como lido',
};
