/* check/url_service_elsewhere.c - something is said to be shared by a file
 * service, and the links lead elsewhere. */
#include "check/identity_list.h"
#include "check/link_list.h"
#include "check/senders_own.h"

#include "link/host.h"

/* So much of a text is looked at, and so far from its name a service is said to
 * share. */
enum { READ = 8000, NEAR = 90 };
enum { NAMES = 5, DOMAINS = 5 };

static const struct service {
	struct str name;
	struct str called[NAMES]; /* "Box" alone is a word */
	struct str brand;	  /* id: its official domains are the service's, too */
	struct str domains[DOMAINS];
} services[] = {
	{ STR("OneDrive"),
	  { STR("OneDrive"), STR("One Drive") },
	  STR("microsoft"),
	  { STR("1drv.ms"), STR("sharepoint.com"), STR("onedrive.com"),
	    STR("live.net") } },
	{ STR("SharePoint"),
	  { STR("SharePoint") },
	  STR("microsoft"),
	  { STR("sharepoint.com"), STR("sharepoint.us"), STR("sharepoint.cn"),
	    STR("1drv.ms") } },
	{ STR("Dropbox"),
	  { STR("Dropbox") },
	  STR("dropbox"),
	  { STR("dropbox.com"), STR("db.tt"), STR("dropboxusercontent.com") } },
	{ STR("Google Drive"),
	  { STR("Google Drive"), STR("Googleドライブ"), STR("Google ドライブ"),
	    STR("Google Docs") },
	  STR("google"),
	  { STR("goo.gl"), STR("googleusercontent.com") } },
	{ STR("Box"),
	  { STR("via Box"), STR("Box.com"), STR("Boxで") },
	  STR("box"),
	  { STR("box.com"), STR("boxcloud.com") } },
	{ STR("WeTransfer"),
	  { STR("WeTransfer") },
	  STR("wetransfer"),
	  { STR("wetransfer.com"), STR("we.tl") } },
	{ STR("DocuSign"),
	  { STR("DocuSign") },
	  STR("docusign"),
	  { STR("docusign.com"), STR("docusign.net") } },
	{ STR("Adobe Sign"),
	  { STR("Adobe Sign"), STR("Acrobat Sign"), STR("Adobe Acrobat"),
	    STR("Adobe Cloud"), STR("Adobe Document Cloud") },
	  STR("adobe"),
	  { STR("adobe.com"), STR("adobesign.com"), STR("echosign.com") } },
};

/* What was done, not what can be done: "共有しました", and not "共有機能". */
static const struct str shared[] = {
	STR("shared"),	  STR("共有し"),     STR("共有いた"), STR("共有され"),
	STR("共有させ"),  STR("partagé"),    STR("geteilt"),  STR("freigegeben"),
	STR("共享"),	  STR("分享"),	     STR("공유"),     STR("compartido"),
	STR("compartió"), STR("compartilh"), STR("condivis"), STR("gedeeld"),
	STR("udostępni"), STR("поделил"),    STR("delt med"), STR("delat "),
};

static bool is_of_service(const struct inspection *in, const struct service *service,
			  struct str host)
{
	const struct brand *brand = brand_of_domain(in->env->tables, host);

	if (brand && str_eq(brand->id, service->brand))
		return true;
	for (size_t i = 0; i < DOMAINS && service->domains[i].n; i++)
		if (str_is_domain_or_below(host, service->domains[i]))
			return true;
	return false;
}

static bool is_click(const struct link *link)
{
	return link->part && link_target_host(link)->ok && url_is_http(link_target(link));
}

/* Anybody's page, or that of nobody who has to do with the mail. */
static bool is_elsewhere(const struct inspection *in, const struct link *link)
{
	if (!is_click(link) || link->bare || link->opaque.n || link->flags & LINK_HIDDEN)
		return false;
	if (link->flags & LINK_SHARED_HOST)
		return true;
	return !(link->flags & (LINK_OFFICIAL | LINK_OWN | LINK_SHORTENER)) &&
	       !is_senders_own(in, link_target_host(link)->ascii);
}

static const struct link *first_elsewhere(const struct inspection *in)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0)) && !is_elsewhere(in, link))
		;
	return link;
}

/* To the service, or where only the service behind the link knows. */
static bool may_lead_to(const struct inspection *in, const struct service *service)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0))) {
		if (!is_click(link))
			continue;
		if ((link->opaque.n && !(link->flags & LINK_SHORTENER)) ||
		    is_of_service(in, service, link_target_host(link)->ascii))
			return true;
		for (size_t i = 0; link->nested.n && i < DOMAINS; i++)
			if (service->domains[i].n &&
			    str_find_str_nocase(link->nested, service->domains[i]) !=
				STR_NPOS)
				return true;
	}
	return false;
}

static bool says_shared(struct str text)
{
	for (size_t i = 0; i < COUNT(shared); i++)
		if (str_find_str_nocase(text, shared[i]) != STR_NPOS)
			return true;
	return false;
}

/* Where the service is said to share, STR_NPOS: nowhere. */
static size_t place_of(const struct passage *passage, struct str called)
{
	struct str text = str_sub(passage->text, 0, READ), rest = text;
	size_t at;

	while ((at = str_find_str_nocase(rest, called)) != STR_NPOS) {
		size_t from;

		rest = str_skip(rest, at + called.n);
		at = str_offset(text, rest) - called.n;
		from = at > NEAR ? at - NEAR : 0;
		if (!(at && ascii_is_alnum(text.p[at - 1])) &&
		    says_shared(str_sub(text, from, at + called.n + NEAR)) &&
		    !passage_is_quoted(passage, at))
			return at;
	}
	return STR_NPOS;
}

static const struct service *named_in(const struct passage *passage, size_t *ret_at,
				      size_t *ret_end)
{
	for (size_t i = 0; i < COUNT(services); i++)
		for (size_t j = 0; j < NAMES && services[i].called[j].n; j++) {
			*ret_at = place_of(passage, services[i].called[j]);
			*ret_end = *ret_at + services[i].called[j].n;
			if (*ret_at != STR_NPOS)
				return &services[i];
		}
	return NULL;
}

static bool sends_itself(const struct inspection *in, const struct service *service)
{
	return is_of_service(in, service, from_of(in)->domain);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link;

	if (!from_of(in) || from_of(in)->own || mailing_list(in) ||
	    !came_from_outside(in))
		return;
	link = first_elsewhere(in);
	for (uint32_t i = 0; link && i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];
		size_t at, end;
		const struct service *service = named_in(passage, &at, &end);
		struct finding *finding;

		if (!service)
			continue;
		if (sends_itself(in, service) || may_lead_to(in, service))
			return;
		finding = finding_add(in, self);
		finding_str(finding, "service", service->name);
		finding_str(finding, "host", link_target_host(link)->ascii);
		finding_str(finding, "url", link_target(link)->href);
		finding_at_passage(finding, passage, at, end);
		finding_at_link(finding, link);
		return;
	}
}

const struct check check_url_service_elsewhere = {
	.id = "url.service-elsewhere",
	.title = N_("It says that something is shared by {service}, and no link leads "
		    "there"),
	.details = { N_("What {service} shares lies at {service}. None of the links "
			"leads there; one leads to {host}: {url}.") },
	.means = N_("The name of a service that everybody uses explains why there is a "
		    "link, "
		    "and why a password is asked for. The page is somebody else's."),
	.wrong = N_("The link to the shared thing comes in a mail of its own, and this "
		    "one links to something else; some houses lead to their files by a "
		    "name of their own."),
	.cites = "RFC 3986, 3.2.2",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
