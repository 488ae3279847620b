/* check/from_several_addresses.c - FR-04: several addresses in one From. */
#include "check/shown.h"
#include "link/host.h"

enum { LISTED = 8 };
enum { DIFFERENT, ONE_DOMAIN, GROUP };

/* The different ones; twice the same is one author. */
static uint32_t list_addresses(const struct address_list *from, struct str *ret)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < from->count && count < LISTED; i++) {
		struct str address = from->items[i].address;
		bool known = from->items[i].domain.n == 0;

		for (uint32_t k = 0; k < count; k++)
			known = known || str_eq_nocase(ret[k], address);
		if (!known)
			ret[count++] = address;
	}
	return count;
}

static bool one_domain(struct inspection *in)
{
	const struct address_list *from = &in->message->from;

	for (uint32_t i = 1; i < from->count && i < LISTED; i++)
		if (!host_related(in->arena, from->items[0].domain,
				  from->items[i].domain))
			return false;
	return true;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct message *message = in->message;
	struct str addresses[LISTED];
	struct finding *finding;
	uint32_t count;

	if (message->from_fields != 1)
		return;
	count = list_addresses(&message->from, addresses);
	if (count < 2)
		return;
	finding = finding_add(in, self);
	finding_list(finding, "addresses", addresses, count);
	finding_int(finding, "count", count);
	finding_at_field(finding, header_first(&message->header, FIELD_FROM));
	if (message->from.groups) {
		finding_variant(finding, GROUP);
	} else if (one_domain(in)) {
		finding_variant(finding, ONE_DOMAIN);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_from_several_addresses = {
	.id = "from.several-addresses",
	.title = N_("From names {count} addresses"),
	.details = { N_("They are {addresses}, of different domains. Programs show one, "
			"some or "
			"all of them; a check of one says nothing about the others."),
		     N_("They are {addresses}, all of one domain."),
		     N_("They are {addresses}, inside a group, a form that few programs "
			"know in "
			"From.") },
	.means = N_(
	    "Several authors are lawful and very rare. Filters that check only the first "
	    "address let the second one through unseen."),
	.wrong = N_(
	    "Two people who write a mail together may both be named; the standard then "
	    "wants a Sender field."),
	.cites = "RFC 5322, 3.6.2; RFC 6854; RFC 7489, 6.6.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
