/**
 * Names of chains whose receipts are common, as people know them. Their logos are often drawings that no reader of text
 * reads, while the name stands small elsewhere on the receipt.
 */
const shops = `
Walmart|Costco|Target|Kroger|Safeway|Vons|Albertsons|Publix|Whole Foods|Trader Joe's|Aldi|Lidl|Walgreens|CVS|Rite Aid|Lowe's|The Home Depot=home depot|Home Depot|Best Buy|Staples|Office Depot|Kohl's|Macy's|Nordstrom|JCPenney|T.J. Maxx=tj maxx|Marshalls|Ross|Sears|Dollar General|Dollar Tree|Family Dollar|Sam's Club|BJ's|Meijer|H-E-B|Wegmans|Starbucks|McDonald's|Burger King|Subway|Chipotle|Wendy's|Dunkin|Taco Bell|Pizza Hut|Domino's|Panera|Chick-fil-A|Five Guys|Shell|Chevron|Exxon|Mobil|ARCO|Texaco|Valero|Sunoco|Marathon|Flying J|Pilot|Love's|7-Eleven|Circle K|Speedway|Wawa|Sheetz|QuikTrip|Casey's|Phillips 66|Sinclair|AutoZone|O'Reilly|NAPA|Advance Auto Parts|Tractor Supply|Ace Hardware|Menards|Harbor Freight|PetSmart|Petco|Michaels|Hobby Lobby|Barnes & Noble|GameStop|FedEx|USPS|UPS Store|Uber|Lyft|Hertz|Avis|Enterprise|Marriott|Hilton|Hyatt|Holiday Inn
Tesco|Sainsbury's|Asda|Morrisons|Waitrose|Marks & Spencer|M&S|Co-op|Iceland|Boots|Superdrug|WHSmith|Argos|Currys|Screwfix|Toolstation|B&Q|Wickes|Halfords|Next|Primark|Greggs|Pret A Manger|Costa|Caffe Nero|Nando's|Wagamama|BP|Esso|Jet|Gulf|Applegreen|Maxol|Topaz|Dunnes|SuperValu|Centra|Spar|Londis|Mace|Woodie's|Harvey Norman|Penneys|Supermac's|Trainline|National Express|Premier Inn|Travelodge|Post Office|Timpson|Poundland|Wilko|Homebase|IKEA|Decathlon|TK Maxx|John Lewis|Sports Direct
Woolworths|Coles|IGA|Bunnings|Officeworks|Kmart|Big W|JB Hi-Fi|Dan Murphy's|BWS|Liquorland|Chemist Warehouse|Priceline|Myer|David Jones|Ampol|Caltex|United Petroleum|Hungry Jack's|Supercheap Auto|Repco|Mitre 10|Reece|Total Tools|Sydney Tools|Australia Post|Countdown|New World|Pak'nSave|Four Square|The Warehouse|Warehouse Stationery|Briscoes|Farmers|Noel Leeming|Z Energy|Gull|Placemakers|Bunnings Warehouse|NZ Post|Mitre 10 Mega
Tim Hortons|Loblaws|Real Canadian Superstore|No Frills|Sobeys|Metro|Shoppers Drug Mart|Canadian Tire|Rona|Petro-Canada|Esso|Husky|Dollarama|Winners|Hudson's Bay|LCBO|Canada Post|Indigo|Giant Tiger
FairPrice|Cold Storage|Sheng Siong|Giant|Guardian|Watsons|Ya Kun|Toast Box|Kopitiam|Don Don Donki|Popular|Challenger|Courts
Rewe|Edeka|Penny|Netto|Kaufland|Real|Marktkauf|Globus|Norma|dm|Rossmann|Müller|toom|Obi|Hornbach|Bauhaus|Hagebaumarkt|Roller|Poco|XXXLutz|Höffner|Saturn|Media Markt|Conrad|Aral|Total|Jet|Star|HEM|Esso|Tchibo|Deichmann|C&A|H&M|Zara|Thalia|Douglas|Alnatura|Denns|Tegut|Famila|Combi|Hit|Metro|Kik|Takko|Woolworth|Action|Tedi|Deutsche Bahn|Deutsche Post|Nordsee|Backwerk|Fressnapf|Raiffeisen|Dehner|Netto Marken-Discount
Carrefour|Auchan|E.Leclerc|Leclerc|Intermarché|Super U|Monoprix|Casino|Franprix|Picard|Leroy Merlin|Castorama|Brico Dépôt|Fnac|Darty|Boulanger|Decathlon|SNCF|La Poste|TotalEnergies|Albert Heijn|Jumbo|Hema|Blokker|Gamma|Praxis|Karwei|Kruidvat|Etos|Bol.com|Coolblue|NS|Colruyt|Delhaize|Conad|Esselunga|Coop|Eurospin|Eni|Q8|Trenitalia|Autogrill|Mercadona|Dia|El Corte Inglés|Repsol|Cepsa|Renfe|Correos|Eroski|Migros|Denner|Manor|SBB|Billa|Hofer|OMV|BIPA|ÖBB
Amazon|Apple|Google|Microsoft|Adobe|Zoom|Dropbox|GitHub|Slack|Atlassian|DigitalOcean|Cloudflare|Netflix|Spotify|PayPal|Stripe|Vodafone|Telekom|O2|Orange|Telstra|Optus|Verizon|AT&T|T-Mobile|Comcast|BT|EE|Sky|Three|Eir|Spark|One NZ|2degrees|Singtel|StarHub`;

/** Names that are words of other meaning too: they count only where nothing else stands in the row. */
const common = new Set(
  `
real|star|hit|metro|next|total|jet|three|spark|action|popular|giant|enterprise|target
|pilot|subway|shell|costa|gulf|globus|sky|eir|ee|bt|ns|dm|bp|spar|norma|penny
marathon|ross|indigo|winners|farmers|guardian|courts|challenger|mobil|orange|casino|picard
|manor|apple|google|zoom|slack|stripe|iceland|mace|boots|hema|dia|coop|eni|napa
menards|post office|amazon|microsoft|adobe|paypal|visa|uber|wish|gamma|conrad|douglas
roller|saturn|combi|marshalls|reece|husky|ups store|love s|gull|hem|q8|netto|m s
dropbox|telekom|jumbo|michaels|sears|staples|argos|pret a manger|usps|fedex|o2|obi|poco`
    .trim()
    .split(/[\n|]/),
);

export type KnownShop = { name: string; letters: string; isCommon: boolean };

const bare = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9&]+/g, ' ')
    .trim();

export const knownShops: readonly KnownShop[] = shops
  .trim()
  .split(/[\n|]/)
  .map((entry) => {
    const [name = '', other] = entry.split('=');
    const letters = bare(other ?? name);
    return { name, letters, isCommon: common.has(letters) || letters.replace(/[^a-z]/g, '').length < 3 };
  });

/** Words of a row as shops' names are compared: without accents, points and apostrophes. */
export const shopLetters = bare;
