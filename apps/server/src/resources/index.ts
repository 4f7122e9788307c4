export { ResourceEntity } from './resource.entity';
