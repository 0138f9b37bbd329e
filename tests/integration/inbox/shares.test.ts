import { simpleParser } from 'postal-mime';
