/* check/url_messenger_offer.c - an offer to a stranger that can be taken by messenger
 * alone. */
#include "check/identity_list.h"
#include "check/lever_list.h"
#include "check/link_list.h"
#include "check/senders_own.h"
#include "record/brand.h"

/* What is offered to people who never asked. */
static const enum pretext offers[] = {
	PRETEXT_JOB,   PRETEXT_INVESTMENT,  PRETEXT_CRYPTO,  PRETEXT_LOAN,
	PRETEXT_PRIZE, PRETEXT_INHERITANCE, PRETEXT_ROMANCE,
};

static bool has_offer(const struct inspection *in)
{
	for (size_t i = 0; i < COUNT(offers); i++)
		if (has_pretext(in, offers[i]))
			return true;
	return false;
}

static const struct brand *brand_called(const struct tables *tables, struct str name)
{
	for (uint32_t i = 0; i < tables->brand_count; i++)
		if (str_eq(tables->brands[i].name_en, name))
			return &tables->brands[i];
	return NULL;
}

/* By the service's own domain, or by the short name that it gives out. */
static const struct brand *messenger_at(const struct inspection *in,
					const struct link *link)
{
	const struct tables *tables = in->env->tables;
	const struct host *host = link_target_host(link);
	const struct brand *brand;

	if (!host->ok || host->is_address)
		return NULL;
	brand = link->shared ? brand_called(tables, link->shared->name)
			     : brand_of_domain(tables, host->ascii);
	return brand && str_eq(brand->sector, STR("messaging")) ? brand : NULL;
}

/* A link that counts clicks leads nobody knows where. */
static bool is_place_of_sender(const struct inspection *in, const struct link *link)
{
	return link_target_host(link)->ok && !(link->flags & LINK_TRACKER) &&
	       is_senders_own(in, link_target_host(link)->ascii);
}

/* Whoever has an office has a page, and names it. */
static const struct link *messenger_alone(const struct inspection *in,
					  const struct brand **ret_messenger)
{
	const struct link *link = NULL, *found = NULL;

	while ((link = link_next(in, link, 0))) {
		const struct brand *messenger = messenger_at(in, link);

		if (messenger && !found) {
			found = link;
			*ret_messenger = messenger;
		} else if (!messenger && is_place_of_sender(in, link)) {
			return NULL;
		}
	}
	return found;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	const struct brand *messenger = NULL;
	const struct link *link;
	struct finding *finding;

	if (!from || mailing_list(in) || !has_offer(in))
		return;
	link = messenger_alone(in, &messenger);
	if (!link || is_place_of_sender(in, link))
		return;
	finding = finding_add(in, self);
	brand_values(finding, messenger);
	finding_str(finding, "url", link_target(link)->href);
	finding_str(finding, "from", from->text);
	finding_at_link(finding, link);
}

const struct check check_url_messenger_offer = {
	.id = "url.messenger-offer",
	.title = N_("What is offered can be taken by {brand} alone"),
	.details = { N_("Work, a gain or company is offered, and {url} leads into a talk "
			"with somebody at {brand}. Nothing leads to a place of "
			"{from}, the sender shown.") },
	.means = N_("In a messenger no filter, no colleague and no bank reads along, and "
		    "whoever writes there is a number. Firms that offer work or "
		    "investments to people they do not know can be found and asked at "
		    "a place of their own."),
	.wrong =
	    N_("A recruiter who works alone; a club or a small shop that has nothing "
	       "but its account there."),
	.cites = "data/phrases.txt; data/brands.txt",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
