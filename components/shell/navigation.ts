import {
  Archive,
  Building2,
  Coins,
  CreditCard,
  History,
  Inbox,
  ListTree,
  type LucideIcon,
  Package,
  Percent,
  Plug,
  Settings,
  Tag,
  Trash2,
  UsersRound,
} from 'lucide-react';
import { archivePath, binPath, connectionPaths, inboxPath, listPaths, submissionsPath } from '#lib/domain/paths.ts';
import { may, type Role } from '#lib/domain/roles.ts';

export type Place = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** The key that leads here after `g`. */
  key: string;
};

export type PlaceGroup = { title: string; places: Place[] };

/** Where this role may go in a business: the groups of the sidebar, and what stands at its foot. */
export function navigation(slug: string, role: Role): { groups: PlaceGroup[]; foot: Place[] } {
  const at = (path: string) => `/${slug}/${path}`;
  const listsOf = listPaths(slug);
  const costs: PlaceGroup = {
    title: 'Costs',
    places: [
      { href: inboxPath(slug, 'COSTS'), label: 'Inbox', icon: Inbox, key: 'i' },
      { href: archivePath(slug, 'COSTS'), label: 'Archive', icon: Archive, key: 'a' },
      { href: binPath(slug, 'COSTS'), label: 'Bin', icon: Trash2, key: 'x' },
    ],
  };
  const lists: PlaceGroup = {
    title: 'Lists',
    places: [
      { href: listsOf.categories, label: 'Categories', icon: ListTree, key: 'c' },
      { href: listsOf.taxRates, label: 'Tax rates', icon: Percent, key: 't' },
      { href: listsOf.tracking, label: 'Tracking', icon: Tag, key: 'r' },
      { href: listsOf.suppliers, label: 'Suppliers', icon: Building2, key: 's' },
      { href: listsOf.customers, label: 'Customers', icon: UsersRound, key: 'u' },
      { href: listsOf.products, label: 'Products and services', icon: Package, key: 'd' },
      { href: listsOf.paymentMethods, label: 'Payment methods', icon: CreditCard, key: 'p' },
      { href: listsOf.currencies, label: 'Currencies', icon: Coins, key: 'e' },
    ],
  };
  const submissions: Place = { href: submissionsPath(slug), label: 'Submission history', icon: History, key: 'h' };
  const settings: Place = { href: at('settings'), label: 'Business settings', icon: Settings, key: 'b' };
  const connections: Place = { href: connectionPaths(slug).root, label: 'Connections', icon: Plug, key: 'n' };
  const seesLists = may(role, 'lists.see');
  return {
    groups: seesLists ? [costs, lists] : [costs],
    foot: [submissions, ...(may(role, 'connections.manage') ? [connections] : []), ...(seesLists ? [settings] : [])],
  };
}

/** The place that a page belongs to: the one whose address is the longest beginning of the page's own. */
export function currentPlace(places: readonly Place[], pathname: string): Place | undefined {
  return places
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((one, other) => other.href.length - one.href.length)[0];
}
