import type { ErrorText, TurnKey } from './en';
import type { poolErrorsEn } from './pools-en';

const text = (title: string, body: string, step: string, turn: TurnKey = 'your'): ErrorText => ({
  title,
  body,
  turn,
  step,
});

export const poolErrorsPt: Record<keyof typeof poolErrorsEn, ErrorText> = {
  'pool-not-found': text(
    'Não há tal conjunto de máquinas',
    'Foi retirado, ou o endereço está errado.',
    'Escolha um da lista de conjuntos.',
  ),
  'pool-invalid': text(
    'A configuração deste conjunto tem erros',
    'Nada foi gravado. O que está errado aparece junto do campo.',
    'Corrija os campos assinalados e grave outra vez.',
  ),
  'pool-exists': text(
    'Já há um conjunto com esse nome',
    'Nada foi acrescentado. As regras referem os conjuntos por este nome, por isso não há dois iguais.',
    'Escolha outro nome e acrescente-o outra vez.',
  ),
  'pool-in-use': text(
    'Este conjunto ainda está a ser usado',
    'Nada foi retirado. Em baixo está o que ainda precisa dele.',
    'Tire-o das regras e dos direitos dados à mão. As máquinas saem quando acabarem os dias em que se guarda o disco.',
  ),
  'pool-changed': text(
    'Entretanto, alguém gravou este conjunto',
    'Nada do que escreveu foi gravado, por isso nada do que essa pessoa fez se perde.',
    'Veja o que diz agora e repita a sua alteração.',
  ),
};
