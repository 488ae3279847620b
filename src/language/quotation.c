/* language/quotation.c - see quotation.h.
 *
 * Line by line. A line behind ">" is quoted by itself. A mark that stands alone (a rule
 * with words in it, an attribution, the header of a forwarded mail) quotes all that
 * follows: programs that put it there write above it, and those that answer below it
 * write ">" as well. */
#include "language/quotation.h"

#include "base/limits.h"
#include "base/utf8.h"

/* A mark is short; what is longer is a paragraph. */
enum { MARK_BYTES = 400, HEADER_LINES = 8, HEADER_LABELS = 3 };

struct line {
	size_t start, end, next; /* in the text; `end` without the line end */
	struct str text;	 /* trimmed, at most MARK_BYTES */
	bool whole;		 /* … which is all of it */
};

static bool take_line(struct str text, size_t at, struct line *ret)
{
	const char *end;

	if (at >= text.n)
		return false;
	end = memchr(text.p + at, '\n', text.n - at);
	ret->start = at;
	ret->end = end ? (size_t)(end - text.p) : text.n;
	ret->next = end ? ret->end + 1 : text.n;
	ret->whole = ret->end - ret->start <= MARK_BYTES;
	ret->text = str_trim(
	    str_sub(text, ret->start, ret->whole ? ret->end : ret->start + MARK_BYTES));
	return true;
}

static bool has_any(struct str text, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_find_str_nocase(text, words[i]) != STR_NPOS)
			return true;
	return false;
}

/* --- "-----Original Message-----", "Begin forwarded message:" --------------------- */

static const struct str forwards[] = {
	STR("forwarded message"),
	STR("fwd message"),
	STR("forwarded by"),
	STR("weitergeleitete nachricht"),
	STR("message transf"),
	STR("mensaje reenviado"),
	STR("mensagem encaminhada"),
	STR("messaggio inoltrato"),
	STR("doorgestuurd bericht"),
	STR("転送メッセージ"),
	STR("転送されたメッセージ"),
	STR("转发邮件"),
	STR("轉寄郵件"),
	STR("转发的邮件"),
	STR("Пересылаемое сообщение"),
};
static const struct str originals[] = {
	STR("original message"),
	STR("reply message"),
	STR("urspr\u00fcngliche nachricht"),
	STR("message d'origine"),
	STR("message d\u2019origine"),
	STR("mensaje original"),
	STR("mensagem original"),
	STR("messaggio originale"),
	STR("oorspronkelijk bericht"),
	STR("元のメッセージ"),
	STR("元のメール"),
	STR("原始邮件"),
	STR("原始郵件"),
	STR("Исходное сообщение"),
};
/* Apple's stands without a rule around it. */
static const struct str begins[] = {
	STR("begin forwarded message"),	   STR("anfang der weitergeleiteten nachricht"),
	STR("d\u00e9but du message"),	   STR("inicio del mensaje reenviado"),
	STR("inizio messaggio inoltrato"), STR("in\u00edcio da mensagem"),
	STR("転送されたメッセージ"),	   STR("开始转发的邮件"),
};

static bool is_rule(struct str text)
{
	return str_starts(text, STR("--")) || str_starts(text, STR("__")) ||
	       str_starts(text, STR("==")) || str_starts(text, STR("**"));
}

static bool is_rule_mark(struct str text, enum quotation_kind *ret)
{
	if (text.n > 120)
		return false;
	for (size_t i = 0; i < COUNT(begins); i++) {
		if (str_starts_nocase(text, begins[i]) && str_ends(text, STR(":"))) {
			*ret = QUOTED_FORWARD;
			return true;
		}
	}
	if (!is_rule(text))
		return false;
	*ret = has_any(text, forwards, COUNT(forwards)) ? QUOTED_FORWARD : QUOTED_ANSWER;
	return *ret == QUOTED_FORWARD || has_any(text, originals, COUNT(originals));
}

/* --- "On Monday Ann <a@b.example> wrote:" ------------------------------------------- */

static const struct str verbs[] = {
	STR("wrote"),	      STR("schrieb"),	       STR("a \u00e9crit"),
	STR("escribi\u00f3"), STR("ha scritto"),       STR(" escreveu"),
	STR(" schreef"),      STR(" skrev"),	       STR("написал"),
	STR("写道"),	      STR("さんは書きました"), STR("さんが書きました"),
	STR("のメール"),      STR(" napisa\u0142"),
};

static bool ends_as_mark(struct str text)
{
	return str_ends(text, STR(":")) || str_ends(text, STR("\uff1a"));
}

static bool has_digit(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (ascii_is_digit(text.p[i]))
			return true;
	return false;
}

/* A bare "He wrote:" introduces what somebody said; one who is named by his address, or
 * the day on which he wrote, is a program's. */
static bool names_mail(struct str text)
{
	return str_find(text, '@') != STR_NPOS ||
	       (has_digit(text) && str_find(text, ':') + 1 < text.n);
}

static bool is_attribution(struct str text)
{
	if (!ends_as_mark(text))
		return false;
	/* Gmail's in languages that have no verb there: "… <a@b.example>:". */
	if (str_ends(text, STR(">:")) && str_find(text, '@') != STR_NPOS &&
	    has_digit(text))
		return true;
	return has_any(text, verbs, COUNT(verbs)) && names_mail(text);
}

/* Folded by the program that wrote it: the mark is this line and the one before. */
static bool is_folded_attribution(struct str text, const struct line *previous,
				  struct str line)
{
	struct str both;

	if (!previous->whole || previous->text.n == 0 || line.n > 120 ||
	    !ends_as_mark(line) || is_attribution(line))
		return false;
	both = str_sub(text, previous->start,
		       (size_t)(line.p - text.p) + line.n); /* one slice of the text */
	return has_any(line, verbs, COUNT(verbs)) && names_mail(str_trim(both));
}

/* --- "From: … Sent: … To: … Subject: …" --------------------------------------------- */

static const struct str from_labels[] = {
	STR("From"), STR("差出人"),   STR("送信者"), STR("Von"), STR("De"),
	STR("Da"),   STR("发件人"),   STR("寄件者"), STR("Van"), STR("От"),
	STR("Od"),   STR("Gönderen"), STR("Fra"),
};
static const struct str other_labels[] = {
	STR("Sent"),	STR("Date"),	  STR("To"),	   STR("Cc"),
	STR("Subject"), STR("Reply-To"),  STR("送信日時"), STR("日時"),
	STR("日付"),	STR("宛先"),	  STR("件名"),	   STR("Gesendet"),
	STR("Datum"),	STR("An"),	  STR("Betreff"),  STR("Envoy\u00e9"),
	STR("\u00c0"),	STR("Objet"),	  STR("Enviado"),  STR("Para"),
	STR("Asunto"),	STR("Assunto"),	  STR("Inviato"),  STR("Data"),
	STR("A"),	STR("Oggetto"),	  STR("发送时间"), STR("日期"),
	STR("收件人"),	STR("主题"),	  STR("寄件日期"), STR("收件者"),
	STR("主旨"),	STR("Verzonden"), STR("Aan"),	   STR("Onderwerp"),
	STR("Дата"),	STR("Кому"),	  STR("Тема"),
};

/* "From: x", "*From:* x", "差出人： x": what stands behind the colon. */
static bool eat_label(struct str text, const struct str *labels, size_t count,
		      struct str *ret)
{
	for (size_t i = 0; i < count; i++) {
		struct str rest = text;

		str_eat_char(&rest, '*');
		if (!str_eat(&rest, labels[i]))
			continue;
		str_eat_char(&rest, '*');
		rest = str_trim_left(rest);
		str_eat(&rest, STR("\u00a0"));
		if (!str_eat_char(&rest, ':') && !str_eat(&rest, STR("\uff1a")))
			continue;
		str_eat_char(&rest, '*');
		*ret = str_trim(rest);
		return true;
	}
	return false;
}

/* A form may have a line "From:"; a header has three lines of its kind and more. */
static bool is_header(struct str text, const struct line *first, struct str *ret_from)
{
	struct line line = *first;
	uint32_t labels = 1;
	struct str value;

	if (!eat_label(first->text, from_labels, COUNT(from_labels), ret_from))
		return false;
	for (int i = 0; i < HEADER_LINES && take_line(text, line.next, &line); i++)
		labels += eat_label(line.text, other_labels, COUNT(other_labels), &value);
	return labels >= HEADER_LABELS;
}

/* --- all lines ---------------------------------------------------------------------- */

struct hunt {
	struct arena *arena;
	struct str text;
	struct quotations *found;
	bool own; /* a word that is nobody else's */
};

static void add(struct hunt *h, size_t start, size_t end, enum quotation_kind kind,
		struct str from)
{
	struct quotations *found = h->found;
	struct quotation *last = found->count ? &found->items[found->count - 1] : NULL;

	if (last && last->kind == kind && last->end >= start) {
		last->end = end;
		return;
	}
	if (found->count >= LIMIT_QUOTATIONS) {
		found->cut = true;
		last->end = h->text.n;
		return;
	}
	ARENA_GROW(h->arena, found->items, found->count, found->cap);
	found->items[found->count++] = (struct quotation){ start, end, kind, from };
}

/* Who wrote the block that begins at `at`: its header may follow the mark. */
static struct str from_behind(struct str text, size_t at)
{
	struct line line = { .next = at };
	struct str from;

	for (int i = 0; i < HEADER_LINES && take_line(text, line.next, &line); i++)
		if (eat_label(line.text, from_labels, COUNT(from_labels), &from))
			return from;
	return STR_NONE;
}

static bool says_something(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (ascii_is_alnum(text.p[i]) || (unsigned char)text.p[i] >= 0xc3)
			return true;
	return false;
}

static bool next_is_quoted(struct str text, size_t at)
{
	struct line line = { .next = at };

	for (int i = 0; i < 3 && take_line(text, line.next, &line); i++)
		if (line.text.n)
			return line.text.p[0] == '>';
	return false;
}

/* False: all that follows is quoted. */
static bool look_at(struct hunt *h, const struct line *line, const struct line *previous)
{
	enum quotation_kind kind;
	struct str from;

	if (line->text.n == 0)
		return true;
	if (line->text.p[0] == '>') {
		add(h, line->start, line->next, QUOTED_ANSWER, STR_NONE);
		return true;
	}
	if (line->whole && is_rule_mark(line->text, &kind)) {
		add(h, line->start, h->text.n, kind, from_behind(h->text, line->next));
		return false;
	}
	if (line->whole && is_header(h->text, line, &from)) {
		add(h, line->start, h->text.n, QUOTED_FORWARD, from);
		return false;
	}
	if (line->whole && (is_attribution(line->text) ||
			    is_folded_attribution(h->text, previous, line->text))) {
		if (next_is_quoted(h->text, line->next))
			return true;
		add(h, line->start, h->text.n, QUOTED_ANSWER, STR_NONE);
		return false;
	}
	h->own = h->own || says_something(line->text);
	return true;
}

void quotations_find(struct arena *arena, struct str text, struct quotations *ret)
{
	struct hunt h = { .arena = arena, .text = text, .found = ret };
	struct line line = { 0 }, previous = { 0 };

	*ret = (struct quotations){ 0 };
	while (!ret->cut && take_line(text, line.next, &line)) {
		if (!look_at(&h, &line, &previous))
			break;
		previous = line;
	}
	if (!h.own)
		ret->count = 0;
}

const struct quotation *quotation_at(const struct quotations *quotations, size_t at)
{
	uint32_t low = 0, high = quotations->count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (quotations->items[mid].end <= at)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < quotations->count && quotations->items[low].start <= at)
		return &quotations->items[low];
	return NULL;
}
