/* check/auth_signed_first.c - FW-02: of several signatures, who signed first? */
#include "base/limits.h"
#include "check/evaluated.h"

enum { AUTHOR_FIRST, AUTHOR_LATER, NEITHER };

/* Signatures that hold, oldest first: fields are added on top. */
static uint32_t holding(const struct inspection *in, const struct dkim_signature **ret)
{
	const struct dkim_results *dkim = &in->authentication.dkim;
	uint32_t count = 0;

	for (uint32_t i = dkim->count; i-- > 0 && count < LIMIT_DKIM;)
		if (dkim->items[i].code == DKIM_PASS)
			ret[count++] = &dkim->items[i];
	return count;
}

static int order_of(struct inspection *in, const struct dkim_signature *const *items,
		    uint32_t count)
{
	if (dkim_aligned(in->arena, in->message, items[0]->domain))
		return AUTHOR_FIRST;
	for (uint32_t i = 1; i < count; i++)
		if (dkim_aligned(in->arena, in->message, items[i]->domain))
			return AUTHOR_LATER;
	return NEITHER;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct dkim_signature *items[LIMIT_DKIM];
	struct str later[LIMIT_DKIM];
	uint32_t count = holding(in, items), later_count = 0;
	struct finding *finding;

	for (uint32_t i = 1; i < count; i++)
		if (!str_eq_nocase(items[i]->domain, items[0]->domain))
			evaluated_list_add(later, &later_count, COUNT(later),
					   items[i]->domain);
	if (later_count == 0)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, order_of(in, items, count));
	finding_str(finding, "first", items[0]->domain);
	finding_list(finding, "later", later, later_count);
	finding_str(finding, "from",
		    or_dash(in->message->from.count ? in->message->from.items[0].domain
						    : STR_NONE));
	finding_at_field(finding, items[0]->field);
}

const struct check check_auth_signed_first = {
	.id = "auth.signed-first",
	.title = N_("Several signatures hold; by their places {first} signed first"),
	.details = { N_("{first}, the domain in From, signed first; {later} signed "
			"later, as it "
			"passed by. A later signature adds nothing about the author."),
		     N_("{first} signed first, and {later} later, among them the domain "
			"in From, "
			"{from}. If {from} took the message over from {first}, its "
			"signature says "
			"that it let it pass, not that it wrote it."),
		     N_("{first} signed first, {later} later; none of them is the domain "
			"in From, "
			"{from}, about which they say nothing.") },
	.means = N_("Forwarders and services sign what passes through them. A signature "
		    "speaks of the domain that made it, at the moment when it was made."),
	.wrong = N_("Where both signatures are made on one machine, their order means "
		    "nothing; mailing services sign for themselves and for their "
		    "customer at once."),
	.cites = "RFC 6376, 4.2 and 5.6",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
