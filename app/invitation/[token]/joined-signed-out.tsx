import { Banner } from '#components/ui/banner.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { signInPath } from '#lib/domain/paths.ts';
import { signInProblem } from '../../(signed-out)/sign-in/sign-in-problem.ts';

export type JoinedSignedOutProps = {
  business: string;
  slug: string;
  /** What `signIn` said. */
  failed: string;
};

/** Joined, but the sign-in that follows was refused: the invitation is used, so the way on is the sign-in. */
export function JoinedSignedOut({ business, slug, failed }: JoinedSignedOutProps) {
  return (
    <div className="mt-5 flex flex-col gap-4 border-t pt-4">
      <Banner tone="warning">
        You have joined {business}, and your account is made with the password that you chose. You are not signed in
        yet. {signInProblem(failed)}
      </Banner>
      <ButtonLink href={signInPath(`/${slug}`)} variant="primary" size="large" className="w-full">
        Sign in
      </ButtonLink>
    </div>
  );
}
