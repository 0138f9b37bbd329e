import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { msCalendarDate, msDate } from '../api/dates.ts';
import { COUNTRIES } from './countries.ts';
import type { Organisation } from './record.ts';

export const organisationRoutes: ApiRoute[] = endpoints(['accounting.settings'], {
  'GET /Organisation': (call) => envelope(call, { Organisations: [organisationJson(call.organisation)] }),
  'GET /Organisation/Actions': (call) => envelope(call, { Actions: actions(call) }),
  'GET /Users': (call) => envelope(call, { Users: users(call) }),
  'GET /Currencies': (call) => envelope(call, { Currencies: currencies(call) }),
  'GET /BrandingThemes': (call) => envelope(call, { BrandingThemes: brandingThemes(call) }),
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
    DefaultSalesTax: 'Tax Exclusive',
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
  const mayWrite = role === 'STANDARD' || role === 'FINANCIALADVISER';
  const allowed = (is: boolean) => (is ? 'ALLOWED' : 'NOT-ALLOWED');
  return [
    { Name: 'UseMulticurrency', Status: allowed(organisation.isMultiCurrency) },
    { Name: 'CreateApprovedInvoice', Status: allowed(mayWrite) },
    { Name: 'CreateApprovedBill', Status: allowed(mayWrite) },
    { Name: 'CreateDraftInvoice', Status: allowed(role !== 'READONLY') },
    { Name: 'CreateDraftBill', Status: allowed(role !== 'READONLY') },
    { Name: 'UseExpenseClaims', Status: allowed(mayWrite) },
  ];
}

function users({ organisation, sandbox }: ApiCall) {
  return organisation.members.map((member) => {
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
  });
}

function currencies({ books }: ApiCall) {
  return books.currencies
    .all()
    .sort((a, b) => a.id.localeCompare(b.id))
    .map((currency) => ({ Code: currency.id, Description: currency.description }));
}

function brandingThemes({ books }: ApiCall) {
  return books.brandingThemes
    .all()
    .sort((a, b) => a.sortOrder - b.sortOrder)
    .map((theme) => ({
      BrandingThemeID: theme.id,
      Name: theme.name,
      Type: 'INVOICE',
      SortOrder: theme.sortOrder,
      CreatedDateUTC: msDate(theme.createdAt),
    }));
}
