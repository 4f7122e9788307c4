import { useSearchParams } from 'react-router';
import { useSignInProvider, useSignInRefusal } from '../../data/sign-in';
import { ProblemPage } from '../../shell/problem-page';
import { RefusalFacts } from './refusal-facts';

/**
 * Where the server sends a browser whose sign-in failed: `/sign-in/refused?code&ref&idp`. Words come from our own texts
 * and from the server by the reference, never from the address, so that nobody can put words into our mouth by a link.
 */
export default function SignInRefusedPage() {
  const [search] = useSearchParams();
  const reference = search.get('ref') ?? '';
  const refusal = useSignInRefusal(reference);
  const provider = useSignInProvider(refusal.data?.idp ?? search.get('idp') ?? '');
  const code = refusal.data?.code ?? search.get('code') ?? 'sign-in-refused';
  return (
    <ProblemPage problem={{ code, requestId: reference }}>
      <RefusalFacts code={code} refusal={refusal.data} provider={provider.data} reference={reference} />
    </ProblemPage>
  );
}
