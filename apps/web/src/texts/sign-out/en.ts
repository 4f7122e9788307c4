/** Signing out, and the page after it. */
export const signOutEn = {
  alsoAt: (university: string) => `Sign out, also of ${university}`,
  title: 'You are signed out',
  over: 'Over',
  mayStay: 'Maybe not over',
  here: 'Your session in Virlab in this browser, with its open screens. Your machines keep running.',
  everywhere:
    'Every session of yours in Virlab, in all browsers, with their open screens. Your machines keep running.',
  atUniversity: (university: string) => `Your session at ${university}.`,
  stillAtUniversity: (university: string) =>
    `Your session at ${university}. Whoever sits at this browser next could sign in with it.`,
  elsewhere: 'Other services where you signed in through your university.',
  closeBrowser: 'On a computer that others use, close all windows of the browser.',
  university: 'your university',
  outcomes: {
    here: 'Nobody can go on with your session in this browser.',
    everywhere: 'Nobody can go on with any session of yours, in any browser.',
    university: 'Your university says that you are signed out there too.',
    partial: 'Your university signed you out, but could not reach every service.',
    'university-failed': 'Your university did not confirm that you are signed out there.',
    'by-university': 'Your university asked for it, and it was done.',
  },
  ended: {
    expired:
      'Every session ends some hours after it began. Your machines keep running and nothing on them is lost.',
    refused: 'Your rights were read anew, and no rule lets you in any more. Your machines are kept.',
    'signed-out': 'You signed out in another window of this browser. Your machines keep running.',
    'ended-by-owner': 'You ended this session from another browser. Your machines keep running.',
    'ended-by-admin':
      'An administrator signed you out. Your machines keep running and nothing on them is lost.',
    'signed-out-at-university':
      'You signed out at your university, and it asked for the same here. Your machines keep running.',
  } as Record<string, string>,
};

export type SignOutTexts = typeof signOutEn;
/** What has come of a sign-out; the server and the pages name it in the address. */
export type SignOutOutcome = keyof SignOutTexts['outcomes'];
