import type { SignInTexts } from './en';

export const signInPt: SignInTexts = {
  pageTitle: 'Iniciar sessão',
  title: 'Entre com a sua universidade',
  lead: 'Vai à página da sua universidade para se autenticar e volta logo para aqui.',
  leadTo: 'Vai à página da sua universidade para se autenticar e segue logo para',
  places: {
    machines: 'As minhas máquinas',
    machine: 'a sua máquina',
    console: 'o ecrã da sua máquina',
    you: 'O que sabemos sobre si',
    page: 'a página que pediu',
  },
  lastTime: 'Foi a que usou da última vez',
  forget: 'Esquecer esta escolha',
  onlyHere: 'Guardada só neste navegador',
  orFind: 'ou procure outra',
  orOther: 'ou outra',
  find: 'Procure a sua universidade',
  findHint: 'Nome ou domínio, como ulagoa.example',
  results: 'Universidades',
  shown: (shown, all) => `${shown} de ${all}`,
  none: (example) => `Nenhuma universidade com esse nome. Tente o domínio, como ${example}.`,
  practice: 'Treino: entra com quem escolher',
  noneAtAll: 'Ainda não há forma de iniciar sessão',
  noneAtAllText: 'Os operadores têm de registar primeiro uma universidade.',
};
