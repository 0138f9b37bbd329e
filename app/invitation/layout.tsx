export { default } from '../(signed-out)/layout.tsx';
