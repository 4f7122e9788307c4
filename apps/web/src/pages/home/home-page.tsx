import { Navigate } from 'react-router';
import { isStaff, railGroups } from '../../shell/navigation';
import { useSession } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';

/** The bare address: students go to their machines, staff to the first place of their rail. */
export default function HomePage() {
  const session = useSession();
  const { shell } = useTexts();
  const first = isStaff(session) ? railGroups(session, shell)[0]?.links[0]?.to : undefined;
  return <Navigate to={first ?? '/machines'} replace />;
}
