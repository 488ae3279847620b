/* check/from_name_shows_domain.c - the display name shows a domain, and the address is at
 * another one. */
#include "check/identity_list.h"
#include "check/link_list.h"
#include "check/platform.h"
#include "check/senders_own.h"

#include "link/host.h"

/* "kita.example", not "J.Ueda" or "Inc.". */
enum { LEAST_LABEL = 3 };

static bool is_of_name(char c)
{
	return ascii_is_alnum(c) || c == '-' || c == '.';
}

/* Beside them: "価格.com" is another name, and "ann@kita.example" an address. */
static bool goes_on(struct str text, size_t at)
{
	return at < text.n && ((unsigned char)text.p[at] >= 0x80 || text.p[at] == '@');
}

/* The next piece of `*rest` that is made of letters of host names alone; false at the
 * end. */
static bool take_name(struct str *rest, struct str *ret)
{
	size_t start = 0, end;
	bool alone;

	while (start < rest->n && !is_of_name(rest->p[start]))
		start++;
	end = start;
	while (end < rest->n && is_of_name(rest->p[end]))
		end++;
	if (start == end)
		return false;
	alone = !goes_on(*rest, end) && !(start && goes_on(*rest, start - 1));
	*ret = alone ? str_sub(*rest, start, end) : STR_NONE;
	*rest = str_skip(*rest, end);
	return true;
}

static bool is_domain(struct arena *arena, struct str name)
{
	return str_until(host_registrable(arena, name), '.').n >= LEAST_LABEL &&
	       host_has_listed_suffix(arena, name);
}

static struct str domain_shown(struct arena *arena, struct str text)
{
	struct str name;

	while (take_name(&text, &name)) {
		while (str_ends(name, STR(".")))
			name.n--;
		if (str_find(name, '.') != STR_NPOS && is_domain(arena, name))
			return name;
	}
	return STR_NONE;
}

/* Most of its links lead to the sender, or where the name says: such a house has two
 * domains, and nothing is gained by showing the one. */
static bool leads_as_shown(const struct inspection *in, struct str shown)
{
	const struct link *link = NULL;
	uint32_t home = 0, count = 0;

	while ((link = link_next(in, link, 0))) {
		const struct host *host = link_target_host(link);

		if (!link->part || link->flags & LINK_LOADS || !host->ok)
			continue;
		count++;
		home += host_related(in->arena, host->ascii, shown) ||
			is_senders_own(in, host->ascii);
	}
	return home * 2 > count;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = from_of(in);
	struct finding *finding;
	struct str shown;

	if (!from || from->own || mailing_list(in) || through_alias(in) ||
	    platform_of_sender(in))
		return;
	shown = domain_shown(in->arena, from->name);
	if (!shown.n || is_senders_own(in, shown) || leads_as_shown(in, shown))
		return;
	finding = finding_add(in, self);
	finding_str(finding, "name", from->name);
	finding_str(finding, "shown", shown);
	finding_str(finding, "address", from->text);
	finding_at_field(finding, from->field);
}

const struct check check_from_name_shows_domain = {
	.id = "from.name-shows-domain",
	.title =
	    N_("The display name shows {shown}, and the address is of another domain"),
	.details = { N_(
	    "The name is {name}, the address {address}. Nothing that took part "
	    "in sending it belongs to {shown}.") },
	.means = N_("Many programs show the name and hide the address: a domain in it is "
		    "taken for the sender's."),
	.wrong =
	    N_("Some houses bear a domain as their name and send from another one of "
	       "theirs."),
	.cites = "RFC 5322, 3.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
