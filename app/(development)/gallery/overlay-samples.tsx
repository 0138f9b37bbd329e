'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog, Dialog, Drawer } from '#components/ui/dialog.tsx';
import { Menu, MenuItem, MenuSection, MenuSeparator } from '#components/ui/menu.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { Row, Sample } from './sample.tsx';
import { sampleLedger } from './sample-data.ts';

export function OverlaySamples() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'drawer' | null>(null);
  const props = (name: typeof open) => ({
    isOpen: open === name,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? name : null),
  });
  return (
    <>
      <Sample title="Overlays">
        <Row>
          <Button onPress={() => setOpen('dialog')}>Open dialog</Button>
          <Button onPress={() => setOpen('confirm')}>Open confirmation</Button>
          <Button onPress={() => setOpen('drawer')}>Open drawer</Button>
          <Menu label="Manage" trigger={<Button>Manage</Button>}>
            <MenuSection title="Connection">
              <MenuItem id="reconnect">Reconnect</MenuItem>
              <MenuItem id="refresh" description="Accounts, contacts, tax rates and the rest">
                Refresh integration data
              </MenuItem>
            </MenuSection>
            <MenuSeparator />
            <MenuItem id="disconnect" tone="danger">
              Disconnect
            </MenuItem>
          </Menu>
          <Popover label="Filters" trigger={<Button>Filters</Button>}>
            <TextField label="Reference" />
          </Popover>
          <Tooltip text="Published by Ada on 3 Apr 2026 at 14:02">
            <Button variant="quiet">Tooltip</Button>
          </Tooltip>
        </Row>
      </Sample>
      <Sample title="Toasts">
        <Row>
          <Button
            onPress={() =>
              toast({
                title: '3 items moved to the archive',
                action: { label: 'Undo', onPress: () => toast({ title: 'They are back in the inbox' }) },
              })
            }
          >
            With undo
          </Button>
          <Button
            onPress={() =>
              toast({
                tone: 'danger',
                title: 'Refresh did not finish',
                description: `${sampleLedger} did not answer. Your lists are as they were. We try again in five minutes.`,
              })
            }
          >
            A failure
          </Button>
        </Row>
      </Sample>
      <Dialog
        {...props('dialog')}
        title="Choose the organisation"
        actions={
          <>
            <Button onPress={() => setOpen(null)}>Cancel</Button>
            <Button variant="primary" onPress={() => setOpen(null)}>
              Next
            </Button>
          </>
        }
      >
        <p className="mb-3 text-muted">
          You gave access to two organisations. One set of books belongs to one business.
        </p>
        <TextField label="Organisation" />
      </Dialog>
      <ConfirmDialog
        {...props('confirm')}
        title="Disconnect Demo Company (UK)?"
        confirmLabel="Disconnect"
        isDanger
        onConfirm={() => undefined}
      >
        Publishing stops until you connect again. Your items, lists and codings stay, and so does everything that is in
        {sampleLedger} already.
      </ConfirmDialog>
      <Drawer {...props('drawer')} label="Details" className="p-4">
        <h2 className="text-base">Details</h2>
        <p className="mt-2 text-muted">A panel from the side.</p>
      </Drawer>
    </>
  );
}
