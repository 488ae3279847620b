/* check/text_own_name_elsewhere.c - domains that bear the reader's own name under other
 * suffixes: somebody is said to be about to register them. */
#include "check/identity_list.h"
#include "check/link_list.h"
#include "check/target.h"

#include "link/host.h"

/* Two stand in many a colleague's mail. Of few letters a name is everybody's. */
enum { NAMES_LEAST = 3, LABEL_LEAST = 3 };
enum { HOUSES = 8, SHOWN = 8 };

struct houses {
	struct str domains[HOUSES]; /* registrable */
	uint32_t count;
};

static struct str label_of(struct str registrable)
{
	return str_until(registrable, '.');
}

/* A mailbox provider's name is not its customers'. */
static void add(const struct inspection *in, struct houses *houses, struct str domain)
{
	struct str house;

	if (houses->count == HOUSES || tables_class(in->env->tables, domain))
		return;
	house = host_registrable(in->arena, domain);
	if (label_of(house).n < LABEL_LEAST)
		return;
	for (uint32_t i = 0; i < houses->count; i++)
		if (str_eq_nocase(houses->domains[i], house))
			return;
	houses->domains[houses->count++] = house;
}

static void houses_of_reader(const struct inspection *in, struct houses *ret)
{
	const struct identity *to = identity_first(&in->ids, ID_TO);
	const struct site *site = in->env->site;
	struct target target;

	ret->count = 0;
	if (target_of(in, &target))
		add(in, ret, target.domain);
	for (uint32_t i = 0; i < site->own_domains.count; i++)
		add(in, ret, site->own_domains.items[i]);
	for (; to; to = identity_next(&in->ids, to))
		add(in, ret, to->domain);
}

/* Written out as a name, and no page of it: a link to one leads somewhere. */
static bool is_name_alone(const struct link *link)
{
	struct str shown = link->text.n ? link->text : link->written;

	return link->part && link->host.ok && link->host.registrable_domain.n &&
	       link->url.path.n <= 1 && !link->url.has_query &&
	       str_find_str_nocase(shown, link->host.registrable_domain) != STR_NPOS;
}

struct names {
	struct str items[SHOWN];
	uint32_t count;
	const struct link *first;
	bool own; /* the reader's own domain is named as well */
};

static void names_like(const struct inspection *in, struct str house, struct names *ret)
{
	const struct link *link = NULL;

	*ret = (struct names){ .count = 0 };
	while ((link = link_next(in, link, 0))) {
		struct str domain = link->host.registrable_domain;

		if (!is_name_alone(link) ||
		    !str_eq_nocase(label_of(domain), label_of(house)))
			continue;
		if (str_eq_nocase(domain, house)) {
			ret->own = true;
			continue;
		}
		keep_name(ret->items, &ret->count, SHOWN, domain);
		if (!ret->first)
			ret->first = link;
	}
}

/* A registrar that is known here, say: it writes to its customers about their own. */
static bool is_known_house(const struct inspection *in, const struct identity *from)
{
	return !from->class_ && brand_of_domain(in->env->tables, from->domain) &&
	       from_was_authenticated(in);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct houses houses;

	if (!from || from->own || mailing_list(in) || !came_from_outside(in) ||
	    is_known_house(in, from))
		return;
	houses_of_reader(in, &houses);
	for (uint32_t i = 0; i < houses.count; i++) {
		struct names names;
		struct finding *finding;

		if (str_eq_nocase(label_of(houses.domains[i]),
				  label_of(from->registrable)))
			continue;
		names_like(in, houses.domains[i], &names);
		if (names.count < NAMES_LEAST)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "house", houses.domains[i]);
		finding_list(finding, "names", names.items, names.count);
		finding_str(finding, "address", from->text);
		if (names.own)
			finding_severity(finding, SEVERITY_NOTE);
		finding_at_link(finding, names.first);
		return;
	}
}

const struct check check_text_own_name_elsewhere = {
	.id = "text.own-name-elsewhere",
	.title = N_("It lists domains with the name of {house} under other endings"),
	.details = { N_("{names} bear the name of {house}, to which the mail was sent. "
			"Who writes is {address}, neither of that house nor of a "
			"registrar that is known here.") },
	.means =
	    N_("A stranger is said to be about to register these names, and the reader "
	       "is to buy them first, at a multiple of their price. Registrars do not "
	       "warn anybody of a registration, and nobody has applied for one."),
	.wrong = N_("A registrar that is not known here writes to its customer about the "
		    "customer's own domains; lawyers and partners list them too."),
	.cites = "data/brands.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
