import type { Problem, StateShape } from '@virlab/contracts';
import { Button } from '@mantine/core';
import { groupReference, ReasonPage, Reference, Turn } from '@virlab/ui';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { KnownCode } from '../texts/errors/en';
import { useTexts } from '../texts/texts-provider';
import { railGroups } from './navigation';
import { useFormat, useSessionIfAny } from './session-context';
import { usePageTitle } from './use-page-title';

type Told = Partial<Problem> & Pick<Problem, 'code'>;

export interface ProblemPageProps {
  problem: Told;
  /** Replaces what is said of the code, where the case is one of several that share it. */
  body?: string | undefined;
  /** Replaces the step of the code: at most one filled button. */
  steps?: ReactNode;
  /** When it happened; now, unless told. */
  at?: string | undefined;
  /** What is particular to this case, below what is said of its code. */
  children?: ReactNode;
  /** What stands between whose turn it is and the steps, such as a text for them. */
  help?: ReactNode;
}

const SHAPES: Partial<Record<KnownCode, StateShape>> = {
  'not-allowed': 'locked',
  'not-entitled': 'locked',
  'sign-in-refused': 'locked',
  'sign-in-denied': 'locked',
  'not-signed-in': 'absent',
  'session-ended': 'queued',
  'session-reused': 'locked',
  'not-found': 'unknown',
  unreachable: 'unknown',
  'host-unavailable': 'unknown',
  'database-unavailable': 'unknown',
};

/** Where the others of its kind are, for what is not there. */
const LISTS: Partial<Record<KnownCode, string>> = {
  'host-not-found': '/hosts',
  'pool-not-found': '/pools',
  'template-not-found': '/pools',
  'person-not-found': '/people',
  'provider-not-found': '/providers',
  'federation-not-found': '/providers',
};

/** The page of one failure code: what happened, what still works, whose turn, one step, code and reference. */
export function ProblemPage({ problem, body, steps, at, children, help }: ProblemPageProps) {
  const { errors, shell } = useTexts();
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const code: KnownCode = problem.code in errors ? (problem.code as KnownCode) : 'internal';
  const text = errors[code];
  usePageTitle(text.title);
  const reference = groupReference(problem.requestId ?? '');
  return (
    <ReasonPage
      shape={SHAPES[code] ?? (code.endsWith('-not-found') ? 'unknown' : 'failed')}
      title={text.title}
      turn={
        <>
          <Turn who={shell.turns[text.turn]}>{text.step}</Turn>
          {help}
        </>
      }
      steps={steps ?? <UsualStep code={code} />}
      reference={
        <Reference
          code={problem.code}
          at={format.stamp(at ?? now)}
          {...(reference ? { reference: shell.reference(reference) } : {})}
        />
      }
    >
      <p>{body ?? text.body}</p>
      {children}
    </ReasonPage>
  );
}

const AGAIN: KnownCode[] = [
  'internal',
  'unreachable',
  'database-unavailable',
  'too-busy',
  'work-given-up',
  'bad-request',
  'method-not-allowed',
  'unsupported-media-type',
  'too-many-requests',
];

function UsualStep({ code }: { code: KnownCode }) {
  const { shell } = useTexts();
  const session = useSessionIfAny();
  if (AGAIN.includes(code)) {
    return (
      <Button variant="filled" size="lg" onClick={() => window.location.reload()}>
        {shell.tryAgain}
      </Button>
    );
  }
  if (code.startsWith('sign-in-') || code.startsWith('saml-') || code === 'not-signed-in') {
    return (
      <Button variant="filled" size="lg" component={Link} to="/sign-in">
        {shell.signIn}
      </Button>
    );
  }
  const open = session ? railGroups(session, shell).flatMap(({ links }) => links) : [];
  const list = open.find(({ to }) => to === LISTS[code]) ?? { to: '/machines', word: shell.machines };
  return (
    <Button variant="filled" size="lg" component={Link} to={list.to}>
      {list.word}
    </Button>
  );
}
