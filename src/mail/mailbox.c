/* mail/mailbox.c - see mailbox.h. */
#include "mail/mailbox.h"

enum {
	LOOK_AT = 64 << 10, /* bytes that decide what an input is */
};

/* --- lines ------------------------------------------------------------------ */

static struct str without_cr(struct str line)
{
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

static bool has_word(struct str s, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(s, str_c(words[i])))
			return true;
	return false;
}

static bool is_weekday(struct str s)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu",
					    "Fri", "Sat", "Sun" };

	return s.n >= 3 && has_word(s, days, COUNT(days));
}

static bool is_month(struct str s)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	return s.n >= 3 && has_word(s, months, COUNT(months));
}

/* "8:12" at least */
static bool is_time(struct str s)
{
	size_t colon = str_find(s, ':');

	return (colon == 1 || colon == 2) && s.n >= colon + 3 && ascii_is_digit(s.p[0]) &&
	       ascii_is_digit(s.p[colon + 1]) && ascii_is_digit(s.p[colon + 2]);
}

static bool is_year(struct str s)
{
	uint32_t year;

	return s.n == 4 && str_to_u32(s, &year) && year >= 1970;
}

/* "From joe@example.org Fri Jul  8 12:08:34 2011": sender, then a date in the
 * manner of asctime(), maybe with a zone in it or "remote from" behind. The
 * sentence "From now on …" has no weekday, month, time and year behind it. */
static bool is_from_line(struct str line)
{
	struct str rest, word;
	bool weekday = false, month = false, time = false, year = false;

	line = without_cr(line);
	if (!str_starts(line, STR("From ")))
		return false;
	rest = str_skip(line, 5);
	while ((word = str_take_word(&rest)).n) {
		weekday |= is_weekday(word);
		month |= weekday && is_month(word);
		time |= is_time(word);
		year |= is_year(word);
	}
	return weekday && month && time && year;
}

/* A field name, maybe blanks, and the colon (RFC 5322, 2.2). */
static bool is_field_line(struct str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] > ' ' && line.p[n] < 0x7F && line.p[n] != ':')
		n++;
	if (n == 0 || n > 128)
		return false;
	while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	/* "http://…" is a line of text. */
	return n < line.n && line.p[n] == ':' &&
	       !str_starts(str_skip(line, n), STR("://"));
}

/* Names that no other kind of text begins a line with; "X-" stands for all of its kin. */
static bool is_mail_field(struct str line)
{
	static const char *const names[] = {
		"Received",
		"Return-Path",
		"Delivered-To",
		"From",
		"To",
		"Subject",
		"Date",
		"Message-ID",
		"MIME-Version",
		"Content-Type",
		"Reply-To",
		"Sender",
		"Cc",
		"DKIM-Signature",
		"Authentication-Results",
		"Received-SPF",
		"Envelope-To",
		"References",
		"In-Reply-To",
		"Content-Transfer-Encoding",
		"ARC-Seal",
		"ARC-Message-Signature",
		"ARC-Authentication-Results",
		"List-Unsubscribe",
		"List-Id",
		"User-Agent",
		"Resent-From",
		"DomainKey-Signature",
		"Precedence",
		"Newsgroups",
		"Path",
		"Bcc",
		"Thread-Topic",
		"Importance",
		"Organization",
		"Errors-To",
	};
	struct str name;

	if (!is_field_line(line))
		return false;
	name = str_trim_right(str_until(line, ':'));
	if (name.n > 2 && str_starts_nocase(name, STR("X-")))
		return true;
	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq_nocase(name, str_c(names[i])))
			return true;
	return false;
}

/* --- where the message begins ---------------------------------------------- */

/* Is the line at the front of `rest` the first one of a header? One field that
 * only mail has, or two lines in a row that look like fields. */
static bool begins_header(struct str rest)
{
	struct str line, next = rest;

	if (!str_split(&next, '\n', &line))
		return false;
	line = without_cr(line);
	if (is_mail_field(line))
		return true;
	if (!is_field_line(line))
		return false;
	while (next.p && next.n && (next.p[0] == ' ' || next.p[0] == '\t'))
		str_split(&next, '\n', &line);
	return next.p && str_split(&next, '\n', &line) && is_field_line(without_cr(line));
}

static struct str after_mark(struct str input)
{
	return str_starts(input, STR("\xEF\xBB\xBF")) ? str_skip(input, 3) : input;
}

/* Where the header starts, or STR_NPOS. A field line takes the lines of its
 * folding with it, so each line is looked at twice at most. */
static size_t header_start(struct str input)
{
	struct str rest = after_mark(str_sub(input, 0, LOOK_AT)), line;

	while (rest.p && rest.n) {
		struct str here = rest;

		str_split(&rest, '\n', &line);
		if (!is_from_line(line) && begins_header(here))
			return str_offset(input, here);
	}
	return STR_NPOS;
}

size_t mailbox_junk(struct str input)
{
	size_t start = header_start(input);

	return start == STR_NPOS ? 0 : start;
}

/* --- what it is ----------------------------------------------------------------- */

static bool is_ole(struct str start)
{
	return str_starts(start, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

/* The first line that is not blank. */
static struct str first_line(struct str start)
{
	struct str rest = str_trim_left(after_mark(start)), line = { 0 };

	str_split(&rest, '\n', &line);
	return line;
}

struct counted {
	uint32_t messages;
};

static void count_one(void *arg, uint64_t offset, uint64_t length)
{
	(void)offset;
	(void)length;
	((struct counted *)arg)->messages++;
}

static bool is_mbox(struct str start, bool whole)
{
	struct mbox_splitter splitter;
	struct counted counted = { 0 };

	if (!is_from_line(first_line(start)))
		return false;
	/* More may come behind what was seen; the splitter then finds out. */
	if (!whole)
		return true;
	mbox_splitter_init(&splitter);
	mbox_splitter_feed(&splitter, start, count_one, &counted);
	mbox_splitter_end(&splitter, count_one, &counted);
	return counted.messages > 1;
}

static bool has_empty_line(struct str text)
{
	size_t end;

	while (!str_starts(text, STR("\n")) && !str_starts(text, STR("\r\n"))) {
		end = str_find(text, '\n');
		if (end == STR_NPOS)
			return false;
		text = str_skip(text, end + 1);
	}
	return true;
}

/* An empty line ends a header, even where nothing follows: fields alone, as
 * people paste them, have none. */
static bool has_body(struct str message)
{
	struct str rest = message, line;

	/* Whatever stands above it. */
	if (has_empty_line(message))
		return true;
	while (rest.p && rest.n) {
		str_split(&rest, '\n', &line);
		if (without_cr(line).n == 0)
			return rest.p != NULL;
		if (!is_field_line(line) && line.p[0] != ' ' && line.p[0] != '\t')
			return true; /* a body without the empty line */
	}
	return false;
}

/* What nobody knows as a mail's is one where it is written as programs write fields,
 * "Name: value"; /etc/passwd and many a configuration have colons too. */
static bool is_written_as_field(struct str line)
{
	size_t colon = str_find(line, ':');

	return is_field_line(line) && line.p[0] >= 'A' && line.p[0] <= 'Z' &&
	       (colon + 1 == line.n || line.p[colon + 1] == ' ' ||
		line.p[colon + 1] == '\t');
}

/* One field of a mail does; else all of them must look like fields. */
static bool is_header(struct str header)
{
	bool written = true;
	struct str line;

	while (header.p && header.n) {
		str_split(&header, '\n', &line);
		line = without_cr(line);
		if (is_mail_field(line))
			return true;
		if (line.n == 0)
			break;
		if (is_field_line(line))
			written &= is_written_as_field(line);
	}
	return written;
}

enum input_kind mailbox_kind(struct str start, bool whole)
{
	size_t header;

	if (start.n == 0)
		return INPUT_EMPTY;
	if (is_ole(start))
		return INPUT_OUTLOOK;
	header = header_start(start);
	if (header == STR_NPOS || !is_header(str_sub(start, header, header + LOOK_AT)))
		return INPUT_NOT_MAIL;
	if (is_mbox(start, whole))
		return INPUT_MBOX;
	return whole && !has_body(str_skip(start, header)) ? INPUT_HEADERS
							   : INPUT_MESSAGE;
}

/* --- splitting --------------------------------------------------------------------- */

void mbox_splitter_init(struct mbox_splitter *splitter)
{
	*splitter = (struct mbox_splitter){ .line_start = true, .blank_before = true };
}

/* The message being read ends before the line that starts at `end`; the empty
 * line in front of a "From " line is the mailbox's, not the message's. */
static void report(struct mbox_splitter *splitter, uint64_t end, mbox_found *found,
		   void *arg)
{
	if (splitter->inside && end >= splitter->start)
		found(arg, splitter->start, end - splitter->start);
	splitter->inside = false;
}

/* The held line is whole (or longer than any envelope line): what is it? */
static void judge(struct mbox_splitter *splitter, bool line_ended, mbox_found *found,
		  void *arg)
{
	struct str line = str_make(splitter->hold, splitter->held);
	uint64_t start = splitter->position - splitter->held;
	bool blank = without_cr(line_ended ? str_sub(line, 0, line.n - 1) : line).n == 0;

	if (splitter->blank_before && is_from_line(line)) {
		report(splitter, start - splitter->blank_length, found, arg);
		splitter->in_from_line = !line_ended;
		splitter->start = splitter->position;
		splitter->inside = true;
	}
	splitter->blank_before = blank && line_ended;
	splitter->blank_length = splitter->blank_before ? (uint8_t)splitter->held : 0;
	splitter->line_start = line_ended;
	splitter->held = 0;
}

/* Could the bytes held be the beginning of a line that matters? */
static bool may_matter(const struct mbox_splitter *splitter)
{
	static const char from[5] = { 'F', 'r', 'o', 'm', ' ' };
	size_t n = splitter->held;

	if (n == 1 && (splitter->hold[0] == '\r' || splitter->hold[0] == '\n'))
		return true;
	if (n == 2 && splitter->hold[0] == '\r' && splitter->hold[1] == '\n')
		return true;
	return splitter->blank_before &&
	       memcmp(splitter->hold, from, n < sizeof from ? n : sizeof from) == 0;
}

static void feed_char(struct mbox_splitter *splitter, char c, mbox_found *found,
		      void *arg)
{
	splitter->hold[splitter->held++] = c;
	splitter->position++;
	if (c == '\n' || splitter->held == sizeof splitter->hold || !may_matter(splitter))
		judge(splitter, c == '\n', found, arg);
}

void mbox_splitter_feed(struct mbox_splitter *splitter, struct str window,
			mbox_found *found, void *arg)
{
	while (window.n) {
		const char *feed;
		size_t n;

		if (splitter->line_start) {
			feed_char(splitter, window.p[0], found, arg);
			window = str_skip(window, 1);
			continue;
		}
		/* The rest of a line that does not matter. */
		feed = memchr(window.p, '\n', window.n);
		n = feed ? (size_t)(feed - window.p) + 1 : window.n;
		splitter->position += n;
		splitter->line_start = feed != NULL;
		if (feed && splitter->in_from_line) {
			splitter->in_from_line = false;
			splitter->start = splitter->position;
		}
		window = str_skip(window, n);
	}
}

void mbox_splitter_end(struct mbox_splitter *splitter, mbox_found *found, void *arg)
{
	if (splitter->held)
		judge(splitter, false, found, arg);
	report(splitter, splitter->position - splitter->blank_length, found, arg);
}
