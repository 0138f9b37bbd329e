/** How long somebody has to wait: `a minute`, `15 minutes`. */
export function waitText(seconds: number): string {
  if (!(seconds > 60)) return 'a minute';
  return `${Math.ceil(seconds / 60)} minutes`;
}
