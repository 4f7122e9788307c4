/** The default privacy statement: what Virlab does with what a university sends. A university may put its own in its place. */
export const privacyEn = {
  title: 'Privacy',
  lead: 'What Virlab keeps about you, what for, and for how long.',
  sections: [
    {
      heading: 'Who runs this',
      text: 'The university whose laboratory you use runs this service and decides about it. Its data protection officer answers for it.',
    },
    {
      heading: 'What your university sends when you sign in',
      text: 'An identifier that is only for signing in, your name, and what you are there: student or staff, faculty, course, class or year. Your password stays at your university. What is not needed is dropped; you can see what was sent and what was dropped under You.',
    },
    {
      heading: 'What it is used for',
      text: 'To decide by rules which machines you may use, to show your teachers whose machine is whose, and to tell apart what each person did. It is used for nothing else and given to nobody else.',
    },
    {
      heading: 'What is written down while you use it',
      text: 'When you sign in and out, which machines you start and whose screen is opened by whom, with your network address. What you type and what is on your screen is not recorded.',
    },
    {
      heading: 'Who sees it',
      text: 'You see all of it. Teachers see the name and the machine of people in their classes. Administrators see what your university sent; each such look is itself written down.',
    },
    {
      heading: 'How long it is kept',
      text: 'What your university sent is replaced at each sign-in. Ended sessions are forgotten after a month. The trail of what was done is kept as long as the university has to answer for its laboratory.',
    },
    {
      heading: 'Cookies',
      text: 'One keeps you signed in, one ties a sign-in to your browser while it lasts. Nothing follows you, and no page loads anything from elsewhere.',
    },
    {
      heading: 'Your rights',
      text: 'You may see, correct and restrict what is kept about you, and complain to the authority for data protection. Ask the service desk of the university that runs this laboratory.',
    },
  ],
};
