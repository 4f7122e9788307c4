import { useSearchParams } from 'react-router';
import { useSignInProvider, useSignInRefusal } from '../../data/sign-in';
import { AskUniversity } from '../../features/attribute-fates/ask-university';
import { ProblemPage } from '../../shell/problem-page';
import { useTexts } from '../../texts/texts-provider';
import { RefusalFacts } from './refusal-facts';
import { SignInAgain } from '../../shell/sign-in-again';
import classes from './sign-in-refused.module.css';
import { TextForUniversity } from './text-for-university';

/**
 * Where the server sends a browser whose sign-in failed: `/sign-in/refused?code&ref&idp`. Words come from our own texts
 * and from the server by the reference, never from the address, so that nobody can put words into our mouth by a link.
 */
export default function SignInRefusedPage() {
  const { errors } = useTexts();
  const [search] = useSearchParams();
  const reference = search.get('ref') ?? '';
  const refusal = useSignInRefusal(reference).data;
  const idp = refusal?.idp ?? search.get('idp') ?? '';
  const provider = useSignInProvider(idp).data;
  const told = refusal?.code ?? search.get('code') ?? '';
  const code = told in errors ? (told as keyof typeof errors) : 'sign-in-refused';
  const isTheirs = errors[code].turn === 'their' && provider !== undefined;
  const ask =
    refusal?.ask && refusal.ask.needed.length + refusal.ask.notAccepted.length > 0 ? refusal.ask : undefined;
  return (
    <ProblemPage
      problem={{ code, requestId: reference }}
      at={refusal?.at}
      steps={<SignInAgain idp={idp} filled={!isTheirs} />}
      help={
        !isTheirs ? null : ask ? (
          <div className={classes.text}>
            <AskUniversity ask={ask} supportUrl={provider.supportUrl} />
          </div>
        ) : (
          <TextForUniversity code={code} provider={provider} reference={reference} refusal={refusal} />
        )
      }
    >
      <RefusalFacts code={code} refusal={refusal} provider={provider} />
    </ProblemPage>
  );
}
