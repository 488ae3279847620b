/* registry/form.c - see form.h. */
#include "registry/form.h"

/* A row for each server that misunderstands a bare name or address. */
static const struct form {
	const char *server;
	const char *before, *after;
} domains[] = {
	/* in English, whose keys are the same whatever the encoding */
	{ "whois.jprs.jp", "", "/e" },
	/* the short form leaves everything out but the state */
	{ "whois.denic.de", "-T dn,ace ", "" },
	/* a bare name finds name servers and registrars too */
	{ "whois.verisign-grs.com", "domain ", "" },
};

static const struct form addresses[] = {
	/* networks alone, with all that is known of them */
	{ "whois.arin.net", "n + ", "" },
	/* without the persons: they count against a quota that ends in a ban */
	{ "whois.ripe.net", "-r ", "" },
	{ "whois.nic.ad.jp", "", "/e" },
};

static struct str write(struct arena *arena, const struct form *form, struct str subject)
{
	return arena_printf(arena, "%s%.*s%s", form->before, STR_ARG(subject),
			    form->after);
}

static struct str form(struct arena *arena, const struct form *forms, size_t count,
		       struct str server, struct str subject)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(server, str_c(forms[i].server)))
			return write(arena, &forms[i], subject);
	return subject;
}

struct str form_domain(struct arena *arena, struct str server, struct str name)
{
	return form(arena, domains, COUNT(domains), server, name);
}

struct str form_address(struct arena *arena, struct str server, struct str address)
{
	return form(arena, addresses, COUNT(addresses), server, address);
}

struct str form_region(struct str word)
{
	static const struct {
		const char *word, *server;
	} regions[] = {
		{ "AFRINIC", "whois.afrinic.net" }, { "APNIC", "whois.apnic.net" },
		{ "ARIN", "whois.arin.net" },	    { "LACNIC", "whois.lacnic.net" },
		{ "RIPE", "whois.ripe.net" },
	};

	for (size_t i = 0; i < COUNT(regions); i++)
		if (str_eq_nocase(word, str_c(regions[i].word)))
			return str_c(regions[i].server);
	return STR_NONE;
}
