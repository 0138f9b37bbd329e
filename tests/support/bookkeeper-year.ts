import { addDays, type CalendarDate, calendarDate } from '#lib/domain/calendar-date.ts';

/**
 * A year in a bookkeeper's inbox, made from a seed: documents of suppliers as they arrive, and what the bookkeeper makes of
 * each. Most suppliers are always coded alike; some by what was bought, which the document says; some begin within the
 * year, and some are coded otherwise from a day on. Now and then the bookkeeper slips. Among the documents are planted
 * oddities that nobody should publish without looking. Names and places only: whoever uses it makes the entries.
 */
export type BookkeeperYear = { suppliers: YearSupplier[]; items: YearItem[] };

export type YearSupplier = {
  name: string;
  account: string;
  iban: string /** What is usual of its amounts, in cents. */;
  usualCents: number;
};

/** What a bookkeeper decides about a document; entries by their names in `pools`. */
export type YearDecision = {
  account: string;
  taxRate: string;
  tracking: string | null;
  description: string | null;
  paidWith: string | null;
  owner: string | null;
};

export const oddities = ['tenfold', 'newBank', 'duplicate', 'wrongSupplier'] as const;
export type Oddity = (typeof oddities)[number];

export type YearItem = {
  /** From 0, in the order in which they arrive. */
  index: number;
  /** Month of the year, from 0. */
  month: number;
  /** Whose it is taken for: of a wrong supplier, not who has written it. */
  supplier: number;
  issuedOn: CalendarDate;
  reference: string;
  totalCents: number;
  /** What stands in the document. */
  text: string;
  /** The account that it asks to pay to. */
  iban: string;
  /** What is right for it. */
  right: YearDecision;
  /** What the bookkeeper makes of it: but for slips, that. */
  decided: YearDecision;
  oddity: Oddity | null;
};

export const pools = {
  accounts: [
    ...['Advertising', 'Cleaning', 'Computer Equipment', 'Consulting', 'Entertainment', 'Freight', 'Fuel'],
    ...['Insurance', 'Legal', 'Office Expenses', 'Parking', 'Power', 'Printing', 'Rent', 'Repairs', 'Software'],
    ...['Stationery', 'Subscriptions', 'Telephone', 'Travel', 'Water'],
  ],
  taxRates: ['Standard', 'Reduced', 'Zero'],
  tracking: ['North', 'South', 'East'],
  methods: ['Company card', 'Fleet card'],
  owners: ['Ada', 'Bram', 'Cleo'],
} as const;

type Pool = readonly string[];

/** Numbers in [0, 1) that look random and are the same for a seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a supplier sells, by the words that say so in its documents, and how each is coded. */
type Trade = { words: readonly string[]; coding: YearDecision };
type Profile = YearSupplier & {
  /** Documents of it among those of all. */
  share: number;
  spread: number;
  startsOn: number;
  trades: Trade[];
  /** From this month on its first trade is coded so. */
  drift: { month: number; account: string } | null;
  /** Where it delivers to decides the tracking. */
  isTrackedByPlace: boolean;
};

export type YearOptions = {
  seed?: number;
  items?: number;
  suppliers?: number;
  months?: number;
  odd?: number;
  startsOn?: CalendarDate;
  /** Of a hundred values that are decided, those that are slips. */
  slipsPercent?: number;
};

export function bookkeeperYear({
  seed = 13,
  items = 5_000,
  suppliers = 60,
  months = 12,
  odd = 200,
  startsOn = calendarDate('2025-11-01'),
  slipsPercent = 1,
}: YearOptions = {}): BookkeeperYear {
  const random = seeded(seed);
  const from = <T>(pool: readonly T[]): T => pool[Math.floor(random() * pool.length)] as T;
  const profiles = Array.from({ length: suppliers }, (_, index) =>
    profileOf(index, { random, from, suppliers, months }),
  );
  const oddAt = plantedPlaces(items, odd, random);

  const made: YearItem[] = [];
  const soFar = profiles.map((): YearItem[] => []);
  for (let index = 0; index < items; index++) {
    const day = Math.floor((index / items) * months * 30.4);
    const month = Math.min(months - 1, Math.floor((index / items) * months));
    const open = profiles.flatMap((profile, at) => (profile.startsOn <= month ? [{ profile, at }] : []));
    const { profile, at } = weighted(open, random);
    const regular = regularItem(profile, { index, at, month, issuedOn: addDays(startsOn, day), random, from });
    const slipped = withSlips(regular, slipsPercent / 100, { random, from });
    const oddity = oddAt.get(index) ?? null;
    const item = oddity === null ? slipped : oddItem(slipped, oddity, { profiles, earlier: soFar, random });
    made.push(item);
    if (item.oddity === null) soFar[at]?.push(item);
  }
  return {
    suppliers: profiles.map(({ name, account, iban, usualCents }) => ({ name, account, iban, usualCents })),
    items: made,
  };
}

type Chance = { random: () => number; from: <T>(pool: readonly T[]) => T };

const firstNames = [
  'Acorn',
  'Birch',
  'Cedar',
  'Dale',
  'Elm',
  'Fern',
  'Glen',
  'Heath',
  'Iris',
  'Juniper',
  'Kestrel',
  'Larch',
];
const lastNames = ['Supplies', 'Works', 'Partners', 'Trading', 'Services'];

const wordsOf: readonly (readonly string[])[] = [
  ...[
    ['diesel', 'litres'],
    ['toner', 'cartridge'],
    ['licence', 'seats'],
    ['pallet', 'haulage'],
    ['cable', 'router'],
  ],
  ...[
    ['window', 'polish'],
    ['train', 'ticket'],
    ['lunch', 'guests'],
    ['paper', 'envelopes'],
    ['advice', 'hours'],
  ],
  ...[
    ['broadband', 'line'],
    ['meter', 'kilowatt'],
    ['boiler', 'valve'],
    ['banner', 'campaign'],
    ['premium', 'policy'],
  ],
];

function profileOf(
  index: number,
  { random, from, suppliers, months }: Chance & { suppliers: number; months: number },
): Profile {
  const name = `${firstNames[index % firstNames.length]} ${lastNames[Math.floor(index / firstNames.length) % lastNames.length]}${index >= 60 ? ` ${index}` : ''}`;
  const usualCents = Math.round(10 ** (3.2 + random() * 2));
  const isTracked = random() < 0.5;
  const paidBy = random();
  const base = (account: string): YearDecision => ({
    account,
    taxRate: random() < 0.8 ? 'Standard' : from(pools.taxRates as Pool),
    tracking: isTracked ? from(pools.tracking as Pool) : null,
    description: random() < 0.4 ? `${account} of ${name}` : null,
    paidWith: paidBy < 0.25 ? from(pools.methods as Pool) : null,
    owner: random() < 0.3 ? from(pools.owners as Pool) : null,
  });
  const sells = random() < 0.2 ? 2 : 1;
  const first = Math.floor(random() * wordsOf.length);
  const account = from(pools.accounts as Pool);
  const coding = base(account);
  const trades = Array.from({ length: sells }, (_, at): Trade => {
    const words = wordsOf[(first + at) % wordsOf.length] ?? [];
    if (at === 0) return { words, coding };
    const other = from((pools.accounts as Pool).filter((each) => each !== account));
    return { words, coding: { ...coding, account: other, description: coding.description && `${other} of ${name}` } };
  });
  const isLate = index >= suppliers * 0.7;
  const isDrifting = index % 9 === 4;
  return {
    ...{ name, account, usualCents, trades, iban: ibanOf(random) },
    share: 1 / (1 + (index % 20)),
    spread: random() < 0.3 ? 0 : 0.05 + random() * 0.3,
    startsOn: isLate ? Math.floor(random() * months * 0.7) : 0,
    drift: isDrifting
      ? {
          month: Math.floor(months * (0.3 + random() * 0.5)),
          account: from((pools.accounts as Pool).filter((each) => each !== account)),
        }
      : null,
    isTrackedByPlace: isTracked && random() < 0.2,
  };
}

function weighted<T extends { profile: { share: number } }>(open: readonly T[], random: () => number): T {
  let left = random() * open.reduce((sum, { profile }) => sum + profile.share, 0);
  for (const each of open) {
    left -= each.profile.share;
    if (left < 0) return each;
  }
  return open.at(-1) as T;
}

function regularItem(
  profile: Profile,
  {
    index,
    at,
    month,
    issuedOn,
    random,
    from,
  }: Chance & { index: number; at: number; month: number; issuedOn: CalendarDate },
): YearItem {
  const trade = random() < 0.6 ? (profile.trades[0] as Trade) : from(profile.trades);
  const place = from(pools.tracking as Pool);
  const isDrifted = profile.drift !== null && month >= profile.drift.month && trade === profile.trades[0];
  const right: YearDecision = {
    ...trade.coding,
    ...(isDrifted && profile.drift && { account: profile.drift.account }),
    ...(profile.isTrackedByPlace && { tracking: place }),
  };
  const totalCents = Math.max(100, Math.round(profile.usualCents * (1 + (random() * 2 - 1) * profile.spread)));
  const reference = `${profile.name.slice(0, 2).toUpperCase()}-${String(10_000 + index)}`;
  const text = [
    profile.name,
    `Invoice ${reference}`,
    `Deliver to ${place} depot`,
    ...trade.words.map((word) => `${word} as ordered`),
    `Pay to ${profile.iban}`,
  ].join('\n');
  const { iban } = profile;
  return {
    index,
    month,
    supplier: at,
    issuedOn,
    reference,
    totalCents,
    text,
    iban,
    right,
    decided: right,
    oddity: null,
  };
}

/** Each value that the bookkeeper decides is another now and then. */
function withSlips(item: YearItem, share: number, { random, from }: Chance): YearItem {
  const other = (value: string, pool: Pool) => (random() < share ? from(pool.filter((each) => each !== value)) : value);
  const { right } = item;
  const decided = {
    ...right,
    account: other(right.account, pools.accounts),
    taxRate: other(right.taxRate, pools.taxRates),
    tracking: right.tracking && other(right.tracking, pools.tracking),
  };
  return { ...item, decided };
}

/** Spread over the last two thirds, when what is usual can be known. */
function plantedPlaces(items: number, odd: number, random: () => number): Map<number, Oddity> {
  const places = new Map<number, Oddity>();
  const first = Math.floor(items / 3);
  for (let made = 0; made < Math.min(odd, items - first); ) {
    const at = first + Math.floor(random() * (items - first));
    if (places.has(at)) continue;
    places.set(at, oddities[made % oddities.length] as Oddity);
    made += 1;
  }
  return places;
}

function oddItem(
  item: YearItem,
  oddity: Oddity,
  { profiles, earlier, random }: { profiles: readonly Profile[]; earlier: readonly YearItem[][]; random: () => number },
): YearItem {
  switch (oddity) {
    case 'tenfold':
      return { ...item, oddity, totalCents: item.totalCents * 10 };
    case 'newBank': {
      const iban = ibanOf(random);
      return { ...item, oddity, iban, text: item.text.replace(item.iban, iban) };
    }
    case 'duplicate': {
      const twin = earlier[item.supplier]?.at(-1);
      // A supplier's first has nothing to be a duplicate of.
      if (!twin) return oddItem(item, 'tenfold', { profiles, earlier, random });
      return { ...twin, index: item.index, month: item.month, oddity };
    }
    case 'wrongSupplier': {
      // The document is another's, whose amounts, words and account it has.
      const at = (item.supplier + 1 + Math.floor(random() * (profiles.length - 1))) % profiles.length;
      const writer = profiles[at] as Profile;
      return {
        ...{ ...item, oddity, iban: writer.iban, totalCents: writer.usualCents },
        text: item.text.replace(item.text.split('\n')[0] ?? '', writer.name).replace(item.iban, writer.iban),
      };
    }
  }
}

function ibanOf(random: () => number): string {
  const digits = Array.from({ length: 14 }, () => Math.floor(random() * 10)).join('');
  const checked = BigInt(`${lettersAsDigits('NWBK')}${digits}${lettersAsDigits('GB')}00`) % 97n;
  return `GB${String(98n - checked).padStart(2, '0')}NWBK${digits}`;
}

const lettersAsDigits = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0) - 55).join('');
