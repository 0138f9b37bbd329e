import { Banner } from '#components/ui/banner.tsx';

/** Why nothing leaves, and what to do meanwhile. */
export function NotSendingBanner({ isSandbox }: { isSandbox: boolean }) {
  return isSandbox ? (
    <Banner title="This is the sandbox: no mail leaves it">Here is what would have been sent, and to whom.</Banner>
  ) : (
    <Banner tone="warning" title="No mail server is set up, so nothing is sent">
      Open a mail to copy its link and pass it on by other means. Whoever runs Intray sets up a mail server with
      SMTP_HOST.
    </Banner>
  );
}
