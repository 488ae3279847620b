/* record/brand_accept.c - see brand_accept.h.
 *
 * The rules of acceptance, each with its reason:
 * - A brand's name counts at the borders of a word only: "Uberlingen" is no Uber, and the
 *   tem of システム no テム.
 * - Three Latin letters or less must be written as the brand writes them in capitals, or
 *   stand in brackets: "etc." is a word, 【ETC】 is a name.
 * - An ordinary word (marked in the table) is a sender's name where it is the whole name,
 *   stands in brackets, or is followed by a word of service ("Apple Support"); a surname
 *   or a fruit is none of these.
 * - A subject is what people write about. It claims a brand only where a sender's name
 *   stands in subjects: in brackets, in front of the matter, behind a last dash, or
 * before a word of service ("your Netflix account"). Not in answers ("Re: my PayPal
 * account") and not in a list's tag ("[amazon-dev]"). */
#include "record/brand_accept.h"
#include "base/utf8.h"

/* --- neighbours in folded text ------------------------------------------------------ */

static int32_t char_before(struct str text, size_t at)
{
	size_t start = at, length;

	if (at == 0)
		return 0;
	do
		start--;
	while (start > 0 && at - start < 4 &&
	       ((unsigned char)text.p[start] & 0xc0) == 0x80);
	return utf8_decode(str_sub(text, start, at), &length);
}

static int32_t char_after(struct str text, size_t at)
{
	size_t length;

	return at < text.n ? utf8_decode(str_skip(text, at), &length) : 0;
}

static bool is_katakana(int32_t c)
{
	return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc;
}

static bool is_latin(int32_t c)
{
	return c > 0 && c < 0x80 && ascii_is_alnum((char)c);
}

bool accept_at_borders(const struct alias_match *match, struct str text)
{
	int32_t before = char_before(text, match->start);
	int32_t after = char_after(text, match->end);
	const struct alias *alias = match->alias;

	if (is_latin(before) && is_latin(char_after(text, match->start)))
		return false;
	if (is_latin(after) && is_latin(char_before(text, match->end)))
		return false;
	/* Compounds grow to the right (アマゾンプライム), so only short words must end.
	 */
	if (alias->katakana_first && is_katakana(before))
		return false;
	return !(alias->katakana_last && alias->characters <= 3 && is_katakana(after));
}

/* Compound words of service, as they stand behind a name. Folded. */
static const struct str service_words[] = {
	STR("account"),	   STR("alert"),	STR("authentication"),
	STR("bank"),	   STR("billing"),	STR("card"),
	STR("care"),	   STR("center"),	STR("centre"),
	STR("credit"),	   STR("customer"),	STR("delivery"),
	STR("express"),	   STR("finance"),	STR("gift"),
	STR("help"),	   STR("id"),		STR("info"),
	STR("invoice"),	   STR("login"),	STR("mail"),
	STR("member"),	   STR("notice"),	STR("notif"),
	STR("online"),	   STR("order"),	STR("pay"),
	STR("payroll"),	   STR("premium"),	STR("protect"),
	STR("purchase"),   STR("recovery"),	STR("refund"),
	STR("reward"),	   STR("secur"),	STR("service"),
	STR("shipment"),   STR("shipping"),	STR("sign-in"),
	STR("store"),	   STR("subscription"), STR("support"),
	STR("team"),	   STR("transaction"),	STR("update"),
	STR("validation"), STR("verif"),	STR("wallet"),
	STR("webmail"),	   STR("お客"),		STR("お届け"),
	STR("お支払"),	   STR("お知らせ"),	STR("お荷物"),
	STR("からお"),	   STR("からの"),	STR("ご利用"),
	STR("ご注文"),	   STR("ご確認"),	STR("より"),
	STR("アカウント"), STR("カスタマー"),	STR("カード"),
	STR("サポート"),   STR("サービス"),	STR("ショップ"),
	STR("ストア"),	   STR("セキュリティ"), STR("センター"),
	STR("チーム"),	   STR("ポイント"),	STR("メンバー"),
	STR("ログイン"),   STR("事務局"),	STR("会員"),
	STR("会社"),	   STR("公式"),		STR("受信"),
	STR("支払"),	   STR("本人"),		STR("株式"),
	STR("注文"),	   STR("確認"),		STR("窓口"),
	STR("管理"),	   STR("緊急"),		STR("自動"),
	STR("証券"),	   STR("請求"),		STR("運営"),
	STR("配信"),	   STR("重要"),		STR("銀行"),
	STR("電子"),
};

struct str service_word(struct str text)
{
	struct str best = STR_NONE;

	for (size_t i = 0; i < COUNT(service_words); i++) {
		if (service_words[i].n > best.n && str_starts(text, service_words[i]))
			best = service_words[i];
	}
	return str_sub(text, 0, best.n);
}

/* What stands between a name and the word that says what of it: blanks, の, 's. */
static struct str skip_joint(struct str text)
{
	str_eat(&text, STR("'s"));
	str_eat(&text, STR("\u2019s"));
	str_eat(&text, STR("\u00ae"));
	text = str_trim_left(text);
	str_eat(&text, STR("の"));
	return str_trim_left(text);
}

static bool service_follows(struct str text, size_t end)
{
	return service_word(skip_joint(str_skip(text, end))).n > 0;
}

static bool is_open_bracket(int32_t c)
{
	return c == '[' || c == '(' || c == '<' || c == '{' || c == 0x3010 ||
	       c == 0x300c || c == 0x300e || c == 0x3014 || c == 0x300a || c == 0x3008 ||
	       c == 0x226a || c == 0xab || c == 0x201c;
}

static bool is_close_bracket(int32_t c)
{
	return c == ']' || c == ')' || c == '>' || c == '}' || c == 0x3011 ||
	       c == 0x300d || c == 0x300f || c == 0x3015 || c == 0x300b || c == 0x3009 ||
	       c == 0x226b || c == 0xbb || c == 0x201d;
}

/* "[PayPal]" and 【三井住友カード】; "[amazon-dev]" is a list. In lenticular brackets,
 * which lists do not use, a name may be followed by more: 【楽天市場】, 【ETCカード】. */
static bool in_brackets(const struct alias_match *match, struct str text)
{
	int32_t before = char_before(text, match->start);
	int32_t after = char_after(text, match->end);

	if (!is_open_bracket(before))
		return false;
	return is_close_bracket(after) ||
	       (before == 0x3010 && match->alias->kind == ALIAS_DISTINCTIVE) ||
	       (before != '[' && service_follows(text, match->end));
}

/* --- names ------------------------------------------------------------------------ */

struct str folded_written(const struct folded *folded, const struct alias_match *match)
{
	size_t from = match->start, to = match->end;

	if (folded->at) {
		from = folded->at[from];
		to = folded->at[to];
	}
	return str_sub(folded->source, from, to);
}

static bool is_upper(struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] >= 'a' && text.p[i] <= 'z')
			return false;
	}
	return true;
}

/* Nothing but the alias, and what is no letter. */
static bool is_whole(const struct alias_match *match, struct str text)
{
	struct str before = str_sub(text, 0, match->start);
	struct str after = str_skip(text, match->end);
	struct str rests[] = { before, after };

	for (size_t i = 0; i < COUNT(rests); i++) {
		if (rests[i].n > 16)
			return false;
		for (size_t j = 0; j < rests[i].n; j++) {
			if (ascii_is_alnum(rests[i].p[j]) ||
			    (unsigned char)rests[i].p[j] >= 0x80)
				return false;
		}
	}
	return true;
}

bool accept_in_name(const struct alias_match *match, const struct folded *folded)
{
	struct str text = folded->text;

	if (match->alias->kind == ALIAS_DISTINCTIVE || is_whole(match, text) ||
	    in_brackets(match, text))
		return true;
	if (match->alias->kind == ALIAS_SHORT)
		return is_upper(match->alias->text) &&
		       is_upper(folded_written(folded, match));
	return match->start == 0 && service_follows(text, match->end);
}

/* --- subjects ------------------------------------------------------------------------
 */

static bool is_wordless(int32_t c)
{
	return c < 0x80 ? !ascii_is_alnum((char)c)
			: (c >= 0x2000 && c < 0x3005) || c >= 0x1f000 || c == 0x30fb ||
			      (c >= 0x3008 && c <= 0x303f);
}

struct matter matter_find(struct str text)
{
	struct matter m = { 0, text.n };
	bool inside = false;

	while (m.start < text.n) {
		size_t length;
		int32_t c = utf8_decode(str_skip(text, m.start), &length);

		if (is_open_bracket(c))
			inside = true;
		else if (is_close_bracket(c))
			inside = false;
		else if (!inside && !is_wordless(c))
			break;
		m.start += length;
	}
	if (m.start == text.n)
		m.start = 0;
	while (m.end > m.start && is_wordless((unsigned char)text.p[m.end - 1]))
		m.end--;
	return m;
}

/* が は も を に 、 behind a name make it what the sentence is about. */
static bool topic_follows(struct str text, size_t end)
{
	static const int32_t particles[] = { 0x304c, 0x306f, 0x3082, 0x3092,
					     0x306b, 0x3001, 0x3068, 0x3084 };
	int32_t after = char_after(text, end);

	for (size_t i = 0; i < COUNT(particles); i++) {
		if (after == particles[i])
			return true;
	}
	return false;
}

static bool separator_before(struct str text, size_t start)
{
	struct str before = str_trim_right(str_sub(text, 0, start));
	int32_t c = char_before(before, before.n);

	return before.n && before.n < start
		   ? c == '-' || c == '|' || c == ':' || c == 0x2013 || c == 0x2014 ||
			 str_ends(before, STR(" from")) || str_ends(before, STR(" by"))
		   : c == '|' || c == 0x2013 || c == 0x2014;
}

static bool opens_subject(const struct alias_match *match, struct str text)
{
	struct str after = str_skip(text, match->end);
	int32_t c = char_after(text, match->end);

	if (topic_follows(text, match->end))
		return false;
	if (c >= 0x80)
		return true;
	after = str_trim_left(after);
	c = char_after(after, 0);
	return after.n == 0 || c == ':' || c == '-' || c == '|' || c == '!' || c >= 0x80;
}

bool accept_in_subject(const struct alias_match *match, const struct folded *folded,
		       const struct matter *matter)
{
	struct str text = folded->text;
	bool plain_word = match->alias->kind != ALIAS_DISTINCTIVE;

	if (match->alias->kind == ALIAS_SHORT && !in_brackets(match, text) &&
	    !(is_upper(match->alias->text) && is_upper(folded_written(folded, match))))
		return false;
	if (in_brackets(match, text))
		return !(match->alias->kind == ALIAS_SHORT &&
			 !is_upper(folded_written(folded, match)) &&
			 is_upper(match->alias->text));
	if (service_follows(text, match->end))
		return true;
	if (plain_word)
		return match->start == matter->start && match->end == matter->end;
	if (match->start == matter->start)
		return opens_subject(match, text);
	return match->end == matter->end && separator_before(text, match->start);
}
