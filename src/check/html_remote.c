/* check/html_remote.c - what the mail loads when it is shown. */
#include "check/view_list.h"

enum { HOSTS = 12 };

struct tally {
	struct str hosts[HOSTS];
	uint32_t count, loads;
	const struct link *first;
	bool token;
};

static void add_host(struct tally *tally, struct str host)
{
	for (uint32_t i = 0; i < tally->count; i++)
		if (str_eq(tally->hosts[i], host))
			return;
	if (tally->count < HOSTS)
		tally->hosts[tally->count++] = host;
}

static void run(struct inspection *in, const struct check *self)
{
	struct tally tally = { 0 };
	struct finding *finding;

	for (uint32_t i = 0; i < in->links.count; i++) {
		const struct link *link = &in->links.items[i];

		if (!(link->flags & LINK_LOADS) || !link->host.ascii.n)
			continue;
		if (!tally.first)
			tally.first = link;
		tally.loads += link->seen;
		tally.token |= (link->flags & LINK_RECIPIENT) != 0;
		add_host(&tally, link->host.ascii);
	}
	if (!tally.first)
		return;
	finding = finding_add(in, self);
	finding_int(finding, "count", tally.loads);
	finding_list(finding, "hosts", tally.hosts, tally.count);
	finding_bool(finding, "token", tally.token);
	finding_at_link(finding, tally.first);
}

const struct check check_html_remote = {
	.id = "html.remote",
	.title = N_("Showing it loads pictures and styles from {hosts}"),
	.details = { N_("{count} things are fetched when it is shown; who serves them "
			"learns when and where. With the recipient's address in it: "
			"{token}. Nothing was fetched here.") },
	.means = N_("Pictures from outside tell the sender that the mail was read."),
	.wrong = N_("Nearly all newsletters do it."),
	.cites = "RFC 3986, 7.5; WHATWG HTML, 4.8.3",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
