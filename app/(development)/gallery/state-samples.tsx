'use client';

import { Inbox, Plug, Trash2 } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ButtonLink, Link } from '#components/ui/link.tsx';
import { Logo } from '#components/ui/logo.tsx';
import { NameTile } from '#components/ui/name-tile.tsx';
import { NoPermission } from '#components/ui/no-permission.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { FormSkeleton, TableSkeleton } from '#components/ui/skeleton.tsx';
import { type Status, StatusBadge, statuses } from '#components/ui/status-badge.tsx';
import { Steps } from '#components/ui/steps.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { Row, Sample } from './sample.tsx';
import { sampleLedger } from './sample-data.ts';

export function StateSamples() {
  return (
    <>
      <Sample title="Buttons">
        {(['small', 'medium', 'large'] as const).map((size) => (
          <Row key={size}>
            <Button size={size} variant="primary">
              Publish
            </Button>
            <Button size={size}>Refresh</Button>
            <Button size={size} variant="quiet">
              Cancel
            </Button>
            <Button size={size} variant="danger" icon={<Trash2 size={14} />}>
              Disconnect
            </Button>
            <Button size={size} variant="primary" isPending>
              Publishing
            </Button>
            <Button size={size} isDisabled>
              Not now
            </Button>
            <IconButton size={size} label="Connect" icon={<Plug size={16} />} />
            <ButtonLink size={size} href="/gallery">
              A link
            </ButtonLink>
          </Row>
        ))}
        <p>
          A sentence with <Link href="/gallery">a link</Link> in it.
        </p>
      </Sample>
      <Sample title="Statuses">
        <Row>
          {(Object.keys(statuses) as Status[]).map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </Row>
      </Sample>
      <Sample title="Banners">
        <Banner
          tone="success"
          isOngoing
          title="Refresh in progress"
          progress={
            <ProgressBar label="Suppliers and customers" value={4200} max={10_000} valueLabel="4,200 of 10,000" />
          }
        >
          You can go on working. Nothing is lost while the lists are refreshed.
        </Banner>
        <Banner
          tone="warning"
          title="Demo Company (UK) needs reconnecting"
          action={
            <Button size="small" variant="primary">
              Reconnect
            </Button>
          }
        >
          {sampleLedger} has ended our access. 12 items wait and will be published by themselves afterwards.
        </Banner>
        <Banner tone="danger" title={`${sampleLedger} refused this bill`}>
          The account 429 has been archived. Nothing was posted. Choose another category and publish again.
        </Banner>
        <Banner>This file is in the inbox already, added by Ada on 3 Apr 2026.</Banner>
        <ProgressBar label="Uploading invoice-2041.pdf" className="max-w-sm" />
      </Sample>
      <div className="grid gap-8 lg:grid-cols-2">
        <Sample title="A connection">
          <div className="flex items-start gap-3 rounded-lg border p-4">
            <NameTile name={sampleLedger} />
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-2">
                <h3 className="text-base">Demo Company (UK)</h3>
                <StatusBadge status="connected" />
              </div>
              <DescriptionList
                className="mt-3"
                items={[
                  { term: 'Country', detail: 'United Kingdom' },
                  { term: 'Base currency', detail: 'GBP' },
                  { term: 'Connected', detail: 'Ada Whitlock, 3 Apr 2026' },
                  { term: 'Calls left today', detail: '4,871 of 5,000' },
                ]}
              />
            </div>
          </div>
        </Sample>
        <Sample title="Steps">
          <Steps
            current={1}
            steps={[
              { title: `Sign in at ${sampleLedger}`, description: `${sampleLedger} asks for your password, not us.` },
              { title: 'Choose the organisation', description: 'One set of books for this business.' },
              { title: 'Refresh the lists' },
            ]}
          />
        </Sample>
        <Sample title="Tabs">
          <Tabs
            label="Item"
            tabs={[
              { id: 'details', title: 'Details', content: <p className="p-3">Details</p> },
              { id: 'history', title: 'History', count: 12, content: <p className="p-3">History</p> },
            ]}
          />
          <TabLinks
            label="Costs"
            links={[
              { href: '/gallery', title: 'Inbox', count: 24, isCurrent: true },
              { href: '/gallery?a', title: 'Archive', isCurrent: false },
            ]}
          />
        </Sample>
        <Sample title="Loading">
          <TableSkeleton rows={4} />
          <FormSkeleton fields={2} />
        </Sample>
        <Sample title="Empty">
          <EmptyState icon={<Inbox />} title="No suppliers yet" action={<Button variant="primary">Connect</Button>}>
            They appear here when accounting software is connected, or when you create one on an item.
          </EmptyState>
        </Sample>
        <Sample title="No permission">
          <NoPermission
            what="Connections"
            roleNeeded="admin"
            askWhom={[
              { name: 'Ada Whitlock', email: 'ada@harbour.example' },
              { name: 'Jo March', email: 'jo@harbour.example' },
            ]}
          />
        </Sample>
        <Sample title="Error">
          <ErrorState reference="4F2A-91C0" onRetry={() => undefined} />
        </Sample>
        <Sample title="Mark">
          <Logo />
        </Sample>
      </div>
    </>
  );
}
