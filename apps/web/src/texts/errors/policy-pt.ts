import type { ErrorText, TurnKey } from './en';
import type { PolicyCode } from './policy-en';

const text = (title: string, body: string, step: string, turn: TurnKey = 'your'): ErrorText => ({
  title,
  body,
  turn,
  step,
});

export const policyErrorsPt: Record<PolicyCode, ErrorText> = {
  'policy-version-unknown': text(
    'Não existe essa versão da política',
    'As versões nunca são apagadas; esse número nunca foi atribuído.',
    'Escolha uma da lista de versões.',
  ),
  'draft-missing': text(
    'O rascunho já não existe',
    'Entretanto foi publicado ou descartado. O que está publicado ficou como estava.',
    'Carregue a página de novo; a próxima alteração começa outro rascunho.',
  ),
  'draft-changed': text(
    'Entretanto outra pessoa alterou o rascunho',
    'Nada do que fez foi gravado por cima. A página mostra o rascunho como está agora.',
    'Veja o que mudou e repita.',
  ),
  'draft-rule-changed': text(
    'Entretanto outra pessoa alterou esta regra',
    'Nada do que fez foi gravado por cima.',
    'Veja o que escreveu e repita.',
  ),
  'draft-rule-unknown': text(
    'O rascunho não tem essa regra',
    'Entretanto foi retirada ou mudou de nome.',
    'Escolha uma da lista de regras.',
  ),
  'draft-rule-exists': text(
    'O rascunho já tem uma regra com esse nome',
    'Nada foi gravado.',
    'Dê-lhe outro nome, ou altere a que existe.',
  ),
  'draft-case-changed': text(
    'Entretanto outra pessoa alterou este caso de teste',
    'Nada do que fez foi gravado por cima.',
    'Veja o que escreveu e repita.',
  ),
  'draft-unreadable': text(
    'Este texto não é YAML em que caiba uma política',
    'Nada foi gravado. O que escreveu continua na página.',
    'Corrija o sítio assinalado e grave de novo.',
  ),
  'draft-nothing-changed': text(
    'O rascunho diz o mesmo que a versão publicada',
    'Não há nada para publicar.',
    'Altere primeiro uma regra, ou descarte o rascunho.',
  ),
  'draft-faulty': text(
    'O rascunho tem erros, por isso não é publicado',
    'O que está publicado continua em vigor.',
    'Corrija o que a verificação aponta, cada erro com o seu sítio.',
  ),
  'draft-cases-fail': text(
    'Há casos de teste que falham, por isso o rascunho não é publicado',
    'O que está publicado continua em vigor.',
    'Abra os casos que falham: corrija a regra, ou o que o caso espera.',
  ),
  'draft-behind': text(
    'Foi publicada outra versão desde que este rascunho começou',
    'Nada foi publicado e nada do rascunho se perdeu.',
    'Compare as duas e depois atualize o rascunho.',
  ),
  'approval-needed': text(
    'Falta a aprovação de uma segunda pessoa',
    'Nada foi publicado.',
    'Peça aprovação; quem não escreveu nada do rascunho vê-o com outros olhos.',
  ),
  'approval-own-work': text(
    'Ninguém aprova o que escreveu',
    'Alterou algo neste rascunho, por isso a aprovação não lhe cabe.',
    'Peça a outra pessoa que possa publicar.',
    'their',
  ),
  'dry-run-needed': text(
    'Ainda não se viu o que isto faria às pessoas',
    'Nada foi publicado. O último ensaio foi de outro texto.',
    'Faça um ensaio e depois publique.',
  ),
  'dry-run-not-found': text(
    'Esse ensaio já não existe',
    'Os resultados guardam-se só algum tempo; nada mais mudou.',
    'Faça uma nova.',
  ),
  'dry-run-unfinished': text(
    'O ensaio ainda não acabou',
    'Os números ainda estão a subir.',
    'Espere que acabe, ou cancele-a.',
    'nobody',
  ),
  'publication-braked': text(
    'Mais pessoas perderiam o acesso do que se permite sem confirmação escrita',
    'Nada foi publicado e ninguém perdeu nada.',
    'Veja quem perde e porquê. Se for mesmo isso, escreva a palavra pedida.',
  ),
  'decision-not-kept': text(
    'O que se decidiu nesse momento já não está guardado',
    'Os atributos de sessões antigas são apagados passado algum tempo, como se prometeu às pessoas.',
    'Pergunte antes o porquê de agora.',
  ),
  'import-unreadable': text(
    'Este ficheiro não é de nenhum tipo que aqui se leia',
    'Nada dele foi aproveitado.',
    'Escolha uma política em YAML, um mapeamento do Keystone, um controlo de acesso em XML ou os ficheiros de atributos do Shibboleth.',
  ),
  'grant-not-found': text(
    'Essa atribuição não existe',
    'Entretanto foi retirada ou chegou ao fim.',
    'Escolha uma da lista.',
  ),
  'grant-too-long': text(
    'Uma atribuição manual não pode durar tanto',
    'Nada foi atribuído. O que é para durar deve estar numa regra.',
    'Escolha um fim mais próximo.',
  ),
  'grant-to-oneself': text(
    'Ninguém atribui nada a si próprio',
    'Nada foi atribuído.',
    'Peça a outra pessoa que possa atribuir manualmente.',
    'their',
  ),
  'grant-in-the-past': text(
    'Uma atribuição manual acaba no futuro',
    'Nada foi atribuído. O fim escolhido já passou.',
    'Escolha um fim mais tarde.',
  ),
  'grant-of-privilege': text(
    'As funções que cuidam do Virlab não se atribuem à mão',
    'Nada foi atribuído. Essas funções vêm de uma regra, para que passem por uma segunda pessoa e pelos casos de teste.',
    'Altere a regra. Para a hora em que nada funciona existe o acesso de emergência.',
  ),
  'grant-circular': text(
    'Uma turma não é membro de outra turma',
    'Nada foi atribuído. Uma atribuição assim podia assentar em si própria.',
    'Atribua a pertença a pessoas, ou escreva uma regra.',
  ),
  'break-glass-locked': text(
    'Demasiadas tentativas falhadas',
    'Ninguém iniciou sessão. A partir deste endereço, a conta espera antes de aceitar outro segredo.',
    'Espere o tempo indicado e escreva o segredo grupo a grupo.',
  ),
  'break-glass-not-found': text(
    'Essa conta ou sessão de emergência não existe',
    'Entretanto foi terminada ou apagada.',
    'Veja a lista de quem está dentro.',
  ),
  'break-glass-exists': text(
    'Já existe uma conta de emergência com esse nome',
    'Nada foi criado e o segredo dela ficou como estava.',
    'Escolha outro nome, ou desative primeiro a conta antiga.',
  ),
  'break-glass-refused': text(
    'A conta e o segredo não conferem',
    'Ninguém iniciou sessão. A tentativa ficou no registo de auditoria.',
    'Veja o envelope selado e escreva-os de novo.',
  ),
};
