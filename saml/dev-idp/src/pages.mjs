import { escapeXml } from './xml-text.mjs';

const TEXTS = {
  en: {
    practice: 'Practice sign-in: made-up people, no passwords',
    title: 'Sign in',
    lead: 'Pick who you want to be.',
    people: 'People',
    tamper: 'Make the answer wrong (for tests)',
    honest: 'no, answer honestly',
    onward: 'One moment',
    onwardLead: 'You are being sent on to the service.',
    onwardButton: 'Continue',
    refused: 'This sign-in cannot go on',
    refusedLead: 'Go back to the service and start again. What was wrong:',
    here: 'Your sign-in here',
    nobody: 'Nobody is signed in here in this browser.',
    services: 'Signed in to:',
    signOut: 'Sign out everywhere',
    signedOut: 'Signed out',
    signedOutLead: 'Your sign-in here has ended. What the services said:',
    ended: 'signed you out',
    notEnded: 'could not sign you out',
    invented: 'This university is invented',
    inventedLead:
      'It is only there to be found by searching: nobody can sign in here. Go back, and choose University of Lagoa.',
    help: 'Help',
    helpLead: 'This practice provider has no help desk. A real one would tell you here whom to ask.',
  },
  pt: {
    practice: 'Início de sessão de treino: pessoas inventadas, sem palavras-passe',
    title: 'Iniciar sessão',
    lead: 'Escolha quem quer ser.',
    people: 'Pessoas',
    tamper: 'Responder mal (para testes)',
    honest: 'não, responder bem',
    onward: 'Um momento',
    onwardLead: 'A seguir para o serviço.',
    onwardButton: 'Continuar',
    refused: 'Não é possível continuar',
    refusedLead: 'Volte ao serviço e comece de novo. O que estava errado:',
    here: 'A sua sessão aqui',
    nobody: 'Ninguém tem sessão iniciada aqui neste navegador.',
    services: 'Sessão iniciada em:',
    signOut: 'Terminar sessão em todo o lado',
    signedOut: 'Sessão terminada',
    signedOutLead: 'A sua sessão aqui terminou. O que os serviços disseram:',
    ended: 'terminou a sua sessão',
    notEnded: 'não conseguiu terminar a sua sessão',
    invented: 'Esta universidade é inventada',
    inventedLead:
      'Só existe para ser encontrada pela pesquisa: ninguém pode entrar aqui. Volte atrás e escolha a Universidade da Lagoa.',
    help: 'Ajuda',
    helpLead: 'Este fornecedor de treino não tem apoio. Um a sério diria aqui a quem perguntar.',
  },
};

/** Its own look on purpose: nobody should take it for the product. */
const STYLE = `
  body { margin: 0; font: 1.0625rem/1.5 Georgia, serif; color: #1d1a14; background: #f6f1e4; }
  .practice { margin: 0; padding: .5rem 1rem; background: #5b3a00; color: #fff; text-align: center; }
  main { max-width: 34rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { margin: 0 0 .25rem; font-size: 1.75rem; }
  .organisation { margin: 0 0 1.5rem; font-size: 1.125rem; }
  ul { margin: 1rem 0; padding: 0; list-style: none; }
  li { margin: 0 0 .5rem; }
  button { width: 100%; padding: .75rem 1rem; border: 1px solid #7a6a48; border-radius: 0; background: #fff; color: inherit; font: inherit; text-align: left; cursor: pointer; }
  button:hover { background: #fff8df; }
  button:focus-visible, select:focus-visible { outline: 3px solid #005a9c; outline-offset: 2px; }
  button strong, button span { display: block; }
  select { display: block; width: 100%; margin: .25rem 0 1rem; padding: .5rem; font: inherit; }
  code { overflow-wrap: anywhere; }`;

/** @typedef {keyof typeof TEXTS} Language */

/**
 * Answers the language of the page from the browser's wish (RFC 9110 section 12.5.4): Portuguese when it comes first.
 *
 * @param {string | undefined} acceptLanguage
 * @returns {Language}
 */
export function pageLanguage(acceptLanguage) {
  return /^\s*pt\b/i.test(acceptLanguage ?? '') ? 'pt' : 'en';
}

/**
 * The page on which somebody picks who to be. Each person is a button, so it works by keyboard and without scripts.
 *
 * @param {{ organisation: import('./people.mjs').Organisation, language: Language, query: string,
 *   tamperings: Record<string, import('./tampering.mjs').Tampering> }} options - `query` is the request's, kept in the
 *   form's address; `tamperings` is empty where they are not allowed
 * @returns {string}
 */
export function pickPersonPage({ organisation, language, query, tamperings }) {
  const text = TEXTS[language];
  const people = organisation.people.map(
    ({ id, name, about }) =>
      `<li><button name="person" value="${escapeXml(id)}"><strong>${escapeXml(name)}</strong><span>${escapeXml(about[language])}</span></button></li>`,
  );
  const options = Object.entries(tamperings).map(
    ([name, { words }]) => `<option value="${escapeXml(name)}">${escapeXml(`${name}: ${words}`)}</option>`,
  );
  const select =
    options.length === 0
      ? ''
      : `<label for="tamper">${text.tamper}</label><select id="tamper" name="tamper"><option value="">${text.honest}</option>${options.join('')}</select>`;
  return page(
    language,
    text.title,
    `<h1>${text.title}</h1>
    <p class="organisation">${escapeXml(organisation.displayName[language])}</p>
    <p>${text.lead}</p>
    <form method="post" action="sso?${escapeXml(query)}">
      ${select}
      <ul aria-label="${text.people}">${people.join('\n')}</ul>
    </form>`,
  );
}

/**
 * The page that carries the response to the service (saml-bindings-2.0 section 3.5.4): it sends itself off, and has a
 * button for browsers without scripts.
 *
 * @param {{ language: Language, acsUrl: string, response: string, relayState: string | undefined, nonce: string }} options
 * @returns {string}
 */
export function postResponsePage({ language, acsUrl, response, relayState, nonce }) {
  const text = TEXTS[language];
  const state =
    relayState === undefined
      ? ''
      : `<input type="hidden" name="RelayState" value="${escapeXml(relayState)}">`;
  return page(
    language,
    text.onward,
    `<h1>${text.onward}</h1>
    <p>${text.onwardLead}</p>
    <form method="post" action="${escapeXml(acsUrl)}">
      <input type="hidden" name="SAMLResponse" value="${escapeXml(response)}">
      ${state}
      <button>${text.onwardButton}</button>
    </form>
    <script nonce="${nonce}">document.forms[0].submit();</script>`,
  );
}

/** @param {{ language: Language, reason: string }} options @returns {string} */
export function refusedPage({ language, reason }) {
  const text = TEXTS[language];
  return page(
    language,
    text.refused,
    `<h1>${text.refused}</h1><p>${text.refusedLead}</p><p><code>${escapeXml(reason)}</code></p>`,
  );
}

/**
 * The page of somebody's sign-in at this provider, from which it ends everywhere.
 *
 * @param {{ organisation: import('./people.mjs').Organisation, language: Language,
 *   session: import('./practice-sessions.mjs').PracticeSession | undefined }} options
 * @returns {string}
 */
export function ownSignInPage({ organisation, language, session }) {
  const text = TEXTS[language];
  const services = session?.participants.map(
    ({ spEntityId }) => `<li><code>${escapeXml(spEntityId)}</code></li>`,
  );
  const content = session
    ? `<p><strong>${escapeXml(session.person.name)}</strong></p>
      <p>${text.services}</p><ul>${services?.join('')}</ul>
      <form method="post" action="logout"><button>${text.signOut}</button></form>`
    : `<p>${text.nobody}</p>`;
  return page(
    language,
    text.here,
    `<h1>${text.here}</h1><p class="organisation">${escapeXml(organisation.displayName[language])}</p>${content}`,
  );
}

/** @param {{ language: Language, outcomes: import('./single-logout.mjs').LogoutOutcome[] }} options @returns {string} */
export function signedOutPage({ language, outcomes }) {
  const text = TEXTS[language];
  const rows = outcomes.map(
    ({ spEntityId, status }) =>
      `<li><code>${escapeXml(spEntityId)}</code> ${status === 'Success' ? text.ended : `${text.notEnded} (${escapeXml(status)})`}</li>`,
  );
  return page(
    language,
    text.signedOut,
    `<h1>${text.signedOut}</h1><p>${text.signedOutLead}</p><ul>${rows.join('')}</ul>`,
  );
}

/** @param {{ language: Language, name: string }} options @returns {string} where a sign-in at an invented university ends */
export function inventedPage({ language, name }) {
  const text = TEXTS[language];
  return page(
    language,
    text.invented,
    `<h1>${text.invented}</h1><p class="organisation">${escapeXml(name)}</p><p>${text.inventedLead}</p>`,
  );
}

/** @param {Language} language @returns {string} the page that our metadata's errorURL leads to */
export function helpPage(language) {
  const text = TEXTS[language];
  return page(language, text.help, `<h1>${text.help}</h1><p>${text.helpLead}</p>`);
}

/** @param {Language} language @param {string} title @param {string} content */
function page(language, title, content) {
  return `<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <style>${STYLE}</style>
</head>
<body>
  <header><p class="practice">${TEXTS[language].practice}</p></header>
  <main>
    ${content}
  </main>
</body>
</html>
`;
}
