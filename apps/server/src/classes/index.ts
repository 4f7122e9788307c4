export { ClassEntity } from './class.entity';
