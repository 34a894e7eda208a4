/** Tables as a file of Excel. Text is written as text: nothing in it is taken for a formula. */
import writeWorkbook from 'write-excel-file/node';
import { headings, type Table } from '../domain/table.ts';

/** A sheet for each table. */
export const workbookOf = (tables: readonly Table[]): Promise<Buffer> =>
  writeWorkbook(
    tables.map((table) => ({
      sheet: table.name,
      stickyRowsCount: 1,
      columns: table.columns.map(() => ({ width: 18 })),
      data: [
        headings(table).map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...table.rows.map((row) =>
          row.map((value) =>
            value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String },
          ),
        ),
      ],
    })),
  ).toBuffer();
