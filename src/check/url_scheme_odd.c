/* check/url_scheme_odd.c - a link that opens no web page. */
#include "check/link_list.h"

enum { OTHER, RUNS, FILE_SERVER, PAGE_INSIDE, SCRIPT };

static bool is_one_of(struct str scheme, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(scheme, list[i]))
			return true;
	return false;
}

/* Telephone numbers, messages, pictures of the mail itself, calendars: everyday. */
static bool is_everyday(struct str scheme)
{
	static const struct str list[] = {
		STR("tel"),
		STR("sms"),
		STR("cid"),
		STR("mid"),
		STR("callto"),
		STR("skype"),
		STR("line"),
		STR("whatsapp"),
		STR("facetime"),
		STR("geo"),
		STR("maps"),
		STR("webcal"),
		STR("ftp"),
		STR("about"),
		STR("sip"),
		STR("xmpp"),
		STR("x-apple-data-detectors"),
	};

	return is_one_of(scheme, list, COUNT(list));
}

static bool runs_something(struct str scheme)
{
	static const struct str list[] = { STR("search-ms"), STR("search"),
					   STR("ms-msdt"), STR("ms-appinstaller"),
					   STR("ms-officecmd") };

	return is_one_of(scheme, list, COUNT(list));
}

/* No mail program of today runs it; a page saved as a file does. */
static bool is_script(struct str scheme)
{
	return str_eq(scheme, STR("javascript")) || str_eq(scheme, STR("vbscript"));
}

static bool is_file_server(const struct url *url)
{
	return str_eq(url->scheme, STR("smb")) ||
	       (str_eq(url->scheme, STR("file")) && url->host.n);
}

/* "javascript:void(0)" is a button that does nothing where no script runs. */
static bool is_void(const struct url *url)
{
	struct str path = str_trim(url->path);

	return str_eq(url->scheme, STR("javascript")) &&
	       (path.n == 0 || str_starts(path, STR("void")) || str_eq(path, STR(";")) ||
		str_starts(path, STR("//")));
}

static void judge(struct inspection *in, const struct check *self,
		  const struct link *link)
{
	const struct url *url = &link->url;
	struct finding *finding;

	if (is_everyday(url->scheme) || is_void(url))
		return;
	finding = finding_for_link(in, self, link);
	if (!finding)
		return;
	finding_str(finding, "scheme", url->scheme);
	if (runs_something(url->scheme)) {
		finding_variant(finding, RUNS);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (is_script(url->scheme)) {
		finding_variant(finding, SCRIPT);
	} else if (is_file_server(url)) {
		finding_variant(finding, FILE_SERVER);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (str_eq(url->scheme, STR("data"))) {
		finding_variant(finding, PAGE_INSIDE);
		finding_severity(finding, SEVERITY_ADVERSE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, LINK_SCHEME)))
		judge(in, self, link);
}

const struct check check_url_scheme_odd = {
	.id = "url.scheme-odd",
	.title = N_("A link does not open a web page but something else: {scheme}"),
	.details = { N_("{url} is handed to whatever program answers to \"{scheme}\"."),
		     N_("{url} makes a program run. No honest mail does that."),
		     N_("{url} opens a file on somebody's server, and tells that server "
			"the login name on the way."),
		     N_("The page is inside the link itself; no site shows up anywhere, "
			"and nothing can be blocked."),
		     N_("{url} is a script. Mail programs do not run it; a browser that "
			"shows the mail might.") },
	.means = N_("Other schemes than those of the web start programs, open files, or "
		    "hold a page inside themselves."),
	.wrong =
	    N_("Mails inside an organisation link to its file servers and its programs."),
	.cites = "ATTACKS UR-09",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
