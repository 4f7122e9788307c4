import type { Why } from '@virlab/contracts';
import type { Answer, Cause } from '@virlab/policy';

type Turn = Why['turn'];

/** Whose turn it is to change a "no": the university for what it says of a person, the policy's keeper for the rules. */
export function whoseTurn(answer: Answer): Turn {
  switch (answer.key) {
    case 'has':
    case 'rule.outOfWindow':
      return 'nobody';
    case 'cause.time':
      return 'nobody';
    case 'cause.several':
      return answer.params.causes.some(isOfUniversity) ? 'university' : 'nobody';
    case 'cause.notReleased':
    case 'cause.dropped':
    case 'cause.otherValue':
    case 'cause.unreadable':
      return answer.params.causes.some(isOfUniversity) ? 'university' : 'identity-admin';
    case 'input-refused':
      return 'university';
    case 'lost.lease-over':
      return turnByLease(answer.params.winner);
    default:
      return 'identity-admin';
  }
}

/** What Virlab itself knows (`idp.entityId`, `authn.context`) is nothing that the university sends too little of. */
function isOfUniversity({ attr }: Cause): boolean {
  return attr !== undefined && !attr.includes('.');
}

function turnByLease(winner: string): Turn {
  if (winner === 'schacExpiryDate') return 'university';
  return winner === 'course-end' ? 'nobody' : 'person';
}
