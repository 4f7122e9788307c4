export { type Applied, type AppliedResource, ApplyResources } from './apply-resources';
export { ExportResources } from './export-resources';
export { type ResourceDocument, readDocuments } from './resource-document';
export { faultText, type ResourceFault, ResourceFaults } from './resource-fault';
export { ResourceEntity } from './resource.entity';
export { ResourcesModule } from './resources.module';
