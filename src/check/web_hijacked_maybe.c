/* check/web_hijacked_maybe.c - a deceiver's page below an old name that is nobody's whom
 * the message speaks of: mostly somebody broke into an honest site. Then its owner is a
 * victim, and is to be told as one. */
#include "check/registry_list.h"

#include "check/link_list.h"

enum { OLD_DAYS = 730, DEEP = 2, FRONT_LABELS = 2 };
enum { FOLDER, HOST, NAME };

/* "/a/b/" of "/a/b/c.html", and how many folders that are. */
static struct str folder_of(struct str path, uint32_t *ret_depth)
{
	size_t end = 0;

	*ret_depth = 0;
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '/') {
			/* "//" is one step */
			*ret_depth += i > end + 1;
			end = i;
		}
	return str_sub(path, 0, path.n ? end + 1 : 0);
}

static uint32_t labels_in_front(const struct host *host)
{
	struct str front;
	uint32_t n = 0;

	if (host->ascii.n <= host->registrable_domain.n)
		return 0;
	front = str_sub(host->ascii, 0, host->ascii.n - host->registrable_domain.n);
	for (size_t i = 0; i < front.n; i++)
		n += front.p[i] == '.';
	return n;
}

/* How it lies there as nobody puts a page of his own; -1: it does not. A name that is
 * borrowed must be on it, or the mail must speak in a false one. */
static int variant_of(const struct inspection *in, const struct link *link)
{
	bool borrows = link->flags & (LINK_BRAND | LINK_OWN_NAME);
	uint32_t depth;

	if (!borrows && !claims_falsely(in, NULL))
		return -1;
	folder_of(link_target(link)->path, &depth);
	if (depth >= DEEP)
		return FOLDER;
	if (!borrows)
		return -1;
	return labels_in_front(link_target_host(link)) >= FRONT_LABELS ? HOST : NAME;
}

/* Nobody's whom the message speaks of or comes from, and nobody's who lets strangers in.
 */
static bool is_unrelated(const struct survey_domain *domain)
{
	return (domain->roles & 1u << SEEN_LINK) && !(domain->roles & SEEN_SENDERS) &&
	       !domain->own && !domain->class_ && !domain->brand &&
	       domain->related != RELATED_YES;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one, const struct link *link, int variant)
{
	struct finding *finding = registered_finding(in, self, one);
	uint32_t depth;

	finding_variant(finding, variant);
	finding_moment(finding);
	finding_str(finding, "host", link_target_host(link)->ascii);
	finding_str(finding, "url", link_target(link)->href);
	finding_str(finding, "folder", folder_of(link_target(link)->path, &depth));
	finding_time(finding, "created", one->facts->created.utc);
	finding_int(finding, "age_days", one->at->life.age_days);
}

static void look_at(struct inspection *in, const struct check *self,
		    const struct registered *one)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0))) {
		const struct host *host = link_target_host(link);
		int variant;

		if (link->shared || !str_eq(host->registrable_domain, one->domain->name))
			continue;
		variant = variant_of(in, link);
		if (variant >= 0) {
			tell(in, self, one, link, variant);
			return;
		}
	}
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		if (is_unrelated(one.domain) && one.at->life.has_age &&
		    one.at->life.age_days >= OLD_DAYS)
			look_at(in, self, &one);
}

const struct check check_web_hijacked_maybe = {
	.id = "web.hijacked-maybe",
	.title = N_("{domain} may be an honest site that somebody broke into"),
	.details = { N_("The link leads into the folder {folder} of a site whose name "
			"was registered on {created}, {age_days} days before {moment}, "
			"and which has nothing to do with what the mail says. If that is "
			"so, its owner is a victim, and knows nothing of the page."),
		     N_("The link leads to {host}, which was put in front of a name that "
			"was registered on {created}, {age_days} days before {moment}, "
			"and has nothing to do with what the mail says. If that is so, "
			"its owner is a victim, and knows nothing of the page."),
		     N_("The link leads to a page with a borrowed name below one that "
			"was registered on {created}, {age_days} days before {moment}, "
			"and has nothing to do with what the mail says. If that is so, "
			"its owner is a victim, and knows nothing of the page.") },
	.means = N_("Pages that deceive are put into sites with old software or a stolen "
		    "password, because old names are trusted. Whoever owns the name is "
		    "told as a victim; nothing says that the mail is theirs."),
	.wrong = N_("Old names are also bought, or registered early and kept. What stood "
		    "there before, and the certificates of its past, would tell."),
	.cites = "",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_GUESSED,
	.run = run,
};
