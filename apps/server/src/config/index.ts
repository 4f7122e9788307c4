export { readSettings, Settings, SettingsFault, settingsSchema } from './settings';
