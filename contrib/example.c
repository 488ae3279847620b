/* contrib/example.c - libmekiki in thirty lines: what are these mails?
 *
 *   cc example.c $(pkg-config --cflags --libs mekiki) -o example && ./example mail.eml */
#include <fcntl.h>
#include <mekiki/mekiki.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	static const char *const words[] = { "no mail", "fraudulent", "suspicious",
					     "unremarkable", "undecided" };
	struct mekiki_options options = { .size = sizeof options, .language = "en" };
	char error[256];
	struct mekiki *mekiki = mekiki_open(&options, error, sizeof error);

	if (!mekiki)
		return fprintf(stderr, "%s\n", error), 2;
	for (int i = 1; i < argc; i++) {
		int fd = open(argv[i], O_RDONLY);
		struct mekiki_report *report = mekiki_inspect_fd(mekiki, argv[i], fd);

		if (report)
			printf("%s: %s (%zu bytes of JSON)\n", argv[i],
			       words[report->class_], report->json_size);
		else
			fprintf(stderr, "%s: %s\n", argv[i], mekiki_error(mekiki));
		mekiki_report_free(report);
		close(fd);
	}
	mekiki_close(mekiki);
	return 0;
}
