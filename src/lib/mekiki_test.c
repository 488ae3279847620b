/* lib/mekiki_test.c - the library as a program sees it, with real workers. */
#include "base/test.h"
#include "mekiki/mekiki.h"

#include <stdio.h>
#include <unistd.h>

#define FROM "From joe@example.org Fri Jul  8 12:08:34 2011\n"
#define MAIL(n) \
	"From: a@b.example\nSubject: " n "\nDate: Tue, 7 Mar 2023 10:00:00 " \
	"+0900\n\nhi\n"

static struct mekiki *opened(void)
{
	struct mekiki_options options = { .size = sizeof options };
	char error[256];
	struct mekiki *mekiki = mekiki_open(&options, error, sizeof error);

	test_true(mekiki != NULL);
	return mekiki;
}

static int file_with(const char *text)
{
	FILE *file = tmpfile();
	int fd;

	fputs(text, file);
	fflush(file);
	fd = dup(fileno(file));
	fclose(file);
	return fd;
}

struct seen {
	char names[256];
	int most;
};

static int note(void *arg, const char *name, const struct mekiki_report *report)
{
	struct seen *seen = arg;

	snprintf(seen->names + strlen(seen->names),
		 sizeof seen->names - strlen(seen->names), "%s ", name);
	test_true(report->json_size > 100 && report->json[report->json_size] == '\0');
	return --seen->most > 0;
}

TEST(every_message_of_a_mailbox_has_a_report)
{
	struct mekiki *mekiki = opened();
	int box = file_with(FROM MAIL("1") "\n" FROM MAIL("2") "\n" FROM MAIL("3"));
	int one = file_with(MAIL("1"));
	struct seen seen = { .most = 10 };
	struct mekiki_report *report;

	test_int(mekiki_inspect_mailbox(mekiki, "box", box, note, &seen), 3);
	test_str(str_c(seen.names), "box#1 box#2 box#3 ");
	seen = (struct seen){ .most = 2 };
	test_int(mekiki_inspect_mailbox(mekiki, "box", box, note, &seen), 2);
	seen = (struct seen){ .most = 10 };
	test_int(mekiki_inspect_mailbox(mekiki, "one", one, note, &seen), 1);
	test_str(str_c(seen.names), "one ");

	report = mekiki_inspect_fd(mekiki, "box", box);
	test_true(report && strstr(report->json, "\"subject\":\"1\""));
	test_true(report && strstr(report->note, "first message"));
	mekiki_report_free(report);
	report = mekiki_inspect_fd(mekiki, "one", one);
	test_true(report && report->note[0] == '\0');
	mekiki_report_free(report);
	close(box);
	close(one);
	mekiki_close(mekiki);
}

TEST(what_is_no_file_is_refused)
{
	struct mekiki *mekiki = opened();
	int ends[2];

	test_int(pipe(ends), 0);
	test_int(mekiki_inspect_mailbox(mekiki, "pipe", ends[0], note, NULL), -1);
	test_true(mekiki_error(mekiki)[0] != '\0');
	close(ends[0]);
	close(ends[1]);
	mekiki_close(mekiki);
}
