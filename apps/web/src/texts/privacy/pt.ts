import type { Texts } from '../en';

export const privacyPt: Texts['privacy'] = {
  title: 'Privacidade',
  lead: 'O que o Virlab guarda sobre si, para quê e durante quanto tempo.',
  sections: [
    {
      heading: 'Quem é responsável',
      text: 'A universidade cujo laboratório usa é responsável por este serviço e decide sobre ele. Responde por ele o seu encarregado da proteção de dados.',
    },
    {
      heading: 'O que a sua universidade envia quando entra',
      text: 'Um identificador que só serve para entrar, o seu nome e o que é lá: estudante ou funcionário, faculdade, curso, turma ou ano. A palavra-passe fica na sua universidade. O que não é preciso é descartado; pode ver o que foi enviado e o que foi descartado em Você.',
    },
    {
      heading: 'Para que serve',
      text: 'Para decidir por regras que máquinas pode usar, para mostrar aos docentes de quem é cada máquina e para distinguir o que cada pessoa fez. Não serve para mais nada nem é dado a mais ninguém.',
    },
    {
      heading: 'O que fica registado durante o uso',
      text: 'Quando entra e sai, que máquinas liga e quem abre o ecrã de quem, com o seu endereço de rede. O que escreve e o que está no ecrã não é gravado.',
    },
    {
      heading: 'Quem vê',
      text: 'Você vê tudo. Os docentes veem o nome e a máquina das pessoas das suas turmas. Os administradores veem o que a sua universidade enviou; cada uma dessas consultas fica também registada.',
    },
    {
      heading: 'Durante quanto tempo',
      text: 'O que a sua universidade enviou é substituído em cada entrada. As sessões terminadas são esquecidas ao fim de um mês. O registo do que foi feito fica enquanto a universidade tiver de responder pelo laboratório.',
    },
    {
      heading: 'Testemunhos de ligação (cookies)',
      text: 'Um mantém a sessão, outro liga uma entrada ao seu navegador enquanto ela dura. Nada o segue, e nenhuma página carrega coisas de outros sítios.',
    },
    {
      heading: 'Os seus direitos',
      text: 'Pode ver, corrigir e limitar o que é guardado sobre si, e queixar-se à autoridade de proteção de dados. Fale com o apoio informático da universidade responsável por este laboratório.',
    },
  ],
};
