import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { msCalendarDate, msDate } from '../api/dates.ts';
import { Refusal, validationFailed } from '../api/failures.ts';
import { modifiedSince } from '../api/listing.ts';
import { elementsOf } from '../api/reading.ts';
import type { BrandingTheme, Currency } from '../books.ts';
import { mayApprove } from '../documents/approval.ts';
import { boolean, guid, instant, type Properties, text } from '../where/properties.ts';
import { arrange } from '../where/select.ts';
import { COUNTRIES } from './countries.ts';
import type { Member, Organisation } from './record.ts';

export const organisationRoutes: ApiRoute[] = endpoints(['accounting.settings'], {
  'GET /Organisation': (call) => envelope(call, { Organisations: [organisationJson(call.organisation)] }),
  'GET /Organisation/Actions': (call) => envelope(call, { Actions: actions(call) }),
  // The construction industry scheme is on in no organisation.
  'GET /Organisation/:id/CISSettings': (call) => {
    if (call.params.id?.toLowerCase() !== call.organisation.id) throw new Refusal(resourceNotFound(), 'Another one');
    return envelope(call, { CISSettings: [{ CISContractorEnabled: false, CISSubContractorEnabled: false }] });
  },
  'GET /Users': (call) => envelope(call, { Users: listUsers(call).map((member) => userJson(call, member)) }),
  'GET /Users/:id': (call) => {
    const member = call.organisation.members.find(({ userId }) => userId === call.params.id?.toLowerCase());
    if (!member) throw new Refusal(resourceNotFound(), 'No such user');
    return envelope(call, { Users: [userJson(call, member)] });
  },
  'GET /Currencies': (call) => envelope(call, { Currencies: currencies(call) }),
  'PUT /Currencies': addCurrency,
  'GET /BrandingThemes': (call) => envelope(call, { BrandingThemes: brandingThemes(call) }),
  'GET /BrandingThemes/:id': (call) => {
    const theme = call.books.brandingThemes.get(call.params.id?.toLowerCase());
    if (!theme) throw new Refusal(resourceNotFound(), 'No such branding theme');
    return envelope(call, { BrandingThemes: [brandingThemeJson(theme)] });
  },
});

function organisationJson(organisation: Organisation) {
  const facts = COUNTRIES[organisation.country];
  const { address } = organisation;
  return {
    Name: organisation.name,
    LegalName: organisation.legalName,
    PaysTax: true,
    Version: facts.version,
    OrganisationType: 'COMPANY',
    BaseCurrency: organisation.baseCurrency,
    CountryCode: organisation.country,
    IsDemoCompany: organisation.plan === 'DEMO',
    OrganisationStatus: 'ACTIVE',
    ...(organisation.registrationNumber && { RegistrationNumber: organisation.registrationNumber }),
    ...(organisation.taxNumber && { TaxNumber: organisation.taxNumber }),
    FinancialYearEndDay: organisation.financialYearEnd.day,
    FinancialYearEndMonth: organisation.financialYearEnd.month,
    SalesTaxBasis: facts.salesTaxBasis,
    SalesTaxPeriod: facts.salesTaxPeriod,
    DefaultSalesTax: 'Remember previous',
    DefaultPurchasesTax: 'Remember previous',
    ...(organisation.periodLockDate && { PeriodLockDate: msCalendarDate(organisation.periodLockDate) }),
    ...(organisation.endOfYearLockDate && { EndOfYearLockDate: msCalendarDate(organisation.endOfYearLockDate) }),
    CreatedDateUTC: msDate(organisation.createdAt),
    OrganisationEntityType: 'COMPANY',
    Timezone: facts.timeZone,
    ShortCode: organisation.shortCode,
    OrganisationID: organisation.id,
    Edition: 'BUSINESS',
    Class: organisation.plan,
    ...(organisation.lineOfBusiness && { LineOfBusiness: organisation.lineOfBusiness }),
    Addresses: [
      {
        AddressType: 'STREET',
        AddressLine1: address.line1,
        City: address.city,
        Region: address.region,
        PostalCode: address.postalCode,
        Country: address.country,
        AttentionTo: '',
      },
    ],
    Phones: [],
    ExternalLinks: [],
    PaymentTerms: {},
  };
}

/** What the organisation's plan and the caller's role allow. */
function actions({ organisation, role }: ApiCall) {
  const allowed = (is: boolean) => (is ? 'ALLOWED' : 'NOT-ALLOWED');
  return [
    { Name: 'UseMulticurrency', Status: allowed(organisation.isMultiCurrency) },
    { Name: 'CreateApprovedInvoice', Status: allowed(mayApprove(role)) },
    { Name: 'CreateApprovedBill', Status: allowed(mayApprove(role)) },
    { Name: 'CreateDraftInvoice', Status: allowed(role !== 'READONLY') },
    { Name: 'CreateDraftBill', Status: allowed(role !== 'READONLY') },
    { Name: 'UseExpenseClaims', Status: allowed(mayApprove(role)) },
  ];
}

function listUsers(call: ApiCall): Member[] {
  const { organisation, sandbox } = call;
  const since = modifiedSince(call) ?? 0;
  const properties: Properties<Member> = {
    UserID: guid((member) => member.userId),
    EmailAddress: text((member) => sandbox.users.require(member.userId).email),
    FirstName: text((member) => sandbox.users.require(member.userId).givenName),
    LastName: text((member) => sandbox.users.require(member.userId).familyName),
    IsSubscriber: boolean((member) => member.isSubscriber),
    OrganisationRole: text((member) => member.role),
    UpdatedDateUTC: instant(() => organisation.createdAt),
  };
  return organisation.createdAt < since ? [] : arrange(call, organisation.members, 'User', properties);
}

function userJson({ sandbox, organisation }: ApiCall, member: Member) {
  const user = sandbox.users.require(member.userId);
  return {
    UserID: user.id,
    EmailAddress: user.email,
    FirstName: user.givenName,
    LastName: user.familyName,
    UpdatedDateUTC: msDate(organisation.createdAt),
    IsSubscriber: member.isSubscriber,
    OrganisationRole: member.role,
  };
}

const CURRENCY_PROPERTIES: Properties<Currency> = {
  Code: text((currency) => currency.id),
  Description: text((currency) => currency.description),
};

function currencies(call: ApiCall) {
  const all = call.books.currencies.all().sort((a, b) => a.id.localeCompare(b.id));
  return arrange(call, all, 'Currency', CURRENCY_PROPERTIES).map(currencyJson);
}

/** PUT /Currencies: subscribes the organisation to one, where its plan has others than its own. */
function addCurrency(call: ApiCall) {
  const [fields] = elementsOf(call.request.body, 'Currencies');
  const code = fields?.currency('Code') ?? '';
  const Message = !code
    ? 'The Currency Code must be specified.'
    : !call.organisation.isMultiCurrency && 'The plan of this organisation has no other currencies.';
  if (Message) throw validationFailed([{ ...fields?.raw, ValidationErrors: [{ Message }] }]);
  const description = fields?.text('Description') ?? call.books.currencies.get(code)?.description ?? code;
  return envelope(call, { Currencies: [currencyJson(call.books.currencies.put({ id: code, description }))] });
}

function currencyJson(currency: Currency) {
  return { Code: currency.id, Description: currency.description };
}

function brandingThemes({ books }: ApiCall) {
  return books.brandingThemes
    .all()
    .sort((a, b) => a.sortOrder - b.sortOrder)
    .map(brandingThemeJson);
}

function brandingThemeJson(theme: BrandingTheme) {
  return {
    BrandingThemeID: theme.id,
    Name: theme.name,
    Type: 'INVOICE',
    SortOrder: theme.sortOrder,
    CreatedDateUTC: msDate(theme.createdAt),
  };
}
