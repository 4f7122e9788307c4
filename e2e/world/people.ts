/** The people of the practice universities, as their identity providers’ pages name them. */
export interface PracticePerson {
  name: string;
  university: string;
}

const atLagoa = (name: string): PracticePerson => ({ name, university: 'Lagoa' });

export const ANA = atLagoa('Ana Ribeiro');
export const BRUNO = atLagoa('Bruno Costa');
export const BEATRIZ = atLagoa('Beatriz Nogueira');
export const DUARTE = atLagoa('Duarte Lima');
export const CARLA = atLagoa('Carla Mendes');
export const HELENA = atLagoa('Helena Prado');
export const OSCAR = atLagoa('Óscar Faria');
export const NUNO = atLagoa('Nuno Silva');
export const ZE: PracticePerson = { name: 'Zé Falso', university: 'Nort' };
export const MARTA: PracticePerson = { name: 'Marta Reis', university: 'Nort' };
