/** The screen of a machine, and its tools. */
export const consoleEn = {
  label: (name: string) => `Console of ${name}`,
  toolbar: 'Console tools',
  screen: (name: string) => `Screen of ${name}. Keys go to the machine; Ctrl Alt Shift together lets go.`,
  size: 'Size',
  fit: 'Fit',
  actual: '1:1',
  ctrlAltDel: 'Ctrl Alt Del',
  keyboard: 'Keyboard',
  keyboardHint: 'Keys go to the machine. Press Ctrl, Alt and Shift together to let go of the keyboard.',
  sendKeys: 'Send keys',
  paste: 'Paste',
  pasteTitle: 'Paste as keystrokes',
  pasteLabel: 'Text to type into the machine',
  pasteCount: (count: string, seconds: string) =>
    `${count} characters, about ${seconds}. Works at a login prompt too.`,
  pasteGo: 'Type it',
  fullWindow: 'Full window',
  leaveFull: 'Leave full window',
  extraKeys: 'Extra keys',
  connecting: 'Connecting to the screen',
  connected: 'connected',
  lost: 'lost',
  lostTitle: 'Connection lost, trying again',
  lostText: (moment: string) =>
    `Your machine keeps running and nothing on it is lost. This is its last picture, from ${moment}. What you type now is not sent.`,
  lostTextNoPicture: 'Your machine keeps running and nothing on it is lost.',
  tryCount: (count: string, seconds: string) => `Try ${count}, next in ${seconds}`,
  trying: (count: string) => `Try ${count}, under way`,
  tryNow: 'Try now',
  openAgain: 'Open again',
  takeBack: 'Take it back here',
  viewOnly: 'You can look, but not type.',
};

export type ConsoleTexts = typeof consoleEn;
