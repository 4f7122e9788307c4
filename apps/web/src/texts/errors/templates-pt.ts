import type { ErrorText, TurnKey } from './en';
import type { templatesErrorsEn } from './templates-en';

const text = (title: string, body: string, step: string, turn: TurnKey = 'your'): ErrorText => ({
  title,
  body,
  turn,
  step,
});

/** Falhas de modelos, imagens e envios. */
export const templatesErrorsPt: Record<keyof typeof templatesErrorsEn, ErrorText> = {
  'template-not-found': text(
    'Este modelo não existe',
    'Foi retirado, ou o endereço está errado. As máquinas que existem mantêm os seus discos.',
    'Volte à lista de modelos.',
  ),
  'template-exists': text(
    'Já existe um modelo com esse nome',
    'Nada foi alterado.',
    'Escolha outro nome, ou acrescente uma versão ao modelo que já existe.',
  ),
  'template-changed': text(
    'Entretanto, outra pessoa alterou este modelo',
    'Nada do que fez foi guardado, e nada do que essa pessoa fez se perdeu.',
    'Veja a versão mais recente e diga de novo o que quer.',
  ),
  'template-image-kind': text(
    'Esta imagem não é do tipo de que os grupos precisam',
    'Nada foi alterado. Um disco é para servidores QEMU, e um arquivo com um sistema de ficheiros para servidores de contentores: as máquinas destes grupos ficariam à espera para sempre.',
    'Faça um modelo só para esta imagem e dê-o a um grupo cujos servidores a aceitem.',
  ),
  'template-in-use': text(
    'Há um conjunto que ainda usa este modelo',
    'Nada foi retirado. Quem tem direito ao conjunto deixaria de receber máquinas.',
    'Dê outro modelo aos conjuntos aqui indicados, ou retire-os, e tente de novo.',
  ),
  'template-version-not-found': text(
    'Este modelo não tem essa versão',
    'Foi retirada, ou nunca existiu.',
    'Recarregue a página e escolha uma versão que exista.',
  ),
  'template-version-in-use': text(
    'Esta versão está em uso',
    'Nada foi retirado. É a versão atual, ou há discos de máquinas assentes na sua imagem.',
    'Torne outra versão a atual e reponha as máquinas; depois retire-a.',
  ),
  'image-not-found': text(
    'Esta imagem não existe',
    'Foi retirada, ou nunca chegou.',
    'Recarregue a página e depois envie-a ou registe-a.',
  ),
  'image-exists': text(
    'Já existe uma imagem com esse nome',
    'Ficou como estava: pode haver discos de máquinas assentes nela.',
    'Mude o nome do ficheiro, ou use a imagem que já existe.',
  ),
  'image-not-ready': text(
    'Esta imagem não passou nas verificações',
    'Nenhuma máquina é feita de uma imagem assim, e nada foi alterado.',
    'Espere que as verificações acabem, ou escolha outra imagem.',
  ),
  'image-in-use': text(
    'Há um modelo que ainda usa esta imagem',
    'Nada foi retirado: há discos de máquinas assentes nela.',
    'Retire primeiro as versões aqui indicadas.',
  ),
  'image-path-refused': text(
    'As imagens só são aceites das pastas de imagens',
    'Nada foi registado. Uma ligação que leve para fora dessas pastas também é recusada.',
    'Ponha o ficheiro numa das pastas indicadas nesta página.',
  ),
  'upload-not-found': text(
    'Este envio já não existe',
    'Foi cancelado, ou ninguém o continuou a tempo.',
    'Escolha o ficheiro de novo; é enviado desde o princípio.',
  ),
  'upload-busy': text(
    'Este envio continua noutra janela',
    'Nada se perdeu: a outra janela continua a enviar.',
    'Continue lá, ou feche essa janela e prima Retomar aqui.',
  ),
  'upload-refused': text(
    'Este envio não pode ser aceite',
    'Nada dele foi guardado.',
    'Corrija o que se diz abaixo e escolha o ficheiro de novo.',
  ),
  'upload-too-large': text(
    'Este ficheiro é maior do que as imagens podem ser',
    'Nada dele foi guardado.',
    'Comprima-o com "qemu-img convert -c -O qcow2", ou peça aos operadores que aumentem o limite.',
  ),
  'uploads-full': text(
    'Já há tantos envios em curso quantos pode haver',
    'Os outros continuam como estão.',
    'Espere que um acabe, ou cancele um que ninguém continua.',
  ),
  'no-space-for-image': text(
    'O disco do servidor não tem espaço para esta imagem',
    'O que já chegou fica guardado, e as máquinas continuam.',
    'Liberte espaço na pasta aqui indicada e prima Retomar.',
    'operators',
  ),
};
