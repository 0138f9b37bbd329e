import type { Option, OptionSection } from '#components/ui/options.ts';
import type { Status } from '#components/ui/status-badge.tsx';
import { addDays, type CalendarDate, calendarDate } from '#lib/domain/calendar-date.ts';

/** The accounting software that the samples speak of. */
export const sampleLedger = 'Xero';

export type SampleItem = {
  id: string;
  on: CalendarDate;
  supplier: string;
  category: string;
  total: string;
  tax: string;
  status: Status;
};

const suppliers = [
  'Northumbrian Flour Mills',
  'Ridgeway Dairy',
  'Pacific Light & Power',
  'Crate & Carry Logistics GmbH',
  'Office Outlet',
  'Wessex Water',
  'Brot & Söhne Backofenbau',
  'BT Business Broadband',
  'The Very Long Named Wholesale Provisions Company of Lower Wapping Limited',
];
const categories = ['Cost of goods sold', 'Light, power, heating', 'Freight & courier', 'Office expenses', ''];
const states: Status[] = ['toReview', 'ready', 'ready', 'publishing', 'refused', 'ready', 'toReview'];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export const sampleItems = (count: number): SampleItem[] =>
  Array.from({ length: count }, (_, index) => {
    const cents = ((index * 7919) % 480_000) + 125;
    const money = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
    return {
      id: `item-${index}`,
      on: addDays(calendarDate('2026-11-20'), -Math.floor(index / 3)),
      supplier: pick(suppliers, index * 5 + Math.floor(index / 7)),
      category: pick(categories, index * 3),
      total: money(cents),
      tax: money(Math.floor(cents / 6)),
      status: pick(states, index),
    };
  });

export const accountSections: OptionSection[] = [
  {
    title: 'Direct costs',
    options: [
      { id: '310', label: 'Cost of goods sold', detail: '310' },
      { id: '320', label: 'Direct wages', detail: '320' },
    ],
  },
  {
    title: 'Overheads',
    options: [
      { id: '400', label: 'Advertising & marketing', detail: '400' },
      { id: '404', label: 'Audit & accountancy fees', detail: '404' },
      { id: '408', label: 'Cleaning', detail: '408' },
      { id: '425', label: 'Freight & courier', detail: '425' },
      { id: '429', label: 'General expenses', detail: '429' },
      { id: '445', label: 'Light, power, heating', detail: '445' },
      { id: '463', label: 'IT software and consumables', detail: '463', description: 'Subscriptions and small parts' },
      ...Array.from({ length: 900 }, (_, index) => ({
        id: `x${index}`,
        label: `Department account ${index + 1}`,
        detail: String(5000 + index),
      })),
    ],
  },
];

const manySuppliers: Option[] = Array.from({ length: 12_000 }, (_, index) => ({
  id: `s${index}`,
  label: `${pick(suppliers, index)} ${Math.floor(index / suppliers.length) + 1}`,
}));

/** As the server would answer: the first fifty that hold the query. */
export async function findSuppliers(query: string): Promise<Option[]> {
  return manySuppliers.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())).slice(0, 50);
}
