/** From a line to cells. A record is a line: no official file breaks a cell over two, and a damaged one then costs one line. */

/** Cuts a line into cells (RFC 4180: a cell may be quoted, quotes within are doubled). `null`: a quote is never closed. */
export function splitLine(line: string, separator: string): string[] | null {
  return line.includes('"') ? splitQuoted(line, separator) : line.split(separator);
}

function splitQuoted(line: string, separator: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = "";
    if (line[at] === '"') {
      const closing = closingQuote(line, at + 1);
      if (closing < 0) return null;
      cell = line.slice(at + 1, closing).replaceAll('""', '"');
      at = closing + 1;
    }
    const found = line.indexOf(separator, at);
    const end = found < 0 ? line.length : found;
    // What follows a closing quote, or a quote within a cell that is not quoted, belongs to the cell as it is.
    cells.push(cell + line.slice(at, end));
    if (found < 0) return cells;
    at = end + 1;
  }
}

function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from);
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2);
  return at;
}
