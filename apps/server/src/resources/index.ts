export { type Applied, type AppliedResource, ApplyResources } from './apply-resources';
export { ExportResources } from './export-resources';
export { readText } from './load-resources';
export { type LocatedPolicy, wholeFile } from './locate-policy';
export { policyFaultsAt } from './policy-faults';
export { readPolicyFile } from './read-policy-file';
export { faultText, type ResourceFault, ResourceFaults } from './resource-fault';
export { ResourceEntity } from './resource.entity';
export { ResourcesModule } from './resources.module';
