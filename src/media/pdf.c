/* media/pdf.c - a PDF: how many pages it has, codes, links and words of the first ones,
 * and what it would do.
 *
 * Poppler reads it, in programs of its own (pdfinfo, pdftotext, pdftoppm), each under
 * bubblewrap without a network, with this one file and a ceiling of time and memory. They
 * are started before our own lock; then we look at the objects ourselves (pdf_scan.h) and
 * at what they wrote. */
#include "media/codes.h"
#include "media/decode.h"
#include "media/pdf_scan.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "process/bubblewrap.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define N_(text) text

/* --- the programs --------------------------------------------------------------------
 */

enum tool { INFO, URLS, TEXT, PICTURES, TOOLS };

static const struct {
	const char *path;
	const char *arguments[12];
	size_t most; /* bytes that it may write */
} tools[TOOLS] = {
	[INFO] = { "/usr/bin/pdfinfo", { "/tmp/in.pdf" }, 64u << 10 },
	[URLS] = { "/usr/bin/pdfinfo", { "-url", "/tmp/in.pdf" }, 512u << 10 },
	[TEXT] = { "/usr/bin/pdftotext",
		   { "-q", "-f", "1", "-l", LIMIT_MEDIA_PDF_PAGES_TEXT, "-enc", "UTF-8",
		     "/tmp/in.pdf", "-" },
		   LIMIT_MEDIA_PDF_TEXT },
	/* Each page at one size, whatever it says its own is. */
	[PICTURES] = { "/usr/bin/pdftoppm",
		       { "-q", "-f", "1", "-l", LIMIT_MEDIA_PDF_PAGES_TEXT, "-gray",
			 "-scale-to", "1800", "/tmp/in.pdf" },
		       12u << 20 },
};

/* What they need beside the common confinement. */
static const char *const confinement[] = {
	"--ro-bind-try", "/usr/share/poppler", "/usr/share/poppler", "--tmpfs", "/tmp",
};

enum { FILE_AT = 10 }; /* the descriptor of the document, in the wrapper */

static size_t add(const char **argv, size_t n, const char *const *more, size_t count)
{
	for (size_t i = 0; i < count && more[i]; i++)
		argv[n++] = more[i];
	return n;
}

/* In the child, before it becomes another program: its own ceiling, and no descriptor but
 * what it needs. */
_Noreturn static void become(char *const *argv, int document, int out)
{
	static const struct rlimit memory = { LIMIT_MEDIA_PDF_MEMORY,
					      LIMIT_MEDIA_PDF_MEMORY };
	char *none[] = { NULL };
	int null = open("/dev/null", O_RDWR);

	if (null >= 0 && dup2(null, 0) == 0 && dup2(out, 1) == 1 && dup2(null, 2) == 2 &&
	    (document == FILE_AT ? fcntl(document, F_SETFD, 0) == 0
				 : dup2(document, FILE_AT) == FILE_AT) &&
	    setrlimit(RLIMIT_AS, &memory) == 0)
		execve(argv[0], argv, none);
	_exit(127);
}

static int spawn(char *const *argv, int document, int out)
{
	pid_t pid = fork();

	if (pid == 0)
		become(argv, document, out);
	return pid < 0 ? errno : 0;
}

/* The same file once more: each program reads it to its end. */
static int from_its_beginning(int document)
{
	char path[32];

	snprintf(path, sizeof path, "/proc/self/fd/%d", document);
	return open(path, O_RDONLY | O_CLOEXEC);
}

/* Its output; -1: it cannot be started. */
static int start(const char *wrapper, enum tool tool, int document)
{
	const char *argv[BUBBLEWRAP_ARGUMENTS + COUNT(confinement) +
			 COUNT(tools[0].arguments) + 12];
	int ends[2], error, copy = from_its_beginning(document);
	size_t n = 0;

	argv[n++] = wrapper;
	n = bubblewrap_confine(argv, n);
	n = add(argv, n, confinement, COUNT(confinement));
	argv[n++] = "--ro-bind";
	argv[n++] = tools[tool].path;
	argv[n++] = tools[tool].path;
	argv[n++] = "--ro-bind-data";
	argv[n++] = "10";
	argv[n++] = "/tmp/in.pdf";
	argv[n++] = tools[tool].path;
	n = add(argv, n, tools[tool].arguments, COUNT(tools[tool].arguments));
	argv[n] = NULL;
	if (copy < 0 || pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	error = spawn((char *const *)argv, copy, ends[1]);
	close(copy);
	close(ends[1]);
	if (error) {
		close(ends[0]);
		return -1;
	}
	return ends[0];
}

struct pdf {
	int fds[TOOLS];
	struct buf said[TOOLS];
	const char *missing; /* why poppler is not asked */
};

static const char *what_is_missing(const char *wrapper)
{
	if (!wrapper)
		return N_("there is no bubblewrap here: install the package bubblewrap");
	for (int i = 0; i < TOOLS; i++)
		if (access(tools[i].path, X_OK) != 0)
			return N_("there is no poppler here: install the package "
				  "poppler-utils");
	return NULL;
}

void decode_pdf_begin(struct decode *decode)
{
	struct pdf *pdf = arena_new_of(decode->arena, struct pdf);
	const char *wrapper = bubblewrap_find();

	decode->begun = pdf;
	pdf->missing = what_is_missing(wrapper);
	for (int i = 0; i < TOOLS; i++) {
		buf_init(&pdf->said[i], tools[i].most);
		pdf->fds[i] =
		    pdf->missing ? -1 : start(wrapper, (enum tool)i, decode->file);
	}
}

/* --- what they wrote -----------------------------------------------------------------
 */

static void hear(int *fd, struct buf *said)
{
	static char piece[64 * 1024];
	ssize_t n = read(*fd, piece, sizeof piece);

	if (n < 0 && errno == EINTR)
		return;
	if (n > 0)
		buf_add(said, str_make(piece, (size_t)n));
	if (n <= 0 || said->full) {
		close(*fd); /* who writes more ends of it */
		*fd = -1;
	}
}

/* Until all have ended; whoever waits for us ends us where they do not. */
static void hear_all(struct pdf *pdf)
{
	for (;;) {
		struct pollfd fds[TOOLS];
		bool any = false;

		for (int i = 0; i < TOOLS; i++) {
			fds[i] = (struct pollfd){ pdf->fds[i], POLLIN, 0 };
			any |= pdf->fds[i] >= 0;
		}
		if (!any)
			return;
		if (poll(fds, TOOLS, 1000) <= 0)
			continue;
		for (int i = 0; i < TOOLS; i++)
			if (pdf->fds[i] >= 0 && fds[i].revents)
				hear(&pdf->fds[i], &pdf->said[i]);
	}
}

/* "Pages:           3" */
static uint32_t page_count(struct str said)
{
	struct str line, value;
	uint32_t pages;

	while (str_split(&said, '\n', &line))
		if (str_eat(&line, STR("Pages:"))) {
			value = str_take_word(&line);
			return str_to_u32(value, &pages) ? pages : 0;
		}
	return 0;
}

static void add_link(struct decode *decode, struct str url, uint32_t page)
{
	struct media *ret = decode->ret;

	for (uint32_t i = 0; i < ret->link_count; i++)
		if (str_eq(ret->links[i].url, url) &&
		    (ret->links[i].page == page || page == 0))
			return;
	if (ret->link_count >= LIMIT_MEDIA_LINKS) {
		ret->cut = STR("links");
		return;
	}
	ARENA_GROW(decode->arena, ret->links, ret->link_count, ret->link_cap);
	ret->links[ret->link_count++] = (struct media_link){ url, page };
}

/* "   1  Annotation    https://a.example/", below a line of titles. */
static void read_urls(struct decode *decode, struct str said)
{
	struct str line;

	while (str_split(&said, '\n', &line)) {
		struct str page = str_take_word(&line), kind = str_take_word(&line);
		uint32_t n;

		if (str_to_u32(page, &n) && kind.n && str_trim(line).n)
			add_link(decode, arena_str(decode->arena, str_trim(line)), n);
	}
}

static void read_pictures(struct decode *decode, struct str said)
{
	struct codes codes;

	codes_init(decode->arena, &codes);
	for (uint32_t page = 1; said.n; page++) {
		struct pictures pictures;
		size_t length = picture_pnm_length(said);

		if (length == 0)
			break;
		pictures_read(str_sub(said, 0, length), &pictures);
		decode->ret->looked = codes_can_look;
		if (pictures.count)
			codes_look(&codes, &pictures.kept[0],
				   &(struct codes_place){ .page = page, .shrunk = 1 });
		pictures_free(&pictures);
		said = str_skip(said, length);
	}
	decode->ret->codes = codes.items;
	decode->ret->code_count = codes.count;
}

static void read_objects(struct decode *decode)
{
	struct media *ret = decode->ret;
	struct pdf_scan scan;

	pdf_scan(decode->arena, decode->bytes, &scan);
	for (int i = 0; i < PDF_ACTIONS; i++) {
		if (!(scan.found >> i & 1))
			continue;
		ARENA_GROW(decode->arena, ret->actions, ret->action_count,
			   ret->action_cap);
		ret->actions[ret->action_count++] = str_c(pdf_action_names[i]);
	}
	for (uint32_t i = 0; i < scan.url_count; i++)
		add_link(decode, scan.urls[i], 0);
	if (scan.is_pdf)
		ret->format = STR("pdf");
	ret->encrypted = scan.encrypted && ret->pages == 0;
	if (ret->cut.n == 0)
		ret->cut = str_c(scan.cut);
}

static void judge(struct media *ret, const struct pdf *pdf)
{
	ret->ok = ret->pages > 0;
	if (pdf->missing)
		ret->trouble = str_c(pdf->missing);
	else if (ret->format.n == 0)
		ret->trouble = STR("it does not begin as a PDF does");
	else if (ret->encrypted)
		ret->trouble = STR("it opens with a password alone");
	else if (!ret->ok)
		ret->trouble = STR("poppler cannot open it");
	else if (ret->pages > LIMIT_MEDIA_PDF_PAGES && ret->cut.n == 0)
		ret->cut = STR("pages");
}

void decode_pdf(struct decode *decode)
{
	struct media *ret = decode->ret;
	struct pdf *pdf = decode->begun;
	struct str text;

	hear_all(pdf);
	ret->pages = page_count(buf_peek(&pdf->said[INFO]));
	read_urls(decode, buf_peek(&pdf->said[URLS]));
	text = buf_peek(&pdf->said[TEXT]);
	ret->text = arena_str(decode->arena, str_sub(text, 0, utf8_valid_prefix(text)));
	read_objects(decode);
	judge(ret, pdf);
	read_pictures(decode, buf_peek(&pdf->said[PICTURES]));
}
