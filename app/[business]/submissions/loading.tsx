export { default } from '../[workspace]/loading.tsx';
