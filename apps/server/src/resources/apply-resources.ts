import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Clock } from '../platform/index';
import { FindAdmins, type RefreshedEverybody, RefreshEverybody } from '../policies/index';
import { type LoadedResources, loadResources } from './load-resources';
import type { PlacedResource } from './read-resource';
import { fieldFaults } from './refused-resource';
import { type ResourceFault, ResourceFaults } from './resource-fault';
import { ATTRIBUTE_MAP_NAME, RESOURCE_KINDS, type ResourceKind, POLICY_NAME } from './resource-kinds';
import { ResourceEntity } from './resource.entity';
import { SaveAttributeMapResource } from './save-attribute-map-resource';
import { SavePolicyResource } from './save-policy-resource';
import { type SavedResource, SaveResource, type SaveResult } from './save-resource';

/** What became of each resource. */
export interface AppliedResource {
  kind: ResourceKind;
  name: string;
  result: SaveResult;
}

export interface Applied {
  resources: AppliedResource[];
  /** When a policy was published. */
  people?: RefreshedEverybody;
}

type Actor = NonNullable<NewAuditEvent['actor']>;
const AT_START: Actor = { displayName: 'Virlab', as: 'system' };

/** Kinds that decide who gets in. */
const WAYS_IN: ReadonlySet<ResourceKind> = new Set([
  'IdentityProvider',
  'Federation',
  'AttributeMap',
  'Policy',
]);

/** Ends a transaction that must leave nothing behind. */
class DryRun extends Error {
  constructor(readonly applied: AppliedResource[]) {
    super('dry run');
  }
}

/**
 * Makes the lab what resource files say, all of it or nothing. What is not in the files stays as it is. The same files
 * again change nothing.
 */
@Injectable()
export class ApplyResources {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditRecorder,
    private readonly save: SaveResource,
    private readonly attributes: SaveAttributeMapResource,
    private readonly policies: SavePolicyResource,
    private readonly everybody: RefreshEverybody,
    private readonly findAdmins: FindAdmins,
  ) {}

  /**
   * @param files - read in the order given; files that they name stand beside them
   * @param options - `dryRun` says what would become of each resource, and changes nothing
   * @throws ResourceFaults with every fault of every document
   */
  async run(files: readonly string[], options: { dryRun?: boolean; actor?: Actor } = {}): Promise<Applied> {
    const { dryRun = false, actor = AT_START } = options;
    const loaded = await loadResources(files);
    try {
      const resources = await retryTransaction(this.source, (manager) =>
        this.write(loaded, actor, dryRun, manager),
      );
      const hasPublished = resources.some(({ kind, result }) => kind === 'Policy' && result !== 'unchanged');
      return { resources, ...(hasPublished ? { people: await this.everybody.run() } : {}) };
    } catch (error) {
      if (error instanceof DryRun) return { resources: error.applied };
      throw error;
    }
  }

  /** Writes what can be written and gathers what cannot; throws, and so undoes all, when there is any fault. */
  private async write(
    loaded: LoadedResources,
    actor: Actor,
    dryRun: boolean,
    manager: EntityManager,
  ): Promise<AppliedResource[]> {
    const faults = [...loaded.faults];
    const faulty = new Set(loaded.faulty);
    const applied: AppliedResource[] = [];
    const couldSignIn = await this.findAdmins.canAnySignIn(manager);
    for (const kind of RESOURCE_KINDS) {
      for (const placed of loaded.placed.filter(({ resource }) => resource.kind === kind)) {
        if (dependsOn(placed, faulty)) continue;
        try {
          const saved = await this.saveOne(placed, actor, faults, faulty, manager);
          if (!saved) continue;
          if (applied.some((earlier) => earlier.kind === kind && earlier.name === saved.name)) {
            faults.push(placed.document.fault([], `${kind} ${saved.name} stands twice in these files`));
            continue;
          }
          applied.push({ kind, name: saved.name, result: saved.result });
          await this.keep(kind, saved, manager);
        } catch (error) {
          faults.push(...fieldFaults(error, placed.document));
          if ('name' in placed.resource) faulty.add(`${kind}/${placed.resource.name}`);
        }
      }
    }
    if (faults.length === 0 && couldSignIn && !(await this.findAdmins.canAnySignIn(manager)))
      faults.push(...lockOut(loaded, applied));
    if (faults.length > 0) throw new ResourceFaults(inOrder(faults, loaded));
    await this.record(applied, actor, manager);
    if (dryRun) throw new DryRun(applied);
    return applied;
  }

  private async saveOne(
    placed: PlacedResource,
    actor: Actor,
    faults: ResourceFault[],
    faulty: ReadonlySet<string>,
    manager: EntityManager,
  ): Promise<SavedResource | undefined> {
    const rules = attributeMapOf(placed);
    if (rules) {
      const result = await this.attributes.run(rules, actor, manager);
      return { name: ATTRIBUTE_MAP_NAME, result, document: rules.resource };
    }
    if (!isPolicy(placed)) return this.save.run(placed, manager);
    const ofPolicy = await this.policies.check(placed, faulty, manager);
    faults.push(...ofPolicy);
    // Its targets may be among what could not be written, and then its publication would only repeat that.
    if (faults.length > 0) return undefined;
    const result = await this.policies.run(placed, actor.displayName, manager);
    return { name: POLICY_NAME, result, document: placed.resource };
  }

  private async keep(kind: ResourceKind, { name, document }: SavedResource, manager: EntityManager) {
    // They are kept by their versions.
    if (kind === 'Policy' || kind === 'AttributeMap') return;
    const kept = await manager.findOneBy(ResourceEntity, { kind, name });
    if (kept && JSON.stringify(kept.document) === JSON.stringify(document)) return;
    await manager.save(ResourceEntity, { kind, name, document, appliedAt: this.clock.now() });
  }

  private async record(
    applied: readonly AppliedResource[],
    actor: Actor,
    manager: EntityManager,
  ): Promise<void> {
    const names = (wanted: SaveResult) =>
      applied.filter(({ result }) => result === wanted).map(({ kind, name }) => `${kind}/${name}`);
    const [created, changed] = [names('created'), names('changed')];
    if (created.length + changed.length === 0) return;
    const facts = {
      ...(created.length > 0 ? { created: created.join(', ') } : {}),
      ...(changed.length > 0 ? { changed: changed.join(', ') } : {}),
      unchanged: String(applied.length - created.length - changed.length),
    };
    await this.audit.record({ kind: 'resources.applied', actor, facts }, manager);
  }
}

function attributeMapOf(placed: PlacedResource): PlacedResource<'AttributeMap'> | undefined {
  const isIt = (one: PlacedResource): one is PlacedResource<'AttributeMap'> =>
    one.resource.kind === 'AttributeMap';
  return isIt(placed) ? placed : undefined;
}

function isPolicy(placed: PlacedResource): placed is PlacedResource<'Policy'> {
  return placed.resource.kind === 'Policy';
}

/** A pool of a template that could not be written cannot be written either, for no reason of its own. */
function dependsOn({ resource }: PlacedResource, faulty: ReadonlySet<string>): boolean {
  if (resource.kind !== 'Pool') return false;
  const { template, host, class: classId } = resource;
  return [`Template/${template}`, `Host/${host}`, `Class/${classId ?? ''}`].some((name) => faulty.has(name));
}

/** By file as they were given, then from top to bottom. */
function inOrder(faults: readonly ResourceFault[], { placed }: LoadedResources): ResourceFault[] {
  const files = [
    ...new Set([...placed.map(({ document }) => document.file), ...faults.map(({ file }) => file)]),
  ];
  return [...faults].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

/** Said of everything in the files that may have taken the last way in, since together they did. */
function lockOut({ placed }: LoadedResources, applied: readonly AppliedResource[]): ResourceFault[] {
  const changed = new Set(applied.filter(({ result }) => result !== 'unchanged').map(({ kind }) => kind));
  return placed
    .filter(({ resource: { kind } }) => WAYS_IN.has(kind) && changed.has(kind))
    .map(({ document }) =>
      document.fault([], 'with this nobody who looks after the policy could sign in any more'),
    );
}
