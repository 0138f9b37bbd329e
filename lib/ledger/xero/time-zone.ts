import { WINDOWS_TO_IANA_MAP } from 'windows-iana';

/** Windows' names of time zones without blanks, which is how Xero writes them: `NEWZEALANDSTANDARDTIME`. */
const key = (name: string) => name.toUpperCase().replace(/[^A-Z0-9]/g, '');

const WORLD = '001';

const zones = new Map(
  WINDOWS_TO_IANA_MAP.filter(({ territory }) => territory === WORLD).map(({ windowsName, iana }) => [
    key(windowsName),
    iana[0] ?? null,
  ]),
);

/** Xero's time zone as IANA names it (`Pacific/Auckland`); null for none, or for one that is no longer in use. */
export function ianaTimeZone(xeroName: string | null): string | null {
  return (xeroName && zones.get(key(xeroName))) || null;
}
