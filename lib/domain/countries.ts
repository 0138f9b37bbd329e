/** ISO 3166-1 countries, each with the ISO 4217 currency that its businesses mostly keep their books in. */

const table = `
AD EUR,AE AED,AF AFN,AG XCD,AI XCD,AL ALL,AM AMD,AO AOA,AR ARS,AS USD,AT EUR,AU AUD,AW AWG,AX EUR,AZ AZN,BA BAM,BB BBD,
BD BDT,BE EUR,BF XOF,BG EUR,BH BHD,BI BIF,BJ XOF,BL EUR,BM BMD,BN BND,BO BOB,BQ USD,BR BRL,BS BSD,BT BTN,BW BWP,BY BYN,
BZ BZD,CA CAD,CC AUD,CD CDF,CF XAF,CG XAF,CH CHF,CI XOF,CK NZD,CL CLP,CM XAF,CN CNY,CO COP,CR CRC,CU CUP,CV CVE,CW XCG,
CX AUD,CY EUR,CZ CZK,DE EUR,DJ DJF,DK DKK,DM XCD,DO DOP,DZ DZD,EC USD,EE EUR,EG EGP,ER ERN,ES EUR,ET ETB,FI EUR,FJ FJD,
FK FKP,FM USD,FO DKK,FR EUR,GA XAF,GB GBP,GD XCD,GE GEL,GF EUR,GG GBP,GH GHS,GI GIP,GL DKK,GM GMD,GN GNF,GP EUR,GQ XAF,
GR EUR,GT GTQ,GU USD,GW XOF,GY GYD,HK HKD,HN HNL,HR EUR,HT HTG,HU HUF,ID IDR,IE EUR,IL ILS,IM GBP,IN INR,IQ IQD,IR IRR,
IS ISK,IT EUR,JE GBP,JM JMD,JO JOD,JP JPY,KE KES,KG KGS,KH KHR,KI AUD,KM KMF,KN XCD,KP KPW,KR KRW,KW KWD,KY KYD,KZ KZT,
LA LAK,LB LBP,LC XCD,LI CHF,LK LKR,LR LRD,LS LSL,LT EUR,LU EUR,LV EUR,LY LYD,MA MAD,MC EUR,MD MDL,ME EUR,MF EUR,MG MGA,
MH USD,MK MKD,ML XOF,MM MMK,MN MNT,MO MOP,MP USD,MQ EUR,MR MRU,MS XCD,MT EUR,MU MUR,MV MVR,MW MWK,MX MXN,MY MYR,MZ MZN,
NA NAD,NC XPF,NE XOF,NF AUD,NG NGN,NI NIO,NL EUR,NO NOK,NP NPR,NR AUD,NU NZD,NZ NZD,OM OMR,PA USD,PE PEN,PF XPF,PG PGK,
PH PHP,PK PKR,PL PLN,PM EUR,PN NZD,PR USD,PS ILS,PT EUR,PW USD,PY PYG,QA QAR,RE EUR,RO RON,RS RSD,RW RWF,SA SAR,SB SBD,
SC SCR,SD SDG,SE SEK,SG SGD,SH SHP,SI EUR,SJ NOK,SK EUR,SL SLE,SM EUR,SN XOF,SO SOS,SR SRD,SS SSP,ST STN,SV USD,SX XCG,
SY SYP,SZ SZL,TC USD,TD XAF,TG XOF,TH THB,TJ TJS,TK NZD,TL USD,TM TMT,TN TND,TO TOP,TR TRY,TT TTD,TV AUD,TW TWD,TZ TZS,
UA UAH,UG UGX,US USD,UY UYU,UZ UZS,VA EUR,VC XCD,VE VES,VG USD,VI USD,VN VND,VU VUV,WF XPF,WS WST,YE YER,YT EUR,ZA ZAR,
ZM ZMW,ZW ZWG`;

const usualCurrencies = new Map(
  table
    .trim()
    .split(/,\s*/)
    .map((pair) => pair.split(' ') as [country: string, currency: string]),
);

export const countryCodes: readonly string[] = [...usualCurrencies.keys()];

export const currencyCodes: readonly string[] = [...new Set(usualCurrencies.values())].sort();

/** The currency to suggest for a country, or null when it is not one. */
export function usualCurrency(country: string): string | null {
  return usualCurrencies.get(country) ?? null;
}

/** `United Kingdom` for GB; the code itself when it is not known. */
export function countryName(code: string): string {
  return new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** `British Pound` for GBP; the code itself when it is not known. */
export function currencyName(code: string): string {
  return new Intl.DisplayNames('en-GB', { type: 'currency', fallback: 'code' }).of(code) ?? code;
}

/** The countries to choose from, by name, each with the currency to suggest. */
export function countryChoices(): { id: string; label: string; currency: string | null }[] {
  return countryCodes
    .map((id) => ({ id, label: countryName(id), currency: usualCurrency(id) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en-GB'));
}

/** The currencies to choose from, by code. */
export function currencyChoices(): { id: string; label: string; detail: string }[] {
  return currencyCodes.map((id) => ({ id, label: currencyName(id), detail: id }));
}
