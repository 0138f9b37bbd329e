/** What mail servers send back, as real ones write it. */

export type Bounced = {
  /** As we sent it: `<…>`. */
  messageId: string;
  to: string;
  action?: 'failed' | 'delayed' | 'delivered';
  status?: string;
  said?: string;
};

/** Postfix, by RFC 3464, with the headers of the mail. */
export function postfixBounce({ messageId, to, action = 'failed', status = '5.1.1', said }: Bounced): string {
  const words = said ?? `550 ${status} <${to}>: Recipient address rejected: User unknown`;
  return `Return-Path: <>
From: MAILER-DAEMON@mx.books.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: intray@books.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="4B2D.1/mx.books.example"

This is a MIME-encapsulated message.

--4B2D.1/mx.books.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.books.example.

<${to}>: host mail.example.com[192.0.2.4] said: ${words} (in reply to RCPT TO command)

--4B2D.1/mx.books.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.books.example
X-Postfix-Queue-ID: 4B2D
Arrival-Date: Fri, 27 Nov 2026 10:00:00 +0000 (UTC)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to.replace('+', '+2B')}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: smtp; ${words.replace(/^(.{20}\S*) /, '$1\n    ')}

--4B2D.1/mx.books.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <intray@books.example>
From: Intray <intray@books.example>
To: ${to}
Subject: The subject
Message-ID: ${messageId}

--4B2D.1/mx.books.example--
`;
}

/** qmail, in words alone, with the whole mail below them. */
export const qmailBounce = ({ messageId, to, said = 'Sorry, no mailbox here by that name. (#5.1.1)' }: Bounced) =>
  `Return-Path: <>
From: MAILER-DAEMON@mx.books.example
To: intray@books.example
Subject: failure notice

Hi. This is the qmail-send program at mx.books.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<${to}>:
${said}

--- Below this line is a copy of the message.

Return-Path: <intray@books.example>
Received: (qmail 4711 invoked by uid 0); 27 Nov 2026 10:00:00 -0000
From: Intray <intray@books.example>
To: ${to}
Message-ID: ${messageId}
Subject: The subject

The content, with a link: https://books.example/invitation/secret
`;

/** A server that returns the envelope's id (RFC 3461) and no headers at all. */
export const bareBounce = ({ messageId, to }: Bounced) =>
  `From: postmaster@mail.example.com
To: intray@books.example
Subject: Undeliverable
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/html; charset=utf-8

<p>Your message could not be delivered.</p>

--b1
Content-Type: message/delivery-status

Original-Envelope-Id: ${messageId.slice(1, -1)}
Reporting-MTA: dns;mail.example.com

Final-Recipient: rfc822;${to}
Action: failed
Status: 5.2.2

--b1--
`;

/** Somebody is away, and their program quotes the whole of what we wrote. */
export const absenceNote = ({ messageId, to }: Bounced) =>
  `Return-Path: <${to}>
From: ${to}
To: intray@books.example
Subject: Away until Monday
Auto-Submitted: auto-replied
In-Reply-To: ${messageId}

I am away. For order 550 1234 call +44 20 7946 0958.

> Message-ID: ${messageId}
> Subject: The subject
`;
