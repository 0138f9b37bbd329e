export { NameViewDialog } from './name-view-dialog.tsx';
export { TotalsTable } from './totals-table.tsx';
export { ViewPanel } from './view-panel.tsx';
export { ViewsPanel } from './views-panel.tsx';
