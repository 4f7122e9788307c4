import { KeyChangeRefusal } from '@virlab/saml';
import { ChangeOwnKeys, OwnKeys } from '../../sign-in/index';
import type { Command, ExitCode, Surroundings } from '../command';
import { nextStep } from '../keys/key-words';
import { inLab, type Lab } from '../open-lab';
import { readArgs } from '../read-args';

const ANYWAY = { anyway: { type: 'boolean', default: false } } as const;

/** Adds a SAML key. */
export const keysAdd: Command = {
  name: 'keys add',
  summary: 'begin a change of keys: make a new one and publish it',
  usage: `Usage: virlab keys add

Makes an RSA key of 3072 bits and publishes it beside the present one. Says what comes next. A running server notices.`,
  async run(args, surroundings) {
    readArgs(args, {});
    return inSteps(surroundings, async (change, by) => nextStep.added(await change.add(by)));
  },
};

/** Signs by another SAML key. */
export const keysActivate: Command = {
  name: 'keys activate',
  summary: 'sign by another key from now on',
  usage: `Usage: virlab keys activate ID [--anyway]

      --anyway   also before identity providers can know the key: nobody has our metadata yet, or all are known to
                 have the new one. Otherwise people could not sign in.`,
  async run(args, surroundings) {
    const { values, positionals } = readArgs(args, ANYWAY, ['ID']);
    const [id = ''] = positionals;
    return inSteps(surroundings, async (change, by, lab) => {
      const key = await change.activate(id, values.anyway ?? false, by);
      const keys = await lab.get(OwnKeys).get();
      const former = keys.filter(({ state }) => state === 'former').map((one) => one.id);
      return nextStep.activated(key, former);
    });
  },
};

/** Publishes a SAML key no longer. */
export const keysRetire: Command = {
  name: 'keys retire',
  summary: 'publish a former key no longer',
  usage: `Usage: virlab keys retire ID

It still decrypts. Refused for the key that signs, and for the last one that others may encrypt by.`,
  async run(args, surroundings) {
    const [id = ''] = readArgs(args, {}, ['ID']).positionals;
    return inSteps(surroundings, async (change, by) => nextStep.retired(await change.retire(id, by)));
  },
};

/** Removes a SAML key for good. */
export const keysRemove: Command = {
  name: 'keys remove',
  summary: 'remove a retired key and its file for good',
  usage: `Usage: virlab keys remove ID [--anyway]

      --anyway   also while identity providers may still encrypt by the key. Who signs in through one of these is
                 refused.`,
  async run(args, surroundings) {
    const { values, positionals } = readArgs(args, ANYWAY, ['ID']);
    const [id = ''] = positionals;
    return inSteps(surroundings, async (change, by) =>
      nextStep.removed(await change.remove(id, values.anyway ?? false, by)),
    );
  },
};

type Step = (change: ChangeOwnKeys, by: { displayName: string; as: string }, lab: Lab) => Promise<string>;

async function inSteps({ settings, out, err, user }: Surroundings, step: Step): Promise<ExitCode> {
  return inLab(settings(), async (lab): Promise<ExitCode> => {
    try {
      out(await step(lab.get(ChangeOwnKeys), { displayName: user, as: 'command line' }, lab));
      return 0;
    } catch (error) {
      if (!(error instanceof KeyChangeRefusal)) throw error;
      const hint = error.safeFrom ? '; --anyway does it now' : '';
      err(`${error.code}: ${error.message}${hint}`);
      return 1;
    }
  });
}
