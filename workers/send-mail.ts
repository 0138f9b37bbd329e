import { sendMail } from '#lib/mail/send-mail.ts';
import type { Handlers } from './lanes.ts';

export const sendMailOf: Handlers['send-mail'] = ({ mailId }) => sendMail(mailId);
