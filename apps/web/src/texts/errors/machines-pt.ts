import type { ErrorText } from './en';

/** Failures of machines, their consoles, jobs and snapshots. */
export const machineErrorsPt = {
  'machine-not-found': {
    title: 'Não há tal máquina, ou não é sua',
    body: 'Pode ter sido retirada com o acesso. As suas outras máquinas estão onde estavam.',
    turn: 'your',
    step: 'Continue a partir das suas máquinas.',
  },
  'not-entitled': {
    title: 'Não pode usar esta máquina',
    body: 'O que a sua universidade diz não corresponde a nenhuma regra que a dê. Tudo o resto continua a funcionar.',
    turn: 'their',
    step: 'Se devia tê-la, os serviços académicos têm de registar a sua inscrição na disciplina.',
  },
  'action-not-possible': {
    title: 'A máquina não pode fazer isso no estado atual',
    body: 'Nada foi alterado.',
    turn: 'your',
    step: 'Veja o estado e tente de novo.',
  },
  'host-unavailable': {
    title: 'Não conseguimos chegar à sua máquina',
    body: 'O servidor deixou de responder. O mais provável é a máquina continuar ligada; nada foi apagado.',
    turn: 'nobody',
    step: 'Os operadores já foram avisados. O ecrã volta sozinho.',
  },
  'console-not-running': {
    title: 'A máquina não tem ecrã enquanto está desligada',
    body: 'O disco fica guardado.',
    turn: 'your',
    step: 'Inicie-a e o ecrã abre sozinho.',
  },
  'screen-is-text': {
    title: 'Esta máquina mostra texto',
    body: 'Não há imagem de uma consola de texto.',
    turn: 'your',
    step: 'Abra a consola para ver o que ela mostra.',
  },
  'ticket-unknown': {
    title: 'A consola não abriu',
    body: 'O bilhete de acesso não é conhecido. A sua máquina continua ligada.',
    turn: 'your',
    step: 'Abra-a de novo.',
  },
  'ticket-used': {
    title: 'A consola não abriu',
    body: 'O bilhete de acesso já tinha sido usado. A sua máquina continua ligada.',
    turn: 'your',
    step: 'Abra-a de novo.',
  },
  'ticket-expired': {
    title: 'A consola não abriu a tempo',
    body: 'Um bilhete de acesso vale meio minuto. A sua máquina continua ligada.',
    turn: 'your',
    step: 'Abra-a de novo.',
  },
  'ticket-other-session': {
    title: 'A consola foi pedida noutra sessão',
    body: 'Um bilhete só serve na sessão que o recebeu. A sua máquina continua ligada.',
    turn: 'your',
    step: 'Abra-a de novo a partir daqui.',
  },
  'ticket-stale': {
    title: 'A máquina foi iniciada de novo entretanto',
    body: 'A consola da vez anterior já não existe.',
    turn: 'your',
    step: 'Abra-a de novo.',
  },
  'console-ended': {
    title: 'A máquina desligou-se',
    body: 'O ecrã fechou com ela. O disco fica guardado.',
    turn: 'your',
    step: 'Inicie-a e o ecrã abre sozinho.',
  },
  'console-taken-over': {
    title: 'Abriu esta consola noutro lugar',
    body: 'O teclado está num lugar de cada vez. A sua máquina continua ligada.',
    turn: 'your',
    step: 'Traga-a para aqui, ou continue lá.',
  },
  'console-unavailable': {
    title: 'O ecrã da máquina não responde',
    body: 'A sua máquina continua ligada.',
    turn: 'nobody',
    step: 'Continuamos a tentar.',
  },
  'job-not-found': {
    title: 'Não há tal trabalho, ou não o pode ver',
    body: 'Os trabalhos ficam guardados algum tempo depois do fim.',
    turn: 'your',
    step: 'Abra a turma a que dizia respeito.',
  },
  'snapshot-not-found': {
    title: 'Não há tal cópia do disco desta máquina',
    body: 'Pode ter sido apagada, ou perdida quando a máquina foi reposta.',
    turn: 'your',
    step: 'Veja de novo as cópias dela.',
  },
  'snapshot-exists': {
    title: 'A máquina já tem uma cópia do disco com esse nome',
    body: 'Essa fica como está.',
    turn: 'your',
    step: 'Escolha outro nome, ou apague essa primeiro.',
  },
} satisfies Record<string, ErrorText>;
