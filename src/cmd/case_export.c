/* cmd/case_export.c - mekiki case export: reports of a case as files that can be given
 * away. The case itself stays whole where it is. */
#include "cmd/case.h"

#include <limits.h>
#include <sys/stat.h>

static const struct {
	const char *format, *ending;
} endings[] = {
	{ "text", ".txt" },	  { "markdown", ".md" },    { "stix", ".stix.json" },
	{ "misp", ".misp.json" }, { "xarf", ".xarf.json" },
};

static void prepare(const struct session *session, struct job *job)
{
	(void)session;
	job->kind = TASK_DISCLOSE;
	job->then = TASK_REPLAY;
}

/* "FOLDER/mail.md" of "cases/mail.case". */
static bool name_of(const char *folder, const char *path, const char *format,
		    char ret[PATH_MAX])
{
	const char *slash = strrchr(path, '/');
	struct str name = str_c(slash ? slash + 1 : path);
	char other[40];
	const char *ending = other;
	int n;

	if (str_ends(name, STR(".case")) && name.n > 5)
		name = str_sub(name, 0, name.n - 5);
	snprintf(other, sizeof other, ".%.30s", format);
	for (size_t i = 0; i < COUNT(endings); i++)
		if (strcmp(format, endings[i].format) == 0)
			ending = endings[i].ending;
	n = snprintf(ret, PATH_MAX, "%s/%.*s%s", folder, STR_ARG(name), ending);
	return n > 0 && n < PATH_MAX;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return path && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum exit_status worse(enum exit_status a, enum exit_status b)
{
	return a == EXIT_TROUBLE || b == EXIT_TROUBLE ? EXIT_TROUBLE : EXIT_DONE;
}

/* One case in one format. */
static enum exit_status export_one(struct session *session, char *path,
				   const char *format, const char *folder)
{
	struct reports reports = { .prepare = prepare,
				   .nothing = N_("no case in this folder") };
	struct options *options = &session->options;
	char name[PATH_MAX];
	char *one[] = { path };

	if (folder) {
		if (!name_of(folder, path, format, name)) {
			complain(session, path, "its name is too long");
			return EXIT_TROUBLE;
		}
		options->output = name;
	}
	options->format = format;
	options->args = one;
	options->count = 1;
	return reports_run(session, &reports);
}

static const char *take_format(struct session *session, struct str *rest)
{
	struct str format;

	str_split(rest, ',', &format);
	return arena_printf(session->arena, "%.*s", STR_ARG(str_trim(format))).p;
}

static enum exit_status export_all(struct session *session)
{
	struct options *options = &session->options;
	const char *folder = is_folder(options->output) ? options->output : NULL;
	enum exit_status status = EXIT_DONE;
	const char *formats = options->format;
	char **cases = options->args;
	int count = options->count;

	options->replay = REPLAY_REPORT;
	/* What leaves the house is masked, unless somebody says otherwise. */
	if (!options->redact)
		options->redact = "public";
	else if (strcmp(options->redact, "none") == 0)
		options->redact = NULL;
	for (int i = 0; i < count; i++) {
		struct str rest = str_c(formats);

		while (rest.n)
			status = worse(status,
				       export_one(session, cases[i],
						  take_format(session, &rest), folder));
	}
	return status;
}

static enum exit_status export_cases(struct session *session)
{
	struct options *options = &session->options;
	bool several;

	if (options->count == 0) {
		complain(session, NULL, text_of(session, N_("name a case")));
		return EXIT_TROUBLE;
	}
	several = options->count > 1 || strchr(options->format, ',');
	if (several && !is_folder(options->output)) {
		complain(session, "--output",
			 text_of(session, N_("several reports: name a folder that is "
					     "there")));
		return EXIT_TROUBLE;
	}
	return export_all(session);
}

const struct command command_case_export = {
	.name = "case export",
	.usage = "CASE... -o FILE|FOLDER",
	.summary = N_("reports of a case as files, in one format or several"),
	.teach = N_(
	    "  mekiki case export mail.case --format json -o mail.json\n"
	    "  mekiki case export cases/*.case --format text,json -o public/\n"
	    "\n"
	    "Masked for publication, unless --redact names another profile, or none; see "
	    "it\n"
	    "first with `mekiki replay --redact public --preview CASE`. In a folder each "
	    "report is\n"
	    "named after its case. The case itself holds the whole message: it stays "
	    "where "
	    "it is.\n"),
	.takes = OPTIONS_REPORT OPTIONS_TONE "explain timeout revision redact",
	.reports = true,
	.run = export_cases,
};
