import type { ErrorText, ErrorTexts } from './en';
import { federationErrorsPt } from './federation-pt';
import { hostErrorsPt } from './hosts-pt';
import { machineErrorsPt } from './machines-pt';
import { policyErrorsPt } from './policy-pt';
import { poolErrorsPt } from './pools-pt';
import { templatesErrorsPt } from './templates-pt';
import { signOutErrorsPt } from './sign-out-pt';

const university = (title: string, body: string): ErrorText => ({
  title,
  body: `${body} Nada mudou nas suas máquinas.`,
  turn: 'their',
  step: 'Informe o apoio informático da sua universidade, com a referência abaixo.',
});

export const errorsPt: ErrorTexts = {
  'bad-request': {
    title: 'O servidor não conseguiu ler o que esta página enviou',
    body: 'Nada foi alterado. Acontece com uma página aberta desde antes de uma atualização.',
    turn: 'your',
    step: 'Carregue a página de novo. Se voltar a acontecer, envie a referência aos operadores.',
  },
  'not-signed-in': {
    title: 'Não há sessão iniciada',
    body: 'As suas máquinas continuam ligadas, com ou sem sessão.',
    turn: 'your',
    step: 'Inicie sessão para continuar.',
  },
  'not-allowed': {
    title: 'Esta página não lhe está atribuída',
    body: 'Nenhuma das suas funções a abre. Tudo o resto continua a funcionar.',
    turn: 'their',
    step: 'Quem lhe deu esta ligação pode pedir a função.',
  },
  'cross-site-request': {
    title: 'O pedido veio de outro sítio',
    body: 'Foi recusado e nada mudou. Assim, nenhum outro sítio pode agir em seu nome.',
    turn: 'your',
    step: 'Abra o Virlab pelo próprio endereço e faça-o aí.',
  },
  'not-found': {
    title: 'Não há nada aqui, ou nada que possa ver',
    body: 'O endereço pode ser antigo, ou destinar-se a outra pessoa.',
    turn: 'your',
    step: 'Continue a partir das suas máquinas.',
  },
  'method-not-allowed': {
    title: 'O servidor não aceita este pedido aqui',
    body: 'Nada foi alterado. Acontece com uma página aberta desde antes de uma atualização.',
    turn: 'your',
    step: 'Carregue a página de novo.',
  },
  'payload-too-large': {
    title: 'É demasiado grande',
    body: 'Nada foi gravado. O que escreveu continua na página.',
    turn: 'your',
    step: 'Encurte e envie de novo.',
  },
  'unsupported-media-type': {
    title: 'O servidor não aceita este tipo de conteúdo',
    body: 'Nada foi alterado.',
    turn: 'your',
    step: 'Carregue a página de novo.',
  },
  'too-many-requests': {
    title: 'Demasiados pedidos em pouco tempo',
    body: 'O servidor pede a este navegador que abrande. As suas máquinas continuam ligadas.',
    turn: 'nobody',
    step: 'Volta a funcionar dentro de um minuto.',
  },
  internal: {
    title: 'O servidor teve uma falha interna',
    body: 'As suas máquinas continuam ligadas. O que pediu pode não ter sido feito.',
    turn: 'operators',
    step: 'Tente de novo; se voltar a acontecer, envie-lhes a referência.',
  },
  'database-unavailable': {
    title: 'A base de dados não responde',
    body: 'As suas máquinas continuam ligadas, mas o Virlab não as consegue mostrar nem alterar agora.',
    turn: 'operators',
    step: 'Já foram avisados. A página volta quando a base de dados voltar.',
  },
  'database-full': {
    title: 'O disco do servidor está cheio',
    body: 'As suas máquinas continuam ligadas. O que acabou de fazer não ficou registado, por isso não aconteceu.',
    turn: 'operators',
    step: 'Tente de novo quando houver espaço.',
  },
  'too-busy': {
    title: 'O servidor tem mais que fazer do que consegue de uma vez',
    body: 'As suas máquinas continuam ligadas. O que pediu não foi feito.',
    turn: 'nobody',
    step: 'Tente de novo dentro de momentos.',
  },
  'work-given-up': {
    title: 'O servidor desistiu disto',
    body: 'Demorou ou pesou demais. As suas máquinas continuam ligadas; o que pediu não foi feito.',
    turn: 'operators',
    step: 'Tente de novo; se voltar a acontecer, envie-lhes a referência.',
  },
  'sign-in-refused': {
    title: 'A sua universidade deixou entrar, mas nenhuma regra lhe dá acesso aqui',
    body: 'A autenticação correu bem. O que a sua universidade enviou não corresponde a nenhuma regra deste serviço.',
    turn: 'their',
    step: 'Se devia ter acesso, o apoio informático da sua universidade tem de enviar mais dados. Dê-lhes a referência.',
  },
  'sign-in-denied': {
    title: 'Uma regra nega-lhe o acesso',
    body: 'A autenticação correu bem, mas uma regra deste serviço recusou a entrada.',
    turn: 'their',
    step: 'Pergunte aos operadores deste serviço, com a referência.',
  },
  'sign-in-unknown-provider': {
    title: 'Esta universidade não está registada aqui',
    body: 'O Virlab não encaminha ninguém para uma universidade que não conhece.',
    turn: 'your',
    step: 'Escolha a sua universidade na lista.',
  },
  'sign-in-provider-disabled': {
    title: 'A entrada por esta universidade está desligada',
    body: 'Foi desligada pelos operadores deste serviço. As máquinas ligadas continuam ligadas.',
    turn: 'operators',
    step: 'Pergunte-lhes quando volta, ou entre de outra forma.',
  },
  'sign-in-provider-unavailable': {
    title: 'Não é possível procurar esta universidade agora',
    body: 'O diretório da federação não responde.',
    turn: 'nobody',
    step: 'Tente de novo daqui a alguns minutos.',
  },
  'sign-in-provider-unusable': {
    title: 'Não é possível entrar por esta universidade agora',
    body: 'Falta algo no que ela publica sobre si, ou está desatualizado. As máquinas ligadas continuam ligadas.',
    turn: 'operators',
    step: 'Avise-os, com a referência, ou entre de outra forma.',
  },
  'sign-in-no-identifier': university(
    'A sua universidade não enviou nada que o distinga de outras pessoas',
    'Sem identificador, o Virlab não sabe quais são as suas máquinas.',
  ),
  'sign-in-expired': {
    title: 'A autenticação demorou demasiado, ou já tinha sido usada',
    body: 'Por segurança, uma resposta da universidade vale poucos minutos e uma só vez.',
    turn: 'your',
    step: 'Inicie sessão de novo.',
  },
  'sign-in-other-browser': {
    title: 'A autenticação começou noutro navegador',
    body: 'Só o navegador que pediu aceita a resposta; assim ninguém entra com a identidade de outra pessoa.',
    turn: 'your',
    step: 'Inicie sessão de novo, neste navegador.',
  },
  'saml-malformed': university(
    'A resposta da sua universidade não se consegue ler',
    'Não é o que a norma descreve.',
  ),
  'saml-too-large': university(
    'A resposta da sua universidade é demasiado grande',
    'É maior do que qualquer resposta real.',
  ),
  'saml-forbidden-construct': university(
    'A resposta da sua universidade contém o que a norma proíbe',
    'Foi recusada sem ser lida.',
  ),
  'saml-algorithm': university(
    'A resposta da sua universidade usa um algoritmo fraco',
    'Podia ter sido forjada, por isso não é aceite.',
  ),
  'saml-signature': university(
    'A assinatura da sua universidade não confere',
    'A chave de assinatura pode ter mudado sem aviso a este serviço.',
  ),
  'saml-decryption': university(
    'A resposta da sua universidade não se consegue decifrar',
    'Foi cifrada para uma chave que este serviço não tem.',
  ),
  'saml-status': {
    title: 'A sua universidade recusou a entrada',
    body: 'Respondeu, e a resposta foi não: entrada cancelada, ou não permitida para este serviço.',
    turn: 'your',
    step: 'Inicie sessão de novo. Se for recusada outra vez, pergunte ao apoio informático da universidade.',
  },
  'saml-issuer': university('A resposta veio de outra universidade', 'Não é aceite, venha de quem vier.'),
  'saml-destination': university(
    'A resposta destinava-se a outro lugar',
    'Indica um endereço que não é o nosso.',
  ),
  'saml-audience': university('A resposta destinava-se a outro serviço', 'Indica um serviço que não é este.'),
  'saml-confirmation': {
    title: 'A resposta não pertence a esta autenticação',
    body: 'Pode vir de uma anterior: o botão Retroceder causa isto.',
    turn: 'your',
    step: 'Inicie sessão de novo.',
  },
  'saml-expired': university(
    'A resposta da sua universidade já não é válida, ou ainda não',
    'Os relógios podem estar desacertados.',
  ),
  'saml-replayed': {
    title: 'A resposta da sua universidade já tinha sido usada',
    body: 'Cada uma serve uma vez. Recarregar a página, ou o botão Retroceder, envia-a outra vez.',
    turn: 'your',
    step: 'Inicie sessão de novo.',
  },
  'saml-conditions': university(
    'A resposta da sua universidade impõe uma condição que aqui não se conhece',
    'Uma condição desconhecida conta como não cumprida.',
  ),
  ...signOutErrorsPt,

  'discovery-request-invalid': {
    title: 'O pedido para escolher a universidade não se consegue ler',
    body: 'Veio de outro serviço, e nada lhe foi enviado.',
    turn: 'their',
    step: 'Volte a esse serviço e comece de novo. Se acontecer outra vez, indique o código abaixo a quem o opera.',
  },
  'discovery-service-unknown': {
    title: 'O serviço que pergunta pela sua universidade não é conhecido aqui',
    body: 'Só encaminhamos para serviços que uma federação garante. Nada foi enviado.',
    turn: 'their',
    step: 'Quem o opera pode registá-lo numa federação que conheçamos.',
  },
  'discovery-return-refused': {
    title: 'O serviço pede resposta num endereço que não é o seu',
    body: 'Alguém o pode ter posto lá para enganar, por isso não seguiu para lá.',
    turn: 'their',
    step: 'Abra o serviço pelo endereço próprio. Quem o opera pode corrigir o que publica.',
  },
  'logo-unavailable': {
    title: 'Esta universidade não tem logótipo que se possa mostrar',
    body: 'Tudo o resto funciona sem ele.',
    turn: 'nobody',
    step: 'Não há nada a fazer.',
  },
  'class-not-found': {
    title: 'Não há tal turma, ou não é sua',
    body: 'A ligação pode ser de outro semestre.',
    turn: 'your',
    step: 'Escolha uma turma no menu.',
  },
  'person-not-found': {
    title: 'Não há tal pessoa, ou ninguém que possa ver',
    body: 'Só é conhecido quem iniciou sessão pelo menos uma vez.',
    turn: 'your',
    step: 'Procure em Pessoas.',
  },
  'policy-not-published': {
    title: 'Ainda não há política publicada',
    body: 'Até haver uma, ninguém recebe nada.',
    turn: 'operators',
    step: 'Escreva as primeiras regras em Política, ou publique um ficheiro com virlab apply.',
  },
  'attribute-rules-changed': {
    title: 'Entretanto, alguém publicou outras regras de atributos',
    body: 'Nada foi publicado. Os seus ficheiros continuam na página.',
    turn: 'your',
    step: 'Compare-os com a nova versão e publique depois.',
  },
  'policy-target-unknown': {
    title: 'Nenhum conjunto, turma ou função tem esse nome',
    body: 'Pode ter mudado de nome.',
    turn: 'your',
    step: 'Escolha um da lista.',
  },
  ...federationErrorsPt,
  ...hostErrorsPt,
  ...policyErrorsPt,
  ...templatesErrorsPt,
  ...machineErrorsPt,
  ...poolErrorsPt,

  'lesson-not-found': {
    title: 'Não há tal aula',
    body: 'Alguém pode tê-la retirado.',
    turn: 'your',
    step: 'Escolha outra no plano da turma.',
  },
  'announcement-not-found': {
    title: 'Não há tal aviso, ou não é para si',
    body: 'Pode ter sido retirado com o seu lugar na turma.',
    turn: 'your',
    step: 'Continue a partir das suas máquinas.',
  },
  'resource-invalid': {
    title: 'O ficheiro de recursos tem erros',
    body: 'Nada dele foi aceite.',
    turn: 'your',
    step: 'Corrija os erros abaixo e aplique de novo.',
  },
  'resource-in-use': {
    title: 'Ainda há quem use isto',
    body: 'Nada foi removido.',
    turn: 'your',
    step: 'Termine primeiro o que o usa.',
  },
  unreachable: {
    title: 'O servidor não responde',
    body: 'As suas máquinas continuam ligadas. A ligação entre este navegador e o Virlab caiu, ou o Virlab está a ser atualizado.',
    turn: 'nobody',
    step: 'Esta página continua a tentar sozinha.',
  },
};
