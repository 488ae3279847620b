/* record/maillog.c - see maillog.h: the frames. */
#include "record/maillog.h"

#include "base/json_read.h"
#include "record/maillog_text.h"

static const char *const kind_names[MAILLOG_KINDS] = {
	[MAILLOG_OTHER] = "other",
	[MAILLOG_CONNECT] = "connect",
	[MAILLOG_DISCONNECT] = "disconnect",
	[MAILLOG_LOST] = "lost",
	[MAILLOG_TIMEOUT] = "timeout",
	[MAILLOG_NO_MAIL] = "no-mail",
	[MAILLOG_SILENT] = "silent",
	[MAILLOG_NAME] = "name-unconfirmed",
	[MAILLOG_CLIENT] = "client",
	[MAILLOG_LOCAL] = "local",
	[MAILLOG_REJECT] = "reject",
	[MAILLOG_WOULD_REJECT] = "would-reject",
	[MAILLOG_LOGIN_FAILED] = "login-failed",
	[MAILLOG_TLS] = "tls",
	[MAILLOG_TLS_FAILED] = "tls-failed",
	[MAILLOG_MESSAGE_ID] = "message-id",
	[MAILLOG_HEADER] = "header",
	[MAILLOG_QUEUED] = "queued",
	[MAILLOG_DELIVERY] = "delivery",
	[MAILLOG_REMOTE] = "remote",
	[MAILLOG_NOTICE] = "notice",
	[MAILLOG_EXPIRED] = "expired",
	[MAILLOG_REMOVED] = "removed",
	[MAILLOG_HELD] = "held",
	[MAILLOG_POLICY] = "policy",
	[MAILLOG_SCREEN] = "screen",
	[MAILLOG_STATISTICS] = "statistics",
	[MAILLOG_WARNING] = "warning",
	[MAILLOG_DAEMON] = "daemon",
};

static const char *const format_names[MAILLOG_FORMATS] = {
	[MAILLOG_NO_FRAME] = "none",  [MAILLOG_SYSLOG] = "syslog",
	[MAILLOG_SYSLOG_ISO] = "iso", [MAILLOG_RFC5424] = "rfc5424",
	[MAILLOG_EXPORT] = "export",  [MAILLOG_JSON] = "json",
	[MAILLOG_EXIM] = "exim",
};

const char *maillog_kind_name(enum maillog_kind kind)
{
	return kind_names[kind];
}

const char *maillog_format_name(enum maillog_format format)
{
	return format_names[format];
}

struct str maillog_field(const struct maillog_line *line, const char *name)
{
	for (uint32_t i = 0; i < line->field_count; i++)
		if (strcmp(line->fields[i].name, name) == 0)
			return line->fields[i].value;
	return STR_NONE;
}

int64_t maillog_seconds(const struct maillog_line *line, int64_t year)
{
	struct civil time = line->time;

	if (!line->year_known)
		time.year = year;
	return civil_to_utc(&time) - (line->zone_known ? line->offset_minutes * 60 : 0);
}

/* Postfix: hexadecimal, or (long ids) letters without vowels and digits. Sendmail:
 * "x01JKLmn012345". Exim: "1Ai79e-0000Dq-8i", longer since 4.97. */
bool maillog_is_queue_id(struct str text)
{
	bool digit = false, hex = true;

	if (text.n < 5 || text.n > 32)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (!ascii_is_alnum(c) &&
		    !(c == '-' && text.n >= 16 &&
		      (i == 6 || i == text.n - 3 || i == text.n - 5)))
			return false;
		digit |= ascii_is_digit(c);
		hex &= ascii_is_digit(c) || (c >= 'A' && c <= 'F');
	}
	return digit || hex;
}

/* --- time -----------------------------------------------------------------------------
 */

static bool take_number(struct str *rest, size_t digits, int *ret)
{
	int number = 0;

	if (rest->n < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		if (!ascii_is_digit(rest->p[i]))
			return false;
		number = number * 10 + (rest->p[i] - '0');
	}
	*rest = str_skip(*rest, digits);
	*ret = number;
	return true;
}

/* "21:52:31", with a fraction behind it. */
static bool take_clock(struct str *rest, struct civil *ret)
{
	struct str at = *rest;

	if (!take_number(&at, 2, &ret->hour) || !str_eat_char(&at, ':') ||
	    !take_number(&at, 2, &ret->minute) || !str_eat_char(&at, ':') ||
	    !take_number(&at, 2, &ret->second) || ret->hour > 23 || ret->minute > 59 ||
	    ret->second > 60)
		return false;
	if (at.n > 1 && (at.p[0] == '.' || at.p[0] == ',') && ascii_is_digit(at.p[1]))
		for (at = str_skip(at, 1); at.n && ascii_is_digit(at.p[0]);)
			at = str_skip(at, 1);
	*rest = at;
	return true;
}

static bool lawful_day(const struct civil *time)
{
	return time->month >= 1 && time->month <= 12 && time->day >= 1 && time->day <= 31;
}

/* "Jan  1 21:52:31", also with its year behind the day. */
static bool take_month_time(struct str *rest, struct maillog_line *line)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct str at = *rest, day, word;
	struct civil time = { 0 };
	uint32_t number;

	if (at.n < 4 || at.p[3] != ' ')
		return false;
	for (int i = 0; i < 12; i++)
		if (memcmp(at.p, names + i * 3, 3) == 0)
			time.month = i + 1;
	at = str_skip(at, 4);
	day = str_take_word(&at);
	if (!str_to_u32(day, &number) || number > 31)
		return false;
	time.day = (int)number;
	at = str_trim_left(at);
	word = at;
	if (take_number(&word, 4, &(int){ 0 }) && word.n && word.p[0] == ' ' &&
	    str_to_u32(str_sub(at, 0, 4), &number) && number >= 1970) {
		time.year = number;
		line->year_known = true;
		at = str_trim_left(word);
	}
	if (!lawful_day(&time) || !take_clock(&at, &time))
		return false;
	line->dated = true;
	line->time = time;
	*rest = at;
	return true;
}

static bool take_zone(struct str *rest, struct maillog_line *line)
{
	struct str at = *rest;
	int hours, minutes = 0, sign;

	if (str_eat_char(&at, 'Z')) {
		line->zone_known = true;
		*rest = at;
		return true;
	}
	if (at.n == 0 || (at.p[0] != '+' && at.p[0] != '-'))
		return false;
	sign = at.p[0] == '-' ? -1 : 1;
	at = str_skip(at, 1);
	if (!take_number(&at, 2, &hours))
		return false;
	str_eat_char(&at, ':');
	take_number(&at, 2, &minutes);
	line->zone_known = true;
	line->offset_minutes = sign * (hours * 60 + minutes);
	*rest = at;
	return true;
}

/* "2023-01-01T21:52:31.123456+09:00", "2023-01-01 21:52:31", Exim's "… +0900". */
static bool take_iso_time(struct str *rest, struct maillog_line *line)
{
	struct str at = *rest, zone;
	struct civil time = { 0 };
	int year;

	if (!take_number(&at, 4, &year) || !str_eat_char(&at, '-') ||
	    !take_number(&at, 2, &time.month) || !str_eat_char(&at, '-') ||
	    !take_number(&at, 2, &time.day) || !lawful_day(&time) ||
	    (!str_eat_char(&at, 'T') && !str_eat_char(&at, ' ')) ||
	    !take_clock(&at, &time))
		return false;
	time.year = year;
	line->dated = line->year_known = true;
	line->time = time;
	if (!take_zone(&at, line)) {
		zone = str_trim_left(at);
		if (zone.n > 5 && zone.p[5] == ' ' && take_zone(&zone, line))
			at = zone;
	}
	*rest = at;
	return true;
}

/* --- frames ---------------------------------------------------------------------------
 */

/* "postfix/smtpd[147878]: text", "exim[8003]: ", "policyd-spf: ". */
static bool take_tag(struct str *rest, struct maillog_line *line)
{
	struct str at = str_trim_left(*rest), tag;
	size_t colon = str_find_str(at, STR(": "));
	uint64_t pid = 0;

	if (colon == STR_NPOS && at.n && at.p[at.n - 1] == ':')
		colon = at.n - 1;
	if (colon == STR_NPOS)
		return false;
	tag = str_sub(at, 0, colon);
	if (tag.n == 0 || tag.n > 128 || str_find(tag, ' ') != STR_NPOS)
		return false;
	if (tag.p[tag.n - 1] == ']') {
		size_t open = str_rfind(tag, '[');

		if (open == STR_NPOS ||
		    !str_to_u64(str_sub(tag, open + 1, tag.n - 1), &pid))
			return false;
		tag = str_sub(tag, 0, open);
	}
	line->program = tag;
	line->pid = pid;
	*rest = str_trim_left(str_skip(at, colon + 1));
	return true;
}

/* rsyslog may put "<22>" in front, when it is told to keep it. */
static void skip_priority(struct str *rest)
{
	struct str at = *rest, number;

	if (str_eat_char(&at, '<') && str_cut(at, '>', &number, &at) && number.n <= 3)
		*rest = at;
}

/* RFC 5424: "<22>1 TIME HOST APP PROCID MSGID SD MSG". */
static bool read_5424(struct str rest, struct maillog_line *line)
{
	struct str pid;

	if (!str_eat_char(&rest, '<') || !str_cut(rest, '>', &pid, &rest) ||
	    !str_eat(&rest, STR("1 ")))
		return false;
	if (!str_eat(&rest, STR("- ")) && !take_iso_time(&rest, line))
		return false;
	line->host = str_take_word(&rest);
	line->program = str_take_word(&rest);
	pid = str_take_word(&rest);
	str_to_u64(pid, &line->pid);
	str_take_word(&rest); /* MSGID */
	rest = str_trim_left(rest);
	if (!str_eat_char(&rest, '-'))
		while (rest.n && rest.p[0] == '[') { /* structured data */
			size_t end = 1;
			bool quoted = false;

			for (; end < rest.n && (quoted || rest.p[end] != ']'); end++) {
				if (rest.p[end] == '\\')
					end++;
				else if (rest.p[end] == '"')
					quoted = !quoted;
			}
			rest = str_skip(rest, end + 1);
		}
	rest = str_trim_left(rest);
	str_eat(&rest, STR("\xEF\xBB\xBF"));
	line->text = rest;
	line->format = MAILLOG_RFC5424;
	return true;
}

static bool read_syslog(struct str rest, struct maillog_line *line)
{
	struct maillog_line got = *line;
	struct str tagged;

	skip_priority(&rest);
	if (take_month_time(&rest, &got))
		got.format = MAILLOG_SYSLOG;
	else if (take_iso_time(&rest, &got))
		got.format = MAILLOG_SYSLOG_ISO;
	else
		return false;
	if (rest.n && rest.p[0] != ' ')
		return false;
	tagged = rest;
	got.host = str_take_word(&tagged);
	if (got.host.n >= 16 && got.host.p[6] == '-' && maillog_is_queue_id(got.host))
		return false; /* Exim's own file */
	if (!take_tag(&tagged, &got))
		return false;
	got.text = tagged;
	*line = got;
	return true;
}

/* Microseconds since 1970. */
static void set_real_time(struct maillog_line *line, struct str value)
{
	uint64_t micro;

	if (!str_to_u64(value, &micro) || micro / 1000000 > 253402300799u)
		return;
	civil_from_utc((int64_t)(micro / 1000000), 0, &line->time);
	line->dated = line->year_known = line->zone_known = true;
}

static void set_journal_field(struct maillog_line *line, struct str key, struct str value)
{
	if (str_eq(key, STR("__REALTIME_TIMESTAMP")))
		set_real_time(line, value);
	else if (str_eq(key, STR("_HOSTNAME")))
		line->host = value;
	else if (str_eq(key, STR("SYSLOG_IDENTIFIER")))
		line->program = value;
	else if (str_eq(key, STR("SYSLOG_PID")) ||
		 (str_eq(key, STR("_PID")) && line->pid == 0))
		str_to_u64(value, &line->pid);
	else if (str_eq(key, STR("MESSAGE")))
		line->text = value;
}

static bool read_export(struct str rest, struct maillog_line *line)
{
	struct str piece, key, value;

	if (!str_starts(rest, STR("__")) && str_find(rest, MAILLOG_JOINT) == STR_NPOS)
		return false;
	while (rest.n && str_split(&rest, MAILLOG_JOINT, &piece))
		if (str_cut(piece, '=', &key, &value))
			set_journal_field(line, key, value);
	line->format = MAILLOG_EXPORT;
	return line->text.p;
}

static bool read_json(struct arena *arena, struct str rest, struct maillog_line *line)
{
	static const char *const keys[] = {
		"__REALTIME_TIMESTAMP", "_HOSTNAME", "SYSLOG_IDENTIFIER",
		"SYSLOG_PID",		"_PID",	     "MESSAGE"
	};
	struct json_walk walk;
	struct str key, value;

	if (!str_starts(rest, STR("{")))
		return false;
	json_walk_init(&walk, arena, rest);
	for (json_walk_open(&walk, '{'); json_walk_member(&walk, &key);) {
		bool known = false;

		for (size_t i = 0; i < COUNT(keys); i++)
			known |= str_eq(key, str_c(keys[i]));
		if (known && json_walk_peek(&walk) == '"') {
			if (json_walk_text(&walk, &value))
				set_journal_field(line, key, value);
		} else {
			json_walk_skip(&walk);
		}
	}
	line->format = MAILLOG_JSON;
	return line->text.p;
}

/* "2013-06-15 11:20:36 [2516] 1Unmew-0000ea-SE text": Exim's own file. */
static bool read_exim(struct str rest, struct maillog_line *line)
{
	struct str pid;

	if (!take_iso_time(&rest, line))
		return false;
	rest = str_trim_left(rest);
	if (rest.n && rest.p[0] == '[' && str_find(rest, ']') != STR_NPOS) {
		struct str after = str_skip(rest, 1);

		if (str_cut(after, ']', &pid, &after) && str_to_u64(pid, &line->pid))
			rest = str_trim_left(after);
	}
	line->program = STR("exim");
	line->text = rest;
	line->format = MAILLOG_EXIM;
	return true;
}

static void read_frame(struct arena *arena, struct str rest, struct maillog_line *line)
{
	if (read_json(arena, rest, line) || read_export(rest, line) ||
	    read_5424(rest, line) || read_syslog(rest, line) || read_exim(rest, line))
		return;
	*line = (struct maillog_line){ .text = rest };
	if (take_tag(&rest, line)) {
		line->text = rest;
		return;
	}
	/* "host program[pid]: text", as a journal is shown without times */
	line->host = str_take_word(&rest);
	if (take_tag(&rest, line))
		line->text = rest;
	else
		line->host = line->program = STR_NONE;
}

static bool is_program(struct str program, const char *name)
{
	return str_starts_nocase(program, str_c(name));
}

/* Exim through syslog has its own time and pid again, or not. */
static void read_exim_text(struct maillog_line *line)
{
	struct maillog_line inner = { 0 };

	if (line->format != MAILLOG_EXIM && read_exim(line->text, &inner)) {
		line->text = inner.text;
		if (!line->dated) {
			line->time = inner.time;
			line->dated = line->year_known = true;
		}
	} else if (line->format != MAILLOG_EXIM && line->text.n &&
		   line->text.p[0] == '[') {
		struct str pid, after = str_skip(line->text, 1);
		uint64_t number;

		if (str_cut(after, ']', &pid, &after) && str_to_u64(pid, &number))
			line->text = str_trim_left(after);
	}
	maillog_read_exim(line);
}

void maillog_read(struct arena *arena, struct str line, struct maillog_line *ret)
{
	*ret = (struct maillog_line){ 0 };
	while (line.n && (line.p[line.n - 1] == '\r' || line.p[line.n - 1] == '\n'))
		line.n--;
	read_frame(arena, line, ret);
	if (is_program(ret->program, "exim"))
		read_exim_text(ret);
	else if (!maillog_read_postfix(ret) && !maillog_read_sendmail(ret))
		maillog_read_policy(ret);
}
