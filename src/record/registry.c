/* record/registry.c - see registry.h. */
#include "record/registry.h"

#include "mail/date.h"

const char *registry_outcome_name(enum registry_outcome outcome)
{
	static const char *const names[] = {
		[REGISTRY_UNREADABLE] = "unreadable", [REGISTRY_FOUND] = "found",
		[REGISTRY_NOT_FOUND] = "not-found",   [REGISTRY_RESERVED] = "reserved",
		[REGISTRY_THROTTLED] = "throttled",   [REGISTRY_REFUSED] = "refused",
		[REGISTRY_RETIRED] = "retired",
	};

	return names[outcome];
}

const char *registry_standing_name(enum registry_standing standing)
{
	static const char *const names[] = {
		[REGISTRY_NOT_COLLECTED] = "not-collected",
		[REGISTRY_EMPTY] = "empty",
		[REGISTRY_PUBLISHED] = "published",
		[REGISTRY_REDACTED] = "redacted",
		[REGISTRY_PRIVACY] = "privacy-service",
		[REGISTRY_MASKED] = "masked",
	};

	return names[standing];
}

const char *registry_field_name(enum registry_field field)
{
	static const char *const names[REGISTRY_FIELDS] = {
		[REGISTRY_HANDLE] = "handle",
		[REGISTRY_NAME] = "name",
		[REGISTRY_ORGANIZATION] = "organization",
		[REGISTRY_STREET] = "street",
		[REGISTRY_CITY] = "city",
		[REGISTRY_STATE] = "state",
		[REGISTRY_POSTAL_CODE] = "postal_code",
		[REGISTRY_COUNTRY] = "country",
		[REGISTRY_PHONE] = "phone",
		[REGISTRY_FAX] = "fax",
		[REGISTRY_EMAIL] = "email",
		[REGISTRY_URL] = "url",
	};

	return names[field];
}

const char *registry_role_name(enum registry_role role)
{
	switch (role) {
	case REGISTRY_REGISTRANT:
		return "registrant";
	case REGISTRY_ADMIN:
		return "admin";
	case REGISTRY_TECH:
		return "tech";
	case REGISTRY_BILLING:
		return "billing";
	case REGISTRY_ABUSE:
		return "abuse";
	case REGISTRY_REGISTRAR:
		return "registrar";
	case REGISTRY_RESELLER:
		return "reseller";
	case REGISTRY_HOLDER:
		return "holder";
	case REGISTRY_OTHER:
		break;
	}
	return "other";
}

struct str registry_time_text(const struct registry_time *time,
			      char out[REGISTRY_TIME_TEXT])
{
	struct str text;

	if (!time->ok)
		return STR_NONE;
	text = date_iso(time->utc, out);
	return time->day_only ? str_until(text, 'T') : text;
}

void registry_facts_init(struct registry_facts *facts)
{
	*facts = (struct registry_facts){ .signed_ = -1 };
}

const struct registry_contact *registry_contact_of(const struct registry_facts *facts,
						   enum registry_role role)
{
	for (uint32_t i = 0; i < facts->contact_count; i++)
		if (facts->contacts[i].roles & role)
			return &facts->contacts[i];
	return NULL;
}

/* --- statuses -------------------------------------------------------------------- */

/* RFC 5731 2.3, RFC 3915 3.1 and RFC 8056, sorted as compared: small letters alone. */
static const char *const epp_codes[] = {
	"addPeriod",
	"autoRenewPeriod",
	"clientDeleteProhibited",
	"clientHold",
	"clientRenewProhibited",
	"clientTransferProhibited",
	"clientUpdateProhibited",
	"inactive",
	"ok",
	"pendingCreate",
	"pendingDelete",
	"pendingRenew",
	"pendingRestore",
	"pendingTransfer",
	"pendingUpdate",
	"redemptionPeriod",
	"renewPeriod",
	"serverDeleteProhibited",
	"serverHold",
	"serverRenewProhibited",
	"serverTransferProhibited",
	"serverUpdateProhibited",
	"transferPeriod",
};

/* Letters alone, small; false where there are more than any code has. */
static bool squeeze(struct str text, char out[32], size_t *ret)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == ' ' || c == '-' || c == '_')
			continue;
		if (!ascii_is_alpha(c) || n == 32)
			return false;
		out[n++] = ascii_lower(c);
	}
	*ret = n;
	return true;
}

/* "CLIENT DELETE PROHIBITED", "client_delete_prohibited": one code. */
static struct str epp_code(struct str text)
{
	char small[32];
	size_t n;

	if (!squeeze(text, small, &n))
		return STR_NONE;
	for (size_t i = 0; i < COUNT(epp_codes); i++)
		if (str_eq_nocase(str_make(small, n), str_c(epp_codes[i])))
			return str_c(epp_codes[i]);
	return STR_NONE;
}

/* What follows a code explains it: an address, a note in parentheses. */
static struct str status_core(struct str text)
{
	size_t url = str_find_str_nocase(text, STR("http"));
	struct str before, after;
	size_t dash;

	if (url != STR_NPOS && url > 0 && ascii_is_space(text.p[url - 1]))
		text = str_trim(str_sub(text, 0, url));
	if (str_cut(text, '(', &before, &after) && str_trim(before).n)
		text = str_trim(before);
	dash = str_find_str(text, STR(" - "));
	return dash == STR_NPOS ? text : str_sub(text, 0, dash);
}

void registry_add_status(struct arena *arena, struct registry_facts *facts,
			 struct str status)
{
	struct str text = str_trim(status), code;

	if (!text.n)
		return;
	code = epp_code(status_core(text));
	if (code.n)
		text = code;
	for (uint32_t i = 0; i < facts->status_count; i++)
		if (str_eq(facts->statuses[i], text))
			return;
	if (facts->status_count == LIMIT_REGISTRY_STATUSES) {
		facts->cut = true;
		return;
	}
	ARENA_GROW(arena, facts->statuses, facts->status_count, facts->status_cap);
	facts->statuses[facts->status_count++] = arena_str(arena, text);
}

/* --- hosts --------------------------------------------------------------------- */

static bool host_byte(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.' || (c & 0x80);
}

struct str registry_host_text(struct arena *arena, struct str text)
{
	struct str host = str_trim(text);

	while (host.n && host.p[host.n - 1] == '.')
		host.n--;
	if (host.n == 0 || host.n > 253 || host.p[0] == '.' || host.p[0] == '-' ||
	    str_find(host, '.') == STR_NPOS)
		return STR_NONE;
	for (size_t i = 0; i < host.n; i++)
		if (!host_byte(host.p[i]))
			return STR_NONE;
	return arena_lower(arena, host);
}

struct registry_host *registry_add_host(struct arena *arena, struct registry_facts *facts,
					struct str name)
{
	struct str host = registry_host_text(arena, name);

	if (!host.n)
		return NULL;
	for (uint32_t i = 0; i < facts->host_count; i++)
		if (str_eq(facts->hosts[i].name, host))
			return &facts->hosts[i];
	if (facts->host_count == LIMIT_REGISTRY_HOSTS) {
		facts->cut = true;
		return NULL;
	}
	if (!facts->hosts)
		facts->hosts =
		    arena_alloc_array(arena, LIMIT_REGISTRY_HOSTS, sizeof *facts->hosts);
	facts->hosts[facts->host_count] = (struct registry_host){ .name = host };
	return &facts->hosts[facts->host_count++];
}

void registry_add_address(struct registry_facts *facts, struct registry_host *host,
			  const struct ip *ip)
{
	for (uint32_t i = 0; i < host->count; i++)
		if (ip_eq(&host->addresses[i], ip))
			return;
	if (host->count == LIMIT_REGISTRY_ADDRESSES)
		facts->cut = true;
	else
		host->addresses[host->count++] = *ip;
}

/* --- contacts -------------------------------------------------------------------- */

struct registry_contact *registry_add_contact(struct arena *arena,
					      struct registry_facts *facts,
					      uint32_t roles)
{
	struct registry_contact *contact;

	if (facts->contact_count == LIMIT_REGISTRY_CONTACTS) {
		facts->cut = true;
		return arena_new_of(arena, struct registry_contact); /* read and lost */
	}
	if (!facts->contacts)
		facts->contacts = arena_alloc_array(arena, LIMIT_REGISTRY_CONTACTS,
						    sizeof *facts->contacts);
	contact = &facts->contacts[facts->contact_count++];
	*contact = (struct registry_contact){ .roles = roles };
	return contact;
}

/* ISO 3166-1 */
static bool is_code(struct str country)
{
	return country.n == 2 && ascii_is_alpha(country.p[0]) &&
	       ascii_is_alpha(country.p[1]);
}

void registry_contact_add(struct arena *arena, struct registry_contact *contact,
			  enum registry_field field, struct str value)
{
	struct registry_value *at = &contact->fields[field];
	struct str text = str_sub(str_trim(value), 0, LIMIT_REGISTRY_VALUE);
	enum registry_standing standing = registry_standing_of(text);

	if (field == REGISTRY_EMAIL && standing == REGISTRY_PUBLISHED &&
	    !registry_has_mailbox(text))
		standing = REGISTRY_REDACTED;
	if (standing == REGISTRY_EMPTY) {
		if (at->standing == REGISTRY_NOT_COLLECTED) {
			at->standing = REGISTRY_EMPTY;
			at->text = arena_str(arena, text); /* "n/a", in its own words */
		}
		return;
	}
	if (at->standing <= REGISTRY_EMPTY) {
		at->text = arena_str(arena, text);
		at->standing = standing;
	} else if (field == REGISTRY_COUNTRY && is_code(text) && !is_code(at->text)) {
		at->text = arena_str(arena, text); /* codes can be compared */
	} else if (field == REGISTRY_STREET &&
		   at->text.n + text.n < LIMIT_REGISTRY_VALUE) {
		at->text =
		    arena_concat(arena, arena_concat(arena, at->text, STR("\n")), text);
		if (standing > at->standing)
			at->standing = standing;
	}
}

bool registry_contact_known(const struct registry_contact *contact)
{
	for (unsigned i = 0; i < REGISTRY_FIELDS; i++)
		if (contact->fields[i].standing > REGISTRY_EMPTY)
			return true;
	return false;
}

void registry_add_abuse(struct arena *arena, struct registry_facts *facts,
			const struct registry_abuse *abuse)
{
	struct registry_abuse add = *abuse;

	/* a form cannot be written to */
	if (!registry_has_mailbox(add.email))
		add.email = STR_NONE;
	if (!add.email.n && !add.phone.n)
		return;
	for (uint32_t i = 0; i < facts->abuse_count; i++) {
		struct registry_abuse *old = &facts->abuse[i];

		if (old->of != add.of || !str_eq_nocase(old->email, add.email) ||
		    (old->phone.n && add.phone.n && !str_eq(old->phone, add.phone)))
			continue;
		/* the same desk, of which one line may tell more than another */
		if (!old->phone.n)
			old->phone = add.phone;
		if (!old->name.n)
			old->name = add.name;
		return;
	}
	if (facts->abuse_count == LIMIT_REGISTRY_ABUSE) {
		facts->cut = true;
		return;
	}
	ARENA_GROW(arena, facts->abuse, facts->abuse_count, facts->abuse_cap);
	facts->abuse[facts->abuse_count++] = add;
}
