/** The people of the practice universities, as their identity providers’ pages name them. */
export interface PracticePerson {
  name: string;
  /** The domain of the university, by which it is found. */
  domain: string;
  entityId: string;
}

const at = (domain: string) => ({ domain, entityId: `https://idp.${domain}/saml/idp` });
const atLagoa = (name: string): PracticePerson => ({ name, ...at('ulagoa.example') });
const atNorte = (name: string): PracticePerson => ({ name, ...at('norte.example') });

export const ANA = atLagoa('Ana Ribeiro');
export const BRUNO = atLagoa('Bruno Costa');
export const BEATRIZ = atLagoa('Beatriz Nogueira');
export const DUARTE = atLagoa('Duarte Lima');
export const CARLA = atLagoa('Carla Mendes');
export const RUI = atLagoa('Rui Paiva');
export const HELENA = atLagoa('Helena Prado');
export const TOME = atLagoa('Tomé Valente');
export const OSCAR = atLagoa('Óscar Faria');
export const NUNO = atLagoa('Nuno Silva');
export const ZE = atNorte('Zé Falso');
export const IRIS = atNorte('Iris Campos');
export const TIAGO = atNorte('Tiago Moura');
export const MARTA = atNorte('Marta Reis');
