export { ClassEntity } from './class.entity';
export { Classes } from './classes';
export { ClassesModule } from './classes.module';
export { SaveClass } from './save-class';
