import { useParams, useSearchParams } from 'react-router';
import { ProblemPage } from '../../shell/problem-page';

/**
 * Where the server sends a browser whose sign-in failed: `/sign-in/refused/<code>?reference=<request id>`. Nothing else
 * is taken from the address, so that nobody can put words into our mouth by a link.
 */
export default function SignInRefusedPage() {
  const { code = 'sign-in-refused' } = useParams();
  const [search] = useSearchParams();
  return <ProblemPage problem={{ code, requestId: search.get('reference') ?? '' }} />;
}
