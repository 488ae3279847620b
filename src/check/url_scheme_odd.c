/* check/url_scheme_odd.c - a link that opens no web page. */
#include "check/link_list.h"

enum { OTHER, RUNS, FILE_SERVER, PAGE_INSIDE, SCRIPT, OWN_FILE, TAKES_FILE };

static bool is_one_of(struct str scheme, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(scheme, list[i]))
			return true;
	return false;
}

/* Telephone numbers, messages, meetings, pictures of the mail itself, calendars, maps,
 * source code, newsgroups, shops of telephones: everyday, and people write them. */
static bool is_everyday(struct str scheme)
{
	static const struct str list[] = {
		STR("about"),	    STR("bitcoin"),
		STR("callto"),	    STR("cid"),
		STR("cvs"),	    STR("doi"),
		STR("facetime"),    STR("facetime-audio"),
		STR("fb"),	    STR("ftp"),
		STR("ftps"),	    STR("geo"),
		STR("git"),	    STR("git+http"),
		STR("git+https"),   STR("git+ssh"),
		STR("gopher"),	    STR("im"),
		STR("imap"),	    STR("info"),
		STR("irc"),	    STR("irc6"),
		STR("ircs"),	    STR("isbn"),
		STR("itms"),	    STR("itms-apps"),
		STR("itms-appss"),  STR("jabber"),
		STR("ldap"),	    STR("ldaps"),
		STR("line"),	    STR("magnet"),
		STR("maps"),	    STR("market"),
		STR("matrix"),	    STR("message"),
		STR("mid"),	    STR("mms"),
		STR("msteams"),	    STR("news"),
		STR("nfs"),	    STR("nntp"),
		STR("nntps"),	    STR("oid"),
		STR("openpgp4fpr"), STR("pop"),
		STR("rsync"),	    STR("rtsp"),
		STR("sftp"),	    STR("sip"),
		STR("sips"),	    STR("skype"),
		STR("slack"),	    STR("sms"),
		STR("smsto"),	    STR("snews"),
		STR("spotify"),	    STR("ssh"),
		STR("svn"),	    STR("svn+ssh"),
		STR("tag"),	    STR("tel"),
		STR("telnet"),	    STR("tg"),
		STR("urn"),	    STR("viber"),
		STR("webcal"),	    STR("webcals"),
		STR("whatsapp"),    STR("ws"),
		STR("wss"),	    STR("xmpp"),
		STR("xmr"),	    STR("zoommtg"),
		STR("zoomus"),	    STR("x-apple-data-detectors"),
	};

	return is_one_of(scheme, list, COUNT(list));
}

static bool runs_something(struct str scheme)
{
	static const struct str list[] = { STR("search-ms"),	STR("search"),
					   STR("ms-msdt"),	STR("ms-appinstaller"),
					   STR("ms-officecmd"), STR("itms-services") };

	return is_one_of(scheme, list, COUNT(list));
}

/* No mail program of today runs it; a browser does, in a page sent as a file. */
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

static bool is_page_of_its_own(const struct link *link)
{
	return str_starts(str_c(link->where), STR("data.")) ||
	       (link->part && (link->part->filename.n ||
			       str_eq(link->part->disposition.value, STR("attachment"))));
}

/* Its file on the reader's own disk: somebody wrote the page there. */
static bool is_own_file(const struct url *url)
{
	return str_eq(url->scheme, STR("file")) && url->host.n == 0;
}

/* "hhttp://": a slip of the hand, which opens nothing. */
static bool is_slip(struct str scheme)
{
	return str_find_str(scheme, STR("ttp")) != STR_NPOS;
}

/* A word with a colon; few programs make a link of it. */
static bool is_plain_text(const struct link *link)
{
	static const char *const texts[] = { "text", "subject", "calendar", "card" };

	for (size_t i = 0; i < COUNT(texts); i++)
		if (strcmp(link->where, texts[i]) == 0)
			return true;
	return false;
}

/* RFC 6068, 4: no field but a few is to be believed; "attach" puts a file of the reader's
 * into the mail (CVE-2020-11879). */
static bool takes_file(const struct url *url)
{
	struct str query = url->query, name, value;

	if (!str_eq(url->scheme, STR("mailto")))
		return false;
	while (url_next_pair(&query, false, &name, &value))
		if (value.n && (str_eq_nocase(name, STR("attach")) ||
				str_eq_nocase(name, STR("attachment"))))
			return true;
	return false;
}

static void judge_mail(struct inspection *in, const struct check *self,
		       const struct link *link)
{
	struct finding *finding;

	if (!takes_file(&link->url))
		return;
	finding = finding_for_link(in, self, link);
	if (!finding)
		return;
	finding_str(finding, "scheme", link->url.scheme);
	finding_variant(finding, TAKES_FILE);
	finding_severity(finding, SEVERITY_ADVERSE);
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
		if (!is_page_of_its_own(link))
			finding_severity(finding, SEVERITY_NOTE);
	} else if (is_file_server(url)) {
		finding_variant(finding, FILE_SERVER);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (str_eq(url->scheme, STR("data"))) {
		finding_variant(finding, PAGE_INSIDE);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (is_own_file(url)) {
		finding_variant(finding, OWN_FILE);
		finding_severity(finding, SEVERITY_NOTE);
	} else if (is_slip(url->scheme) || is_plain_text(link)) {
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0)))
		if (link->flags & LINK_SCHEME)
			judge(in, self, link);
		else if (link->url.has_query)
			judge_mail(in, self, link);
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
		     N_("{url} is a script. In mail programs it does nothing; a browser "
			"would run it in a page sent as a file."),
		     N_("{url} is a file on the disk of whoever wrote this. On the "
			"reader's it does not exist as a rule."),
		     N_("{url} begins a mail and asks to put a file of the reader's own "
			"disk into it.") },
	.means = N_("Other schemes than those of the web start programs, open files, or "
		    "hold a page inside themselves."),
	.wrong =
	    N_("Mails inside an organisation link to its file servers and its programs."),
	.cites = "RFC 3986, 3.1; RFC 7595",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
