/** Rates of days as the European Central Bank writes them. */
export function ratesXml(days: Record<string, Record<string, string>>): string {
  const cubes = Object.entries(days).map(([day, rates]) => {
    const each = Object.entries(rates).map(([currency, rate]) => `<Cube currency='${currency}' rate='${rate}'/>`);
    return `<Cube time='${day}'>${each.join('\n')}</Cube>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
<Cube>${cubes.join('\n')}</Cube></gesmes:Envelope>`;
}
