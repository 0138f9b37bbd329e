import { ButtonLink } from '#components/ui/link.tsx';

type Ways = { backHref: string; connectionsHref: string };

export type OtherOrganisationProps = Ways & {
  chosen: string;
  connectedTo: string;
  /** Whether the consent reaches the right one too; otherwise the way back leads to the accounting software. */
  isRightOneAllowed: boolean;
};

/** Reconnecting led to other books: explained before anything changes. */
export function OtherOrganisation({ chosen, connectedTo, isRightOneAllowed, ...ways }: OtherOrganisationProps) {
  return (
    <Explained {...ways} backLabel={isRightOneAllowed ? 'Choose again' : 'Sign in again'}>
      <p>
        This business is connected to <strong>{connectedTo}</strong>, and you chose <strong>{chosen}</strong>. The items
        here are coded with the categories, suppliers and tax rates of {connectedTo}, and would point at the wrong
        books.
      </p>
      <p>
        Nothing was changed.{' '}
        {isRightOneAllowed
          ? `Choose ${connectedTo}.`
          : `Sign in again and allow ${connectedTo}, which was not allowed this time.`}{' '}
        To move this business to {chosen}, disconnect {connectedTo} first.
      </p>
    </Explained>
  );
}

/** Another business has the organisation, and this person may not take it from there. */
export function TakenOrganisation({
  chosen,
  otherBusiness,
  ...ways
}: { chosen: string; otherBusiness: string | null } & Ways) {
  return (
    <Explained {...ways} backLabel="Choose another organisation">
      <p>
        <strong>{chosen}</strong> is connected to {otherBusiness ?? 'another business'} in Intray. An organisation
        belongs to one business at a time, so that nothing is published twice.
      </p>
      <p>
        Nothing was changed. An admin of {otherBusiness ?? 'that business'} can disconnect it, or someone who is an
        admin of both businesses can move it here.
      </p>
    </Explained>
  );
}

function Explained({
  children,
  backLabel,
  backHref,
  connectionsHref,
}: { children: React.ReactNode; backLabel: string } & Ways) {
  return (
    <div className="flex max-w-prose flex-col gap-3">
      {children}
      <div className="mt-3 flex flex-wrap gap-2">
        <ButtonLink variant="primary" href={backHref}>
          {backLabel}
        </ButtonLink>
        <ButtonLink variant="quiet" href={connectionsHref}>
          Back to Connections
        </ButtonLink>
      </div>
    </div>
  );
}
