/* record/whois_test.c - answers of invented registries, in the shapes of real ones. */
#include "record/whois.h"

#include "base/test.h"
#include "record/whois_key.h"
#include "record/whois_phrase.h"

static struct registry_facts read_from(const char *text, const char *server)
{
	struct whois_asked asked = { .server = str_c(server) };
	struct registry_facts facts;

	whois_read(test_arena(), test_copy(text), &asked, &facts);
	return facts;
}

static struct str time_of(const struct registry_time *time)
{
	char text[REGISTRY_TIME_TEXT];

	return arena_str(test_arena(), registry_time_text(time, text));
}

static struct str value_of(const struct registry_facts *facts, enum registry_role role,
			   enum registry_field field)
{
	const struct registry_contact *contact = registry_contact_of(facts, role);

	return contact ? contact->fields[field].text : STR_NONE;
}

/* --- shapes ------------------------------------------------------------------------ */

static const struct {
	const char *name, *text, *domain, *created, *updated, *expires, *registrar, *host,
	    *registrant;
	int hosts;
} shapes[] = {
	{ "gTLD, thick",
	  "Domain Name: EXAMPLE.SHOP\r\nRegistrar WHOIS Server: whois.example.net\r\n"
	  "Updated Date: 2023-01-01T01:05:06Z\r\nCreation Date: 2021-10-24T05:00:00Z\r\n"
	  "Registry Expiry Date: 2022-10-24T05:00:00Z\r\nRegistrar: Example Names\r\n"
	  "Registrant Organization: Example Inc\r\nName Server: NS1.EXAMPLE.NET\r\n"
	  "Name Server: NS2.EXAMPLE.NET\r\n>>> Last update: 2023-01-02T00:00:00Z <<<\r\n",
	  "example.shop", "2021-10-24T05:00:00Z", "2023-01-01T01:05:06Z",
	  "2022-10-24T05:00:00Z", "Example Names", "ns1.example.net", "Example Inc", 2 },
	{ "gTLD, thin and indented",
	  "   Domain Name: EXAMPLE.COM\n   Registrar: Example Names (77)\n"
	  "   Name Server: A.EXAMPLE.COM\n   Creation Date: 04-jun-2003\n"
	  "   Expiration Date: 04-jun-2031\n",
	  "example.com", "2003-06-04", "", "2031-06-04", "Example Names", "a.example.com",
	  "", 1 },
	{ "no blank behind the colon",
	  "Domain Name:EXAMPLE.ORG\nCreated On:12-Feb-2006 18:08:52 UTC\n"
	  "Sponsoring Registrar:Example Names (R9-XX)\nRegistrant Name:Jane Doe\n"
	  "Name Server:NS.EXAMPLE.ORG\nName Server:\nName Server:\n",
	  "example.org", "2006-02-12T18:08:52Z", "", "", "Example Names",
	  "ns.example.org", "Jane Doe", 1 },
	{ "RPSL with handles",
	  "% terms\n\ndomain:     example.cz\nregistrant: EX-1\nnsset:      NS-1\n"
	  "registrar:  REG-EX\nregistered: 31.12.2010 03:39:20\nexpire:     "
	  "31.12.2030\n\n"
	  "contact:    EX-1\norg:        Example s.r.o.\nname:       Jan Novak\n"
	  "created:    01.01.2001 00:00:00\n\nnsset:      NS-1\n"
	  "nserver:    ns1.example.cz (192.0.2.1, 2001:db8::1)\n"
	  "nserver:    ns2.example.cz\ncreated:    02.02.2002 00:00:00\n",
	  "example.cz", "2010-12-31T03:39:20Z", "", "2030-12-31", "REG-EX",
	  "ns1.example.cz", "Example s.r.o.", 2 },
	{ "headings and indents",
	  "\n    Domain name:\n        example.co.uk\n\n    Registrant:\n"
	  "        Example Limited\n\n    Registrar:\n"
	  "        Example Names Ltd [Tag = EXAMPLE]\n        URL: "
	  "http://names.example\n\n"
	  "    Relevant dates:\n        Registered on: 14-Feb-1999\n"
	  "        Expiry date:  14-Feb-2031\n        Last updated:  13-Jan-2030\n\n"
	  "    Name servers:\n        ns1.example.co.uk  192.0.2.1\n        "
	  "ns2.example.net\n",
	  "example.co.uk", "1999-02-14", "2030-01-13", "2031-02-14", "Example Names Ltd",
	  "ns1.example.co.uk", "Example Limited", 2 },
	{ "dotted leaders",
	  "domain.............: example.fi\ncreated............: 30.6.2006\n"
	  "expires............: 4.7.2031\n\nNameservers\n\n"
	  "nserver............: ns1.example.fi [OK]\n\nHolder\n\n"
	  "name...............: Esimerkki Oy\n\nRegistrar\n\n"
	  "registrar..........: Nimet Oy\n",
	  "example.fi", "2006-06-30", "", "2031-07-04", "Nimet Oy", "ns1.example.fi",
	  "Esimerkki Oy", 1 },
	{ "sentences",
	  "Domain Name: example.com.tw\n   Registrant:\n      Example Inc.\n"
	  "      Jane Doe  jane@example.com.tw\n\n   Record expires on 2031-11-09 "
	  "(YYYY-MM-DD)\n   Record created on 2000-08-29 (YYYY-MM-DD)\n\n"
	  "   Domain servers in listed order:\n      ns1.example.com.tw\n",
	  "example.com.tw", "2000-08-29", "", "2031-11-09", "", "ns1.example.com.tw",
	  "Example Inc.", 1 },
	{ "JPRS in English",
	  "[ JPRS database provides information on network administration. ]\n\n"
	  "Domain Information:\n[Domain Name]                   EXAMPLE.JP\n\n"
	  "[Registrant]                    Example K.K.\n\n"
	  "[Name Server]                   ns1.example.jp\n"
	  "[Name Server]                   ns2.example.jp\n[Signing Key]\n\n"
	  "[Created on]                    2001/02/03\n"
	  "[Expires on]                    2031/02/28\n"
	  "[Status]                        Active\n"
	  "[Last Updated]                  2030/03/01 01:05:06 (JST)\n",
	  "example.jp", "2001-02-03", "2030-02-28T16:05:06Z", "2031-02-28", "",
	  "ns1.example.jp", "Example K.K.", 2 },
	{ "JPRS, general use in Japanese",
	  "Domain Information: [ドメイン情報]\n[ドメイン名]                    "
	  "EXAMPLE.JP\n\n"
	  "[登録者名]                      株式会社見本\n\n"
	  "[ネームサーバー]                ns1.example.jp\n\n"
	  "[登録年月日]                    2001/02/03\n"
	  "[有効期限]                      2031/02/28\n",
	  "example.jp", "2001-02-03", "", "2031-02-28", "", "ns1.example.jp",
	  "株式会社見本", 1 },
	{ "JPRS, organisational",
	  "Domain Information: [ドメイン情報]\na. [ドメイン名]                 "
	  "EXAMPLE.CO.JP\n"
	  "g. [組織名]                     株式会社見本\n"
	  "m. [登録担当者]                 AB123JP\nn. [技術連絡担当者]             "
	  "AB123JP\n"
	  "p. [ネームサーバ]               ns1.example.jp\n"
	  "[状態]                          Connected (2031/03/31)\n"
	  "[登録年月日]                    2001/03/22\n"
	  "[最終更新]                      2030/04/01 01:02:03 (JST)\n",
	  "example.co.jp", "2001-03-22", "2030-03-31T16:02:03Z", "2031-03-31", "",
	  "ns1.example.jp", "株式会社見本", 1 },
	{ "CNNIC",
	  "Domain Name: example.cn\nROID: 20220311s10001s12345678-cn\n"
	  "Domain Status: ok\nRegistrant: 见本公司\n"
	  "Registrant Contact Email: 12345678@mail.example\n"
	  "Sponsoring Registrar: 见本科技\nName Server: dns1.example.net\n"
	  "Registration Time: 2022-03-11 12:25:57\nExpiration Time: 2023-03-11 "
	  "12:25:57\n",
	  "example.cn", "2022-03-11T04:25:57Z", "", "2023-03-11T04:25:57Z", "见本科技",
	  "dns1.example.net", "见本公司", 1 },
	{ "two languages in a key",
	  "Nome de domínio / Domain Name: example.pt\n"
	  "Data de registo / Creation Date (dd/mm/yyyy): 09/02/2009\n\n"
	  "Titular / Registrant\n   Exemplo S.A.\n   Rua 1\n",
	  "example.pt", "2009-02-09", "", "", "", "", "Exemplo S.A.", 0 },
	{ "rwhois",
	  "%rwhois V-1.5:003fff:00 whois.example\ndomain:Class-Name:domain\n"
	  "domain:Domain-Name:example.ma\ndomain:Created:20090324\n"
	  "domain:Primary-Server;I:111.example.ma\n",
	  "example.ma", "2009-03-24", "", "", "", "111.example.ma", "", 1 },
	{ "a page around it",
	  "<html><body><pre>\nDomain Name: <a href=\"x\">example.test</a>\n"
	  "Creation Date: 2009-03-24\nRegistrant: A &amp; B\n</pre></body></html>",
	  "example.test", "2009-03-24", "", "", "", "", "A & B", 0 },
};

TEST(whois_reads_the_shapes_of_registries)
{
	for (size_t i = 0; i < COUNT(shapes); i++) {
		struct registry_facts facts = read_from(shapes[i].text, "");
		struct str holder =
		    value_of(&facts, REGISTRY_REGISTRANT, REGISTRY_ORGANIZATION);

		test_case(shapes[i].name);
		test_int(facts.outcome, REGISTRY_FOUND);
		test_str(facts.domain, shapes[i].domain);
		test_str(time_of(&facts.created), shapes[i].created);
		test_str(time_of(&facts.updated), shapes[i].updated);
		test_str(time_of(&facts.expires), shapes[i].expires);
		test_str(facts.registrar, shapes[i].registrar);
		test_int(facts.host_count, shapes[i].hosts);
		if (facts.host_count)
			test_str(facts.hosts[0].name, shapes[i].host);
		if (!holder.n)
			holder = value_of(&facts, REGISTRY_REGISTRANT, REGISTRY_NAME);
		test_str(holder, shapes[i].registrant);
	}
}

/* --- outcomes ------------------------------------------------------------------------
 */

static const struct {
	const char *name, *text;
	enum registry_outcome outcome;
} outcomes[] = {
	{ "Verisign", "No match for \"EXAMPLE.COM\".\r\n>>> Last update <<<\r\n",
	  REGISTRY_NOT_FOUND },
	{ "two words", "NOT FOUND\n", REGISTRY_NOT_FOUND },
	{ "in a comment", "% No entries found in the EXAMPLE database\n",
	  REGISTRY_NOT_FOUND },
	{ "a status", "Domain:\texample.be\nStatus:\tAVAILABLE\n", REGISTRY_NOT_FOUND },
	{ "Hungarian", "Nincs találat / No match\n", REGISTRY_NOT_FOUND },
	{ "JPRS", "No match!!\n\nWith JPRS WHOIS, you can query\n", REGISTRY_NOT_FOUND },
	{ "behind terms of use",
	  "The data in this database is provided for information purposes only, and\n"
	  "excessive querying is prohibited; access may be denied to whoever exceeded\n"
	  "the limits that are not found in this text. By using it you agree to that.\n"
	  "\nDomain example.test is free\n",
	  REGISTRY_NOT_FOUND },
	{ "too fast", "Your connection limit exceeded. Please slow down.\n",
	  REGISTRY_THROTTLED },
	{ "RIPE", "%ERROR:201: access control limit reached for 192.0.2.1\n",
	  REGISTRY_THROTTLED },
	{ "capitals", "WHOIS LIMIT EXCEEDED - SEE WWW.EXAMPLE/WHOIS\n",
	  REGISTRY_THROTTLED },
	{ "a limit, and an answer",
	  "% Query rate limit exceeded. Reduced information.\n\n"
	  "% No match for domain \"example.br\"\n",
	  REGISTRY_NOT_FOUND },
	{ "a number of queries", "Number of allowed queries exceeded.\n",
	  REGISTRY_THROTTLED },
	{ "connections",
	  "Too many connection attempts. Please try again in a few seconds.\n",
	  REGISTRY_THROTTLED },
	{ "too soon", "Queried interval is too short.\n", REGISTRY_THROTTLED },
	{ "not available for registration",
	  "shoes.example is not available for registration\n", REGISTRY_RESERVED },
	{ "no object, since it is kept back",
	  "The queried object does not exist: Reserved Name\n", REGISTRY_RESERVED },
	{ "a list of marks",
	  "The registration of this domain is restricted, as it is protected by a\n"
	  "DPML block.\n",
	  REGISTRY_RESERVED },
	{ "another list", "This name has been blocked by AdultBlock\n",
	  REGISTRY_RESERVED },
	{ "unavailable for it", "shoes.example is unavailable for registration\n",
	  REGISTRY_RESERVED },
	{ "a third one", "This name is protected by Uni EPS+.\n", REGISTRY_RESERVED },
	{ "for whom to have", "shoes.example is available for registration\n",
	  REGISTRY_NOT_FOUND },
	{ "port 43 is no more",
	  "Port 43 WHOIS has been retired. Registration data is at rdap.example.\n",
	  REGISTRY_RETIRED },
	{ "RDAP in its place", "WHOIS is no longer offered; please use RDAP.\n",
	  REGISTRY_RETIRED },
	{ "an end foretold, and an answer",
	  "This WHOIS is no longer kept up; please use RDAP.\n\nNo match.\n",
	  REGISTRY_NOT_FOUND },
	{ "busy", "whois.example: Server too busy, try again later\n", REGISTRY_REFUSED },
	{ "reserved", "Reserved by Registry\n", REGISTRY_RESERVED },
	{ "reserved, in a word", "Restricted\n", REGISTRY_RESERVED },
	{ "a reserved name with servers",
	  "a. [Domain Name] NE.TEST\np. [Name Server] a.test.jp\n[State] Reserved\n",
	  REGISTRY_RESERVED },
	{ "registered, and so not available",
	  "Domain: example.be\nStatus: NOT AVAILABLE\nRegistered: Mon Dec 24 2007\n",
	  REGISTRY_FOUND },
	{ "nothing", "", REGISTRY_UNREADABLE },
	{ "a banner alone", "Welcome to the whois server.\n", REGISTRY_UNREADABLE },
	{ "escape codes", "\033[2J\033[31mhello\033[0m\n", REGISTRY_UNREADABLE },
};

TEST(whois_keeps_the_outcomes_apart)
{
	for (size_t i = 0; i < COUNT(outcomes); i++) {
		struct registry_facts facts = read_from(outcomes[i].text, "");

		test_case(outcomes[i].name);
		test_str(str_c(registry_outcome_name(facts.outcome)),
			 registry_outcome_name(outcomes[i].outcome));
	}
}

/* --- networks --------------------------------------------------------------------------
 */

static const struct {
	const char *name, *text, *range, *netname, *country, *organization, *abuse;
} networks[] = {
	{ "RIPE",
	  "% Abuse contact for '192.0.2.0 - 192.0.2.255' is 'abuse@example.net'\n\n"
	  "inetnum:  192.0.2.0 - 192.0.2.255\nnetname:  EXAMPLE-NET\ndescr:  Example\n"
	  "country:  DE\norg:  ORG-EX1-RIPE\ncreated:  2008-08-14T14:54:30Z\n\n"
	  "organisation:  ORG-EX1-RIPE\norg-name:  Example GmbH\n\n"
	  "route:  192.0.2.0/24\norigin:  AS64496\n",
	  "192.0.2.0 - 192.0.2.255", "EXAMPLE-NET", "DE", "Example GmbH",
	  "abuse@example.net" },
	{ "ARIN, the narrower of two",
	  "#\n# terms\n#\n\nNetRange:       198.51.0.0 - 198.51.255.255\n"
	  "NetName:        WIDE\nOrganization:   Wide Corp (WIDE)\n\nOrgName:        "
	  "Wide "
	  "Corp\nCountry:        US\n\nNetRange:       198.51.100.0 - 198.51.100.255\n"
	  "NetName:        NARROW\n\nOrgName:        Narrow Inc\nCountry:        CA\n\n"
	  "OrgAbuseHandle: AB1-ARIN\nOrgAbusePhone:  +1-555-0100\n"
	  "OrgAbuseEmail:  abuse@narrow.example\n",
	  "198.51.100.0 - 198.51.100.255", "NARROW", "US", "Narrow Inc",
	  "abuse@narrow.example" },
	{ "LACNIC",
	  "inetnum:     203.0.113/24\nstatus:      allocated\nowner:       Ejemplo S.A.\n"
	  "country:     MX\nabuse-c:     EJ1\ncreated:     20010203\n\nnic-hdl:     EJ1\n"
	  "person:      Juana Perez\ne-mail:      abuse@ejemplo.example\n",
	  "203.0.113/24", "", "MX", "Ejemplo S.A.", "abuse@ejemplo.example" },
	{ "JPNIC",
	  "Network Information:            \na. [Network Number]             "
	  "192.0.2.0/24\n"
	  "b. [Network Name]               MIHON-NET\n"
	  "g. [Organization]               Mihon University\n"
	  "m. [Administrative Contact]     AB123JP\n",
	  "192.0.2.0/24", "MIHON-NET", "", "Mihon University", "" },
	{ "KRNIC",
	  "[ Network Information ]\nIPv4 Address       : 192.0.2.0 - 192.0.2.127 (/25)\n"
	  "Service Name       : EXAMPLENET\nOrganization Name  : Example Telecom\n"
	  "Country Code : KR\n",
	  "192.0.2.0 - 192.0.2.127 (/25)", "EXAMPLENET", "KR", "Example Telecom", "" },
};

TEST(whois_reads_networks)
{
	for (size_t i = 0; i < COUNT(networks); i++) {
		struct registry_facts facts = read_from(networks[i].text, "");
		const struct registry_network *network;

		test_case(networks[i].name);
		test_int(facts.outcome, REGISTRY_FOUND);
		test_true(facts.network_count > 0);
		if (!facts.network_count)
			continue;
		network = &facts.networks[facts.network];
		test_str(network->range, networks[i].range);
		test_str(network->name, networks[i].netname);
		test_str(network->country, networks[i].country);
		test_str(network->organization, networks[i].organization);
		test_str(facts.abuse_count ? facts.abuse[0].email : STR_NONE,
			 networks[i].abuse);
	}
}

/* --- whose a value is ------------------------------------------------------------------
 */

/* Two people, each with the handle at the end. */
#define NAMED \
	"domain: example.at\nregistrar: Names GmbH ( https://names.example/1 )\n" \
	"registrant: AA1-EX\ntech-c: BB2-EX\n\npersonname:\norganization: Kaffee GmbH\n" \
	"street address: Weg 1\nnic-hdl: AA1-EX\n\npersonname: Jan Tech\n" \
	"street address: Gasse 2\nnic-hdl: BB2-EX\n"
#define OF_REGISTRAR \
	"Domain: example.be\nRegistered: Mon Dec 24 2007\n\nRegistrant:\n\tNot " \
	"shown\n\n" \
	"Registrar Technical Contacts:\n\tOrganisation: Names NV\n\tPhone: +32.2555\n\n" \
	"Shoe Contacts:\n\tOrganisation: Shoes NV\n\n\tStreet: Weg " \
	"1\n\nRegistrar:\n\tName: Names NV\n"
#define DESCRIBED \
	"domain: example.il\ndescr: Dana Example\ndescr: Street 1\ndescr: 6100001\n" \
	"descr: +972 3 5550100\nvalidity: 17-08-2031\n"
#define DESK \
	"Domain name: example.nl\nCreation Date: 2004-11-17\n\nAbuse Contact:\n" \
	"   +31.205550100\n   abuse@names.example\n"

#define CUSTOMER \
	"query : 192.0.2.1\n\n[ Network Information ]\nIPv4 Address : 192.0.2.0/24\n" \
	"Organization Name : Wide Net\n\nName : Manager\nE-Mail : ip@wide.example\n\n" \
	"[ Network Information ]\nIPv4 Address : 192.0.2.0/28\n" \
	"Organization Name : Narrow Shop\n\nName : Owner\nE-Mail : me@narrow.example\n"
#define OBJECTS \
	"inetnum: 192.0.2.0 - 192.0.2.255\norg: ORG-EX1-RIPE\nadmin-c: AA1-RIPE\n" \
	"tech-c: AA1-RIPE\nremarks: hostmaster@example.net is for routing; abuse: " \
	"<abuse@example.net>.\ncreated: 2008-08-14T14:54:30Z\n\n" \
	"organisation: ORG-EX1-RIPE\norg-name: Example GmbH\n\n" \
	"irt: IRT-EX\nabuse-mailbox: irt@example.net\ne-mail: irt@example.net\n" \
	"phone: +49 30 5550100\n\nperson: Eva Muster\nphone: +49 30 5550101\n" \
	"nic-hdl: AA1-RIPE\n"

#define FLAT \
	"Domain Name: EXAMPLE.AU\nRegistrar: Names Pty\nReseller Name:\n" \
	"Status: ok https://names.example/codes#ok\nRegistrant Name: Jane\n" \
	"Registrar IANA ID: not applicable\n"
#define NO_DEEPER \
	"Domain Name: EXAMPLE.TEST\nCreated: 2010-01-02\nRegistrant:\nName: Jane\n" \
	"Admin Contact:\nName: John\nEmail: john@example.test\n"
#define LABELLED \
	"Domain Name: EXAMPLE.HK\n\nRegistrant Contact Information:\n\n" \
	"Company English Name (It should be the same as the registered or corporation " \
	"name that stands on your certificate of business or in its documents): " \
	"Shoes Limited\n"

static const struct {
	const char *name, *text;
	enum registry_role role;
	enum registry_field field;
	const char *value;
} parties[] = {
	{ "a handle at the end", NAMED, REGISTRY_REGISTRANT, REGISTRY_STREET, "Weg 1" },
	{ "another's name", NAMED, REGISTRY_REGISTRANT, REGISTRY_NAME, "" },
	{ "the other", NAMED, REGISTRY_TECH, REGISTRY_NAME, "Jan Tech" },
	{ "people of the registrar", OF_REGISTRAR, REGISTRY_TECH, REGISTRY_PHONE,
	  "+32.2555" },
	{ "a heading that nobody knows", OF_REGISTRAR, REGISTRY_REGISTRANT,
	  REGISTRY_ORGANIZATION, "" },
	{ "a blank line ends it", OF_REGISTRAR, REGISTRY_REGISTRANT, REGISTRY_STREET,
	  "Weg 1" },
	{ "a post code", DESCRIBED, REGISTRY_REGISTRANT, REGISTRY_POSTAL_CODE,
	  "6100001" },
	{ "no facsimile", DESCRIBED, REGISTRY_REGISTRANT, REGISTRY_FAX, "" },
	{ "a number first", DESK, REGISTRY_ABUSE, REGISTRY_PHONE, "+31.205550100" },
	{ "which is no name", DESK, REGISTRY_ABUSE, REGISTRY_NAME, "" },
	{ "a very long key", LABELLED, REGISTRY_REGISTRANT, REGISTRY_ORGANIZATION,
	  "Shoes Limited" },
	{ "a heading, and no deeper lines", NO_DEEPER, REGISTRY_ADMIN, REGISTRY_EMAIL,
	  "john@example.test" },
	{ "and the one before it", NO_DEEPER, REGISTRY_REGISTRANT, REGISTRY_EMAIL, "" },
	{ "a value left away is no heading", FLAT, REGISTRY_RESELLER, REGISTRY_NAME, "" },
	{ "of the wider network", CUSTOMER, REGISTRY_HOLDER, REGISTRY_EMAIL,
	  "ip@wide.example" },
	{ "nobody's domain", CUSTOMER, REGISTRY_REGISTRANT, REGISTRY_EMAIL, "" },
	{ "a network's people", OBJECTS, REGISTRY_ADMIN, REGISTRY_NAME, "Eva Muster" },
	{ "in both their roles", OBJECTS, REGISTRY_TECH, REGISTRY_PHONE,
	  "+49 30 5550101" },
	{ "an organisation's handle", OBJECTS, REGISTRY_HOLDER, REGISTRY_HANDLE,
	  "ORG-EX1-RIPE" },
	{ "and its name", OBJECTS, REGISTRY_HOLDER, REGISTRY_ORGANIZATION,
	  "Example GmbH" },
	{ "which is no registrant", OBJECTS, REGISTRY_REGISTRANT, REGISTRY_ORGANIZATION,
	  "" },
};

TEST(whois_gives_values_to_whom_they_belong)
{
	for (size_t i = 0; i < COUNT(parties); i++) {
		struct registry_facts facts = read_from(parties[i].text, "");

		test_case(parties[i].name);
		test_str(value_of(&facts, parties[i].role, parties[i].field),
			 parties[i].value);
	}
}

TEST(whois_keeps_the_contacts_of_each_network)
{
	struct registry_facts facts = read_from(CUSTOMER, "");

	test_int(facts.network_count, 2);
	test_str(facts.domain, "");
	test_int(facts.contact_count, 2);
	test_str(facts.contacts[1].fields[REGISTRY_ORGANIZATION].text, "Narrow Shop");
	test_str(facts.contacts[1].fields[REGISTRY_EMAIL].text, "me@narrow.example");
}

TEST(whois_finds_the_abuse_desks_of_a_network)
{
	struct registry_facts facts = read_from(OBJECTS, "");

	test_int(facts.abuse_count, 2);
	test_str(facts.abuse[0].email, "irt@example.net");
	test_str(facts.abuse[0].phone, "+49 30 5550100");
	test_str(facts.abuse[1].email, "abuse@example.net");
}

TEST(whois_takes_the_dates_of_the_network_itself)
{
	struct registry_facts facts =
	    read_from("NetRange: 192.0.2.0 - 192.0.2.255\nRegDate: 2023-08-21\n\n"
		      "CustName: Example Inc\nRegDate: 2011-01-05\n",
		      "");

	test_str(time_of(&facts.created), "2023-08-21");
	facts = read_from("inetnum: 192.0.2.0/28\ncreated: 20150810\n"
			  "inetnum-up: 192.0.2.0/24\n\nnic-hdl: EX1\nperson: Eva\n"
			  "created: 20030519\n",
			  "");
	test_int(facts.network_count, 1);
	test_str(facts.networks[0].parent, "192.0.2.0/24");
	test_str(time_of(&facts.created), "2015-08-10");
}

/* --- statuses, keys, dates ---------------------------------------------------------- */

static const struct {
	const char *name, *text, *status;
	int count, is_signed;
} states[] = {
	{ "below a value left away", FLAT, "ok", 1, -1 },
	{ "two between blanks",
	  "Domain: example.it\nStatus: pendingDelete / redemptionPeriod\nSigned: no\n\n"
	  "Registrar\n  Organization: Names\n  DNSSEC: yes\n",
	  "pendingDelete", 2, 0 },
	{ "keys below a heading",
	  "Domain: example.eu\n\nKeys:\n\tflags:KSK protocol:3 pubKey:AwEA\n\n"
	  "Flags:\n\tclientHold\n",
	  "clientHold", 1, 1 },
	{ "a heading without keys", "Domain: example.eu\nStatus: ok\n\nKeys:\n\n", "ok",
	  1, -1 },
	{ "a key", "Domain: example.de\nDnskey: 257 3 13 mdss\nStatus: connect\n",
	  "connect", 1, 1 },
	{ "a key, and a word that denies it",
	  "Domain: example.de\nDNSSEC: unsigned\nDnskey: 257 3 13 mdss\nStatus: ok\n",
	  "ok", 1, 0 },
	{ "a digest in lines",
	  "domain: example.fr\nstatus: ACTIVE\n\nkey1-tag: 123\nkey1-algo: 8\n", "ACTIVE",
	  1, 1 },
	{ "a digest over lines",
	  "a. [ドメイン名] EXAMPLE.CO.JP\ns. [署名鍵] 123 8 2 (\n   0123 )\n"
	  "[状態] Connected (2031/03/31)\n",
	  "Connected (2031/03/31)", 1, 1 },
	{ "Korean, not signed",
	  "도메인이름 : example.kr\nDNSSEC : 미서명\nDomain Status : ok\n", "ok", 1, 0 },
	{ "Korean, signed",
	  "도메인이름 : example.kr\nDNSSEC : 서명\nDomain Status : ok\n", "ok", 1, 1 },
	{ "below a heading that nobody knows",
	  "Domain: example.be\n\nShoe information:\n\tStatus: clientHold\n", "clientHold",
	  1, -1 },
	{ "a sentence below its heading",
	  "Domain name:\n  example.co.uk\n\nRegistration status:\n"
	  "  Registered until expiry date.\n",
	  "Registered until expiry date.", 1, -1 },
};

TEST(whois_reads_statuses_and_signatures)
{
	for (size_t i = 0; i < COUNT(states); i++) {
		struct registry_facts facts = read_from(states[i].text, "");

		test_case(states[i].name);
		test_int(facts.status_count, states[i].count);
		test_str(facts.status_count ? facts.statuses[0] : STR_NONE,
			 states[i].status);
		test_int(facts.signed_, states[i].is_signed);
	}
}

TEST(whois_keeps_the_end_of_a_state_as_written)
{
	struct registry_facts facts = read_from(
	    "a. [ドメイン名] EXAMPLE.CO.JP\n[状態] Connected (2031/03/31)\n", "");

	test_str(facts.expires.raw, "2031/03/31");
}

TEST(whois_reads_times_in_sentences)
{
	struct registry_facts facts =
	    read_from("Domain Name: example.tw\n\n"
		      "   Record expires on 2031-08-01 00:00:00 (UTC+8)\n"
		      "   Record created on 2010-08-01 10:22:33 (UTC+8)\n\n"
		      "Registration Service Provider: Names\n"
		      "Registration Service URL: https://names.example\n",
		      "");

	test_str(time_of(&facts.created), "2010-08-01T02:22:33Z");
	test_str(time_of(&facts.expires), "2031-07-31T16:00:00Z");
	test_str(facts.registrar, "Names");
	test_str(facts.registrar_url, "https://names.example");
}

TEST(whois_leaves_away_what_is_not_applicable)
{
	struct registry_facts facts = read_from(FLAT, "");

	test_str(facts.registrar_id, "");
}

TEST(whois_reads_a_label_and_its_servers)
{
	struct whois_asked asked = { .query = STR("shoes.to") };
	struct registry_facts facts;

	whois_read(test_arena(),
		   test_copy("Example whoisd V1\nshoes ns1.example.net\n"
			     "shoes ns2.example.net\nboots ns3.example.net\n"),
		   &asked, &facts);
	test_int(facts.outcome, REGISTRY_FOUND);
	test_int(facts.host_count, 2);
	facts = read_from("Domain: shoes.to\nPrimary host add: None\n"
			  "Primary host name: ns1.example.net\n"
			  "Secondary host name: ns2.example.net\n",
			  "");
	test_int(facts.host_count, 2);
	facts =
	    read_from("NORID Handle......: EXA1D-NORID\nDomain Name....: shoes.no\n", "");
	test_str(facts.domain_id, "EXA1D-NORID");
}

TEST(whois_parts_the_registrar_from_its_page)
{
	struct registry_facts facts = read_from(NAMED, "");

	test_str(facts.registrar, "Names GmbH");
	test_str(facts.registrar_url, "https://names.example/1");
}

/* --- single things
 * ------------------------------------------------------------------------ */

TEST(whois_judges_the_values_of_contacts)
{
	struct registry_facts facts =
	    read_from("Domain Name: example.test\nCreation Date: 2020-01-01\n"
		      "Registrant Name: REDACTED FOR PRIVACY\n"
		      "Registrant Organization: Whois Privacy Corp\n"
		      "Registrant Street: \nRegistrant City: ***\n"
		      "Registrant State/Province: La Paz\nRegistrant Country: BO\n",
		      "");
	const struct registry_contact *registrant =
	    registry_contact_of(&facts, REGISTRY_REGISTRANT);

	test_true(registrant != NULL);
	if (!registrant)
		return;
	test_int(registrant->fields[REGISTRY_NAME].standing, REGISTRY_REDACTED);
	test_int(registrant->fields[REGISTRY_ORGANIZATION].standing, REGISTRY_PRIVACY);
	test_int(registrant->fields[REGISTRY_STREET].standing, REGISTRY_EMPTY);
	test_int(registrant->fields[REGISTRY_CITY].standing, REGISTRY_MASKED);
	test_int(registrant->fields[REGISTRY_STATE].standing, REGISTRY_PUBLISHED);
	test_str(registrant->fields[REGISTRY_COUNTRY].text, "BO");
	test_int(registrant->fields[REGISTRY_EMAIL].standing, REGISTRY_NOT_COLLECTED);
}

TEST(whois_tells_whom_to_ask_next)
{
	struct registry_facts facts;

	facts = read_from("domain: JP\nrefer: whois.jprs.jp\ncreated: 1986-08-05\n", "");
	test_str(facts.referral, "whois.jprs.jp");
	facts = read_from("Domain Name: a.shop\nCreation Date: 2020-01-01\n"
			  "Registrar WHOIS Server:\n",
			  "");
	test_str(facts.referral, "");
	facts = read_from("NetRange: 192.0.2.0 - 192.0.2.255\n"
			  "ReferralServer: rwhois://rwhois.example.net:4321/x\n",
			  "");
	test_str(facts.referral, "rwhois.example.net");
	test_int(facts.referral_port, 4321);
	test_true(facts.referral_rwhois);
	facts = read_from("NetRange: 192.0.2.0 - 192.0.2.255\n"
			  "ReferralServer: whois://whois.ripe.net:43\n",
			  "");
	test_str(facts.referral, "whois.ripe.net");
	test_int(facts.referral_port, 43);
	test_true(!facts.referral_rwhois);
	facts = read_from("Domain Name: a.gs\nCreation Date: 2020-01-01\n"
			  "WHOIS Server: @ Example\n",
			  "");
	test_str(facts.referral, "");
}

TEST(whois_takes_the_zone_from_the_server)
{
	struct registry_facts facts = read_from(
	    "Domain: example.xn--fiqs8s\nRegistered Date: 2020-01-02 03:04:05\n",
	    "whois.cnnic.cn");

	test_str(time_of(&facts.created), "2020-01-01T19:04:05Z");
	test_int(facts.created.zone, REGISTRY_ZONE_KNOWN);
}

TEST(whois_reads_iso_2022_jp)
{
	struct registry_facts facts =
	    read_from("[\x1b$B%I%a%$%sL>\x1b(B]  EXAMPLE.JP\n[\x1b$BEPO?<TL>\x1b(B]  "
		      "\x1b$B8+K\\\x1b(B\n[\x1b$BEPO?G/7nF|\x1b(B]  2001/02/03\n",
		      "whois.jprs.jp");

	test_str(facts.domain, "example.jp");
	test_str(value_of(&facts, REGISTRY_REGISTRANT, REGISTRY_NAME), "見本");
	test_str(time_of(&facts.created), "2001-02-03");
}

TEST(whois_lists_all_routes)
{
	struct registry_facts facts =
	    read_from("route: 192.0.2.0/24\norigin: AS64496\ndescr: one\n\n"
		      "route6: 2001:db8::/32\norigin: AS64496\n",
		      "");

	test_int(facts.route_count, 2);
	test_str(facts.routes[0].prefix, "192.0.2.0/24");
	test_str(facts.routes[0].description, "one");
	test_str(facts.routes[1].origin, "AS64496");
}

TEST(whois_ends_with_endless_answers)
{
	struct arena *arena = test_arena();
	size_t n = 2u << 20;
	char *bytes = arena_bytes(arena, n);
	struct whois_asked asked = { .server = STR_NONE };
	struct registry_facts facts;

	for (size_t i = 0; i < n; i++)
		bytes[i] = "a: b\n\nRegistrant:\n"[i % 18];
	whois_read(arena, str_make(bytes, n), &asked, &facts);
	test_true(facts.cut);
	memset(bytes, '<', n); /* a page of tags that never end */
	memcpy(bytes, "<pre>", 5);
	whois_read(arena, str_make(bytes, n), &asked, &facts);
	test_int(facts.outcome, REGISTRY_UNREADABLE);
	memset(bytes, '(', n);
	whois_read(arena, str_make(bytes, n), &asked, &facts);
	test_int(facts.outcome, REGISTRY_UNREADABLE);
	memset(bytes, '\0', n);
	whois_read(arena, str_make(bytes, n), &asked, &facts);
	test_int(facts.outcome, REGISTRY_UNREADABLE);
}

/* --- tables
 * --------------------------------------------------------------------------------- */

static void check_rows(const struct whois_key *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char room[WHOIS_KEY_BYTES];

		test_case(rows[i].key);
		test_str(whois_key_plain(str_c(rows[i].key), room), rows[i].key);
		if (i > 0)
			test_true(strcmp(rows[i - 1].key, rows[i].key) < 0);
	}
}

TEST(whois_keys_are_plain_and_in_order)
{
	check_rows(whois_keys, whois_key_count);
	check_rows(whois_roles, whois_role_count);
	check_rows(whois_fields, whois_field_count);
}

TEST(whois_phrases_are_small)
{
	for (size_t i = 0; i < whois_phrase_count; i++) {
		test_case(whois_phrases[i].words);
		for (const char *c = whois_phrases[i].words; *c; c++)
			test_true(*c == ascii_lower(*c));
		test_int(strlen(whois_phrases[i].language), 2);
	}
}

TEST(whois_key_finds_roles_before_fields)
{
	struct whois_key key = whois_key_find(STR("Registrant Contact Email"));

	test_int(key.what, WHOIS_FIELD);
	test_int(key.role, REGISTRY_REGISTRANT);
	test_int(key.field, REGISTRY_EMAIL);
	key = whois_key_find(STR("owner-street2"));
	test_int(key.role, REGISTRY_REGISTRANT);
	test_int(key.field, REGISTRY_STREET);
	key = whois_key_find(STR("Agente Registrador (Registrar)"));
	test_int(key.what, WHOIS_ROLE);
	test_int(key.role, REGISTRY_REGISTRAR);
	test_int(whois_key_find(STR("Shoe size")).what, WHOIS_UNKNOWN);
}
