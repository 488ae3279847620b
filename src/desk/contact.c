/* desk/contact.c - contacts as registries and the table have them, and which of them
 * deserve a warning. */
#include "desk/part.h"

#include "check/origin.h"
#include "registry/national.h"

/* RFC 5322, dot-atom on both sides: whatever else a registry may have written there, it
 * cannot become a second recipient or a second header field. */
static bool is_atom(char c)
{
	return ascii_is_alnum(c) || (c && strchr("!#$%&'*+/=?^_`{|}~-", c));
}

static bool is_dot_atom(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '.' ? i == 0 || i + 1 == text.n || text.p[i - 1] == '.'
				     : !is_atom(text.p[i]))
			return false;
	return text.n > 0;
}

bool desk_contact_is_address(struct str text)
{
	struct str local, domain;

	return text.n <= 254 && str_cut(text, '@', &local, &domain) &&
	       is_dot_atom(local) && is_dot_atom(domain) &&
	       str_find(domain, '.') != STR_NPOS;
}

static struct str source_of(const struct desk_list *list, const struct enquiry *enquiry)
{
	for (uint32_t i = enquiry->step_count; i-- > 0;) {
		const struct enquiry_step *step = &enquiry->steps[i];

		if (step->state == ENQUIRY_FOUND && step->facts &&
		    step->facts->abuse_count && step->server.n)
			return arena_printf(list->arena, "%s %.*s",
					    step->rdap ? "rdap" : "whois",
					    STR_ARG(step->server));
	}
	return STR_NONE;
}

bool contact_of_enquiry(const struct desk_list *list, const struct enquiry *enquiry,
			bool registrar, struct desk_contact *ret)
{
	const struct registry_abuse *abuse =
	    enquiry
		? enquiry_abuse(enquiry, registrar ? REGISTRY_REGISTRAR : REGISTRY_HOLDER)
		: NULL;

	*ret = (struct desk_contact){ 0 };
	if (!abuse || !desk_contact_is_address(abuse->email))
		return false;
	ret->address = abuse->email;
	ret->via = "mail";
	ret->source = source_of(list, enquiry);
	return true;
}

void contact_of_mailbox(const struct desk_list *list, const char *local,
			struct str domain, struct desk_contact *ret)
{
	struct str address = arena_printf(list->arena, "%s@%.*s", local, STR_ARG(domain));

	*ret = (struct desk_contact){ 0 };
	if (!desk_contact_is_address(address))
		return;
	ret->address = address;
	ret->via = "mail";
	ret->source = STR("RFC 2142");
}

/* Mailboxes that stand where nobody has one. */
static bool is_placeholder(struct str local, struct str domain)
{
	static const char *const locals[] = { "noreply",  "no-reply",	"nobody",
					      "no-email", "donotreply", "unknown",
					      "none",	  "null",	"invalid" };
	static const char *const domains[] = { "iana.org",    "example.com",
					       "example.net", "example.org",
					       "invalid",     "localhost" };

	for (size_t i = 0; i < COUNT(locals); i++)
		if (str_eq_nocase(local, str_c(locals[i])))
			return true;
	for (size_t i = 0; i < COUNT(domains); i++)
		if (str_is_domain_or_below(domain, str_c(domains[i])))
			return true;
	return str_eq_nocase(local, STR("search-apnic-not-arin"));
}

const char *contact_warning(const struct scene *scene, struct str contact)
{
	struct str local, domain;

	if (!str_cut(contact, '@', &local, &domain))
		return NULL;
	if (scene_is_attackers(scene, domain))
		return N_("this mailbox lies in a domain that serves the fraud: a letter "
			  "there would warn whoever is behind it");
	if (is_placeholder(local, domain))
		return N_("this looks like a placeholder: nobody reads it, most likely");
	if (national_registry(domain))
		return N_("this is the mailbox of a registry, which gives out addresses "
			  "and runs none of the machines: write to the holder too");
	return NULL;
}
