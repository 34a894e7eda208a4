/** Papers: the only function of the API that may sign for object storage. */
import { serve } from './edge/http.ts';
import { listTicketPapers, openPaper } from './http/read-papers.ts';
import { announcePaper, getPaper } from './http/upload-papers.ts';

export const handler = serve([announcePaper, getPaper, listTicketPapers, openPaper]);
