/* survey/survey.c - the stages of a survey. See survey.h. */
#include "survey/part.h"

#include "base/limits.h"

#define N_(text) text

static const struct {
	uint16_t type;
	const char *name;
} questions[DOMAIN_QUESTIONS] = {
	[OF_DOMAIN_NS] = { DNS_NS, "ns" },    [OF_DOMAIN_SOA] = { DNS_SOA, "soa" },
	[OF_DOMAIN_MX] = { DNS_MX, "mx" },    [OF_DOMAIN_TXT] = { DNS_TXT, "txt" },
	[OF_DOMAIN_CAA] = { DNS_CAA, "caa" }, [OF_DOMAIN_DMARC] = { DNS_TXT, "dmarc" },
};

/* Names that a mailbox is said to be under. */
#define SEEN_ANSWERED (1u << SEEN_FROM | 1u << SEEN_ENVELOPE | 1u << SEEN_REPLY_TO)

static void leave(struct fact *fact, const char *why)
{
	if (!fact_is_settled(fact)) {
		fact->state = FACT_UNASKED;
		fact->why = why;
	}
}

/* --- names ------------------------------------------------------------------- */

/* What its domain is asked for, where it is not the domain itself. */
static bool ask_for_itself(struct survey *survey, struct survey_host *host)
{
	bool done;

	if (str_eq(host->name, survey->domains[host->domain].name))
		return true;
	done = fact_ask(survey, &host->mx, PURPOSE_DOMAIN, DNS_MX, host->name);
	done &= fact_ask(survey, &host->txt, PURPOSE_DOMAIN, DNS_TXT, host->name);
	return done;
}

static bool ask_host(struct survey *survey, struct survey_host *host)
{
	const struct survey_domain *domain = &survey->domains[host->domain];
	struct str name = host->withheld ? host->probe : host->name;
	enum purpose purpose = host->withheld ? PURPOSE_WILDCARD : PURPOSE_HOST;
	bool done;

	/* Of a service of many the host says more than the domain. */
	if (domain->why && !domain->class_) {
		leave(&host->a, domain->why);
		leave(&host->aaaa, domain->why);
		return true;
	}
	done = fact_ask(survey, &host->a, purpose, DNS_A, name);
	done &= fact_ask(survey, &host->aaaa, purpose, DNS_AAAA, name);
	if (host->roles & SEEN_ANSWERED)
		done &= fact_ask(survey, &host->mx, PURPOSE_DOMAIN, DNS_MX, host->name);
	if (host->roles & 1u << SEEN_ASKED)
		done &= ask_for_itself(survey, host);
	return done;
}

static bool ask_domain(struct survey *survey, struct survey_domain *domain)
{
	static const char many[] = N_("the message names many domains: of this one "
				      "only the name servers and addresses");
	bool done = true;

	for (size_t i = 0; i < DOMAIN_QUESTIONS; i++) {
		struct fact *fact = &domain->facts[i];
		struct str name = domain->name;

		if (domain->why) {
			leave(fact, domain->why);
			continue;
		}
		if (!domain->deep && i != OF_DOMAIN_NS) {
			leave(fact, many);
			continue;
		}
		if (fact_is_settled(fact))
			continue;
		if (i == OF_DOMAIN_DMARC)
			name = arena_concat(survey->arena, STR("_dmarc."), name);
		done &= fact_ask(survey, fact, PURPOSE_DOMAIN, questions[i].type, name);
	}
	return done;
}

static bool ask_names(struct survey *survey)
{
	bool done = true;

	/* The sender's side stands in front. */
	for (uint32_t i = 0; i < survey->domain_count; i++) {
		done &= ask_domain(survey, &survey->domains[i]);
		for (uint32_t k = 0; k < survey->host_count; k++)
			if (survey->hosts[k].domain == i)
				done &= ask_host(survey, &survey->hosts[k]);
	}
	return done;
}

/* --- addresses --------------------------------------------------------------- */

static struct str reverse_name(struct arena *arena, const struct ip *ip)
{
	static const char digits[] = "0123456789abcdef";
	char *p;

	if (ip->kind == IP_V4)
		return arena_printf(arena, "%u.%u.%u.%u.in-addr.arpa", ip->bytes[3],
				    ip->bytes[2], ip->bytes[1], ip->bytes[0]);
	p = arena_bytes(arena, 64);
	for (size_t i = 0; i < 16; i++) {
		uint8_t byte = ip->bytes[15 - i];

		p[4 * i] = digits[byte & 15];
		p[4 * i + 2] = digits[byte >> 4];
		p[4 * i + 1] = p[4 * i + 3] = '.';
	}
	return arena_concat(arena, str_make(p, 64), STR("ip6.arpa"));
}

static const char *why_no_reverse(const struct survey *survey,
				  const struct survey_address *address)
{
	if (ip_is_private(&address->ip))
		return N_("an address that is not on the Internet");
	if ((address->roles & 1u << SEEN_CLIENT) ||
	    address == survey_asked_address(survey))
		return NULL;
	if (address->network)
		return N_("an address of a known network");
	if (!(address->roles & (SEEN_SENDERS | SEEN_CLICKED | 1u << SEEN_ASKED)))
		return N_("an address that is only for comparison");
	return NULL;
}

static bool ask_reverse(struct survey *survey)
{
	bool done = true;

	for (uint32_t i = 0; i < survey->address_count; i++) {
		struct survey_address *address = &survey->addresses[i];
		const char *why = why_no_reverse(survey, address);

		if (why) {
			leave(&address->ptr, why);
			continue;
		}
		if (!fact_is_settled(&address->ptr))
			done &= fact_ask(survey, &address->ptr, PURPOSE_REVERSE, DNS_PTR,
					 reverse_name(survey->arena, &address->ip));
	}
	return done;
}

static void add_host_addresses(struct survey *survey, const struct survey_host *host,
			       const struct fact *fact)
{
	for (uint32_t i = 0; i < fact->count && fact->state == FACT_FOUND; i++) {
		struct ip ip = fact_address(fact->records[i]);

		if (i == LIMIT_SURVEY_HOST_ADDRESSES)
			return; /* the fact has them all; their names are not asked for */
		if (ip.kind != IP_NONE)
			seen_address(survey, &ip, host->roles,
				     host->withheld ? host->probe : host->name);
	}
}

static void add_addresses(struct survey *survey)
{
	for (uint32_t i = 0; i < survey->host_count; i++) {
		add_host_addresses(survey, &survey->hosts[i], &survey->hosts[i].a);
		add_host_addresses(survey, &survey->hosts[i], &survey->hosts[i].aaaa);
	}
}

/* What the client is called today belongs to the sender's side; of an address that
 * somebody named, its names are half of the answer. */
static void add_names_of(struct survey *survey, const struct survey_address *address,
			 enum seen_role role)
{
	if (!address || address->ptr.state != FACT_FOUND)
		return;
	for (uint32_t i = 0; i < address->ptr.count && i < LIMIT_SURVEY_NAMES; i++)
		seen_host(survey, role, address->ptr.records[i]->data);
}

/* --- do names lead back? ------------------------------------------------------ */

static void make_names(struct survey *survey, struct survey_address *address)
{
	const struct fact *ptr = &address->ptr;

	if (ptr->state != FACT_FOUND || address->names)
		return;
	address->names_cut = ptr->count > LIMIT_SURVEY_NAMES;
	address->names =
	    arena_alloc_array(survey->arena, LIMIT_SURVEY_NAMES, sizeof *address->names);
	for (uint32_t i = 0; i < ptr->count && i < LIMIT_SURVEY_NAMES; i++)
		address->names[address->name_count++] =
		    (struct survey_name){ .name = ptr->records[i]->data };
}

static enum leads_back read_leads(const struct survey_address *address,
				  const struct fact *fact)
{
	switch (fact->state) {
	case FACT_FOUND:
		for (uint32_t i = 0; i < fact->count; i++) {
			struct ip ip = fact_address(fact->records[i]);

			if (ip_eq(&ip, &address->ip))
				return LEADS_BACK;
		}
		return LEADS_ELSEWHERE;
	case FACT_NO_NAME:
		return LEADS_NOWHERE;
	case FACT_NONE:
		return LEADS_TO_NONE;
	case FACT_UNASKED:
		return LEADS_UNASKED;
	case FACT_WAITING:
		return LEADS_WAITING;
	default:
		return LEADS_NO_ANSWER;
	}
}

static bool ask_back(struct survey *survey)
{
	bool done = true;

	for (uint32_t i = 0; i < survey->address_count; i++) {
		struct survey_address *address = &survey->addresses[i];
		uint16_t type = address->ip.kind == IP_V4 ? DNS_A : DNS_AAAA;

		for (uint32_t k = 0; k < address->name_count; k++) {
			struct survey_name *name = &address->names[k];

			done &= fact_ask(survey, &name->address, PURPOSE_FORWARD, type,
					 name->name);
			name->leads = read_leads(address, &name->address);
		}
	}
	return done;
}

/* --- stages ------------------------------------------------------------------ */

/* What the answers to the stage before let us know; once. */
static void prepare(struct survey *survey)
{
	if (survey->prepared)
		return;
	survey->prepared = true;
	if (survey->stage == 1) {
		add_addresses(survey);
		add_names_of(survey, survey_client(survey), SEEN_PTR);
		add_names_of(survey, survey_asked_address(survey), SEEN_NAMED);
	} else if (survey->stage == 2) {
		for (uint32_t i = 0; i < survey->address_count; i++)
			make_names(survey, &survey->addresses[i]);
	}
}

static bool run_stage(struct survey *survey)
{
	bool done;

	prepare(survey);
	switch (survey->stage) {
	case 0: /* the client stands before all hosts */
		done = ask_reverse(survey);
		return ask_names(survey) && done;
	case 1:
		done = ask_names(survey);
		return ask_reverse(survey) && done;
	default:
		return ask_back(survey);
	}
}

struct survey *survey_begin(struct arena *arena, struct door *door,
			    const struct survey_query *query)
{
	struct survey *survey = arena_new_of(arena, struct survey);

	survey->arena = arena;
	survey->door = door;
	survey->query = *query;
	seen_collect(survey);
	return survey;
}

bool survey_round(struct survey *survey)
{
	enum { STAGES = 3 };

	for (; survey->stage < STAGES; survey->stage++) {
		if (!run_stage(survey))
			return false;
		survey->prepared = false;
	}
	if (!survey->done)
		survey_recognise(survey);
	survey->done = true;
	return true;
}

bool survey_led_to(struct survey *survey, const struct link *link,
		   const struct host *host, const struct answer *by)
{
	if (!host->ok || !seen_led(survey, link, host, by))
		return false;
	survey->stage = 0;
	survey->done = false;
	return true;
}

/* --- finding things again ------------------------------------------------------ */

const struct survey_domain *survey_domain_of(const struct survey *survey, struct str name)
{
	struct str registrable = host_registrable(survey->arena, name);

	if (registrable.n)
		name = registrable;
	for (uint32_t i = 0; i < survey->domain_count; i++)
		if (str_eq_nocase(survey->domains[i].name, name))
			return &survey->domains[i];
	return NULL;
}

const struct survey_host *survey_host_of(const struct survey *survey, struct str name)
{
	for (uint32_t i = 0; i < survey->host_count; i++)
		if (str_eq_nocase(survey->hosts[i].name, name))
			return &survey->hosts[i];
	return NULL;
}

const struct survey_address *survey_address_of(const struct survey *survey,
					       const struct ip *ip)
{
	for (uint32_t i = 0; i < survey->address_count; i++)
		if (ip_eq(&survey->addresses[i].ip, ip))
			return &survey->addresses[i];
	return NULL;
}

const struct survey_host *survey_asked_host(const struct survey *survey)
{
	const struct thing *asked = survey->query.asked;

	return asked && asked->host.ok && asked->ip.kind == IP_NONE
		   ? survey_host_of(survey, asked->host.ascii)
		   : NULL;
}

const struct survey_address *survey_asked_address(const struct survey *survey)
{
	const struct thing *asked = survey->query.asked;

	return asked && asked->ip.kind != IP_NONE ? survey_address_of(survey, &asked->ip)
						  : NULL;
}

const struct survey_address *survey_client(const struct survey *survey)
{
	const struct ip *client = &survey->query.path->origin.addr;

	return client->kind == IP_NONE ? NULL : survey_address_of(survey, client);
}

/* --- names in JSON -------------------------------------------------------------- */

const char *domain_question_name(enum domain_question q)
{
	return questions[q].name;
}

const char *seen_role_name(enum seen_role role)
{
	static const char *const names[SEEN_ROLES] = {
		[SEEN_ASKED] = "asked",
		[SEEN_NAMED] = "named",
		[SEEN_FROM] = "from",
		[SEEN_ENVELOPE] = "envelope",
		[SEEN_HELO] = "helo",
		[SEEN_RDNS] = "rdns",
		[SEEN_CLIENT] = "client",
		[SEEN_PTR] = "ptr",
		[SEEN_DKIM] = "dkim",
		[SEEN_SENDER] = "sender",
		[SEEN_REPLY_TO] = "reply-to",
		[SEEN_LOGIN] = "login",
		[SEEN_MESSAGE_ID] = "message-id",
		[SEEN_LINK] = "link",
		[SEEN_LED] = "led-to",
		[SEEN_DETOUR] = "detour",
		[SEEN_LOADED] = "loaded",
		[SEEN_OWN] = "own",
		[SEEN_BRAND] = "brand",
	};

	return names[role];
}

const char *fact_state_name(enum fact_state state)
{
	static const char *const names[FACT_STATES] = {
		[FACT_UNASKED] = "not-asked",	[FACT_WAITING] = "not-asked",
		[FACT_NO_ANSWER] = "no-answer", [FACT_NO_NAME] = "no-such-name",
		[FACT_NONE] = "none-published", [FACT_FOUND] = "found",
		[FACT_BOGUS] = "bogus",
	};

	return names[state];
}

const char *leads_back_name(enum leads_back leads)
{
	static const char *const names[LEADS_STATES] = {
		[LEADS_WAITING] = "not-asked",	       [LEADS_BACK] = "leads-back",
		[LEADS_NOWHERE] = "no-such-name",      [LEADS_TO_NONE] = "no-address",
		[LEADS_ELSEWHERE] = "other-addresses", [LEADS_NO_ANSWER] = "no-answer",
		[LEADS_UNASKED] = "not-asked",
	};

	return names[leads];
}

const char *related_name(enum related related)
{
	return related == RELATED_YES ? "yes" : related == RELATED_NO ? "no" : "unknown";
}

struct str survey_name_for(const struct survey *survey, struct str host)
{
	const struct survey_host *seen = survey_host_of(survey, host);
	struct str registrable, parent;
	struct ip ip;

	if (seen)
		return seen->withheld ? seen->probe : host;
	if (ip_parse(host, &ip))
		return host;
	registrable = host_registrable(survey->arena, host);
	if (!personal_name(survey, host, registrable.n ? registrable : host, &parent))
		return host;
	return personal_probe(survey, parent);
}
