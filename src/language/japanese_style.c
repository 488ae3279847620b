/* language/japanese_style.c - sentences that no business would send to a customer: plain
 * style among polite, sentences that run into each other, words twice, another language's
 * punctuation and dates.
 *
 * Each of these happens to honest people; formal mail alone is looked at. */
#include "base/limits.h"
#include "language/reader.h"

static bool is_class(const struct writing *w, uint32_t i, enum letter_class class_)
{
	return i < w->count && w->items[i].class_ == class_;
}

static bool ends_with_one(const struct writing *w, uint32_t at, const char *const *list,
			  size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (writing_ends(w, at, str_c(list[i])))
			return true;
	return false;
}

/* Words of respect: whoever uses them writes to a customer. */
static bool is_formal(struct str text)
{
	static const char *const words[] = { "ございます", "いたします", "致します",
					     "申し上げ",   "お客様",	 "お客さま",
					     "いただき",   "頂き",	 "ご利用" };
	uint32_t found = 0;

	for (size_t i = 0; i < COUNT(words); i++)
		found += str_find_str(text, str_c(words[i])) != STR_NPOS;
	return found >= 2;
}

/* --- register --------------------------------------------------------------------- */

static const char *const polite_ends[] = {
	"です",	    "ます",   "ました", "ません", "でした",   "でしょう", "ましょう",
	"ください", "下さい", "ませ",	"ですか", "ますか",   "ですね",	  "ますね",
	"ますよ",   "ですよ", "ですが", "ますが", "致します",
};
static const char *const plain_ends[] = {
	"ている", "ていた",   "である", "であった", "のだ",   "だった", "られる",
	"される", "なかった", "できる", "となる",   "になる", "がある", "であろう",
};

struct registers {
	uint32_t plain[LIMIT_SLIPS]; /* where such sentences end */
	uint32_t plain_count, polite;
};

/* A note, a point of a list, a text in brackets: written plainly by custom. */
static bool is_aside(const struct writing *w, const struct sentence *s)
{
	static const struct str marks = STR("※＊*・●■◆◇○□→⇒-‐－－>＞(（[［「『【①②③④⑤");
	uint32_t i = s->from;

	while (i < s->to && w->items[i].class_ == LETTER_BLANK)
		i++;
	if (i == s->to || w->items[i].quoted || w->items[i].class_ == LETTER_DIGIT)
		return true;
	return str_find_str(marks, writing_slice(w, i, i + 1)) != STR_NPOS;
}

static void judge_sentence(struct slip_reader *r, const struct sentence *s,
			   struct registers *registers)
{
	enum { SHORT = 10 };
	const struct writing *w = &r->w;
	uint32_t end = s->to;

	if (!is_class(w, end, LETTER_STOP) || s->kana < 2 || is_aside(w, s) ||
	    w->items[end ? end - 1 : 0].quoted)
		return;
	if (ends_with_one(w, end, polite_ends, COUNT(polite_ends)))
		registers->polite++;
	else if (s->to - s->from >= SHORT && registers->plain_count < LIMIT_SLIPS &&
		 ends_with_one(w, end, plain_ends, COUNT(plain_ends)))
		registers->plain[registers->plain_count++] = end;
}

static void read_registers(struct slip_reader *r)
{
	enum { LEAST_POLITE = 3, SHOWN = 10 };
	struct registers registers = { 0 };
	struct sentence s;

	for (uint32_t at = 0; writing_sentence(&r->w, &at, &s);)
		judge_sentence(r, &s, &registers);
	r->slips->polite += registers.polite;
	r->slips->plain += registers.plain_count;
	if (registers.polite < LEAST_POLITE ||
	    registers.plain_count * 3 > registers.polite)
		return;
	for (uint32_t i = 0; i < registers.plain_count; i++) {
		uint32_t end = registers.plain[i];
		uint32_t from = end > SHOWN ? end - SHOWN : 0;

		slip_add_letters(r, (struct slip){ .kind = SLIP_REGISTER }, from, end,
				 from, end);
	}
}

/* --- stops ------------------------------------------------------------------------ */

/* Verbs of respect stand before a noun, too: "ご利用いただきますお客様". */
static bool is_attributive(const struct writing *w, uint32_t end)
{
	static const char *const stems[] = { "いただき", "頂き", "いたし", "致し",
					     "ござい",	 "おり", "なり",   "まいり",
					     "参り",	 "上げ", "し",	   "くださり",
					     "下さり",	 "願い", "頂戴し", "ます" };

	return ends_with_one(w, end, stems, COUNT(stems));
}

/* Nouns that make a clause of what stands before them. */
static bool is_formal_noun(const struct writing *w, uint32_t at)
{
	static const char *const nouns[] = {
		"際",	"場合", "様",	  "旨",	  "通り",   "前",     "後",
		"間",	"時",	"為",	  "所",	  "事",	    "方",     "者",
		"物",	"点",	"中",	  "等",	  "頃",	    "度",     "上",
		"限り", "以上", "毎",	  "皆",	  "内",	    "節",     "折",
		"程",	"由",	"故",	  "件",	  "様子",   "迄",     "予定",
		"旨",	"模",	"又",	  "当該", "各",	    "各",     "商品",
		"会員", "他",	"お客様", "ケ",	  "ケース", "ページ", "サービス"
	};

	for (size_t i = 0; i < COUNT(nouns); i++)
		if (writing_has(w, at, str_c(nouns[i])))
			return true;
	return false;
}

/* "入りますメールを": the ending of a sentence, and a noun that is none of its own. */
static bool ends_sentence(const struct writing *w, uint32_t at)
{
	static const char *const ends[] = { "ください", "下さい", "です", "でした" };
	static const struct str verbs[] = { STR("ます"), STR("ました"), STR("ません") };

	if (ends_with_one(w, at, ends, COUNT(ends)))
		return true;
	for (size_t i = 0; i < COUNT(verbs); i++)
		if (writing_ends(w, at, verbs[i]))
			return !is_attributive(w, at - (uint32_t)verbs[i].n / 3);
	return false;
}

static void read_stops(struct slip_reader *r)
{
	const struct writing *w = &r->w;

	for (uint32_t i = 2; i + 1 < w->count; i++) {
		uint8_t class_ = w->items[i].class_;
		uint32_t from = i > 6 ? i - 6 : 0, to = i;

		if (class_ != LETTER_HAN && class_ != LETTER_KATAKANA)
			continue;
		if (w->items[i - 1].class_ != LETTER_HIRAGANA || w->items[i].quoted)
			continue;
		/* A noun of two characters: 際 and its kin are one. */
		if (!is_class(w, i + 1, (enum letter_class)class_) ||
		    is_formal_noun(w, i) || !ends_sentence(w, i))
			continue;
		while (to < w->count && to - i < 8 && w->items[to].class_ == class_)
			to++;
		while (from < i && (w->items[from].class_ == LETTER_STOP ||
				    w->items[from].class_ == LETTER_LINE ||
				    w->items[from].class_ == LETTER_BLANK))
			from++;
		slip_add_letters(r, (struct slip){ .kind = SLIP_STOP }, from, to, from,
				 to);
	}
}

/* "検証ご不便": an apology that begins a sentence, and a noun before it without a stop.
 * Behind an adverb or a word of time it is the sentence's own. */
static void note_opener(struct slip_reader *r, const struct usage_match *match)
{
	static const char *const adverbs[] = {
		"大変", "誠", "多大", "再三", "々", "重", "度", "様", "日", "時",
		"中",	"際", "等",   "方",   "回", "変", "分", "後", "前", "上",
		"節",	"折", "客",   "位",   "員", "間", "者", "月", "年", "夜",
		"朝",	"急", "事",   "び",   "ん", "程", "点",
	};
	const struct writing *w = &r->w;
	uint32_t at = writing_at(w, match->start), from = at;
	uint32_t to = writing_at(w, match->end);
	struct slip slip = { .kind = SLIP_STOP, .rule = RULE_OPENER };
	uint8_t class_;

	if (at < 2 || w->items[at].quoted)
		return;
	class_ = w->items[at - 1].class_;
	if ((class_ != LETTER_HAN && class_ != LETTER_KATAKANA) ||
	    w->items[at - 2].class_ != class_ ||
	    ends_with_one(w, at, adverbs, COUNT(adverbs)))
		return;
	while (from > 0 && at - from < 8 && w->items[from - 1].class_ == class_)
		from--;
	slip_add_letters(r, slip, from, to, from, to);
}

/* --- twice ------------------------------------------------------------------------ */

static uint32_t run_end(const struct writing *w, uint32_t at, uint32_t most)
{
	uint32_t to = at;

	while (to < w->count && to - at < most &&
	       w->items[to].class_ == w->items[at].class_)
		to++;
	return to;
}

/* "クレジットカードとカード": what is joined holds what it is joined to. The same word on
 * both sides, "点と点", joins equals and is left alone. */
static void read_joined(struct slip_reader *r, uint32_t i)
{
	enum { LONGEST = 24 };
	const struct writing *w = &r->w;
	uint32_t right = run_end(w, i + 1, LONGEST), n = right - i - 1, from = i;
	uint8_t class_ = w->items[i + 1].class_;

	if ((class_ != LETTER_KATAKANA && class_ != LETTER_HAN) ||
	    n < (class_ == LETTER_HAN ? 2 : 3) || i < n || w->items[i].quoted ||
	    writing_has(w, right, STR("同士")) || writing_has(w, right, STR("の間")))
		return;
	while (from > 0 && i - from < LONGEST && w->items[from - 1].class_ == class_)
		from--;
	if (i - from > n && writing_ends(w, i, writing_slice(w, i + 1, right)))
		slip_add_letters(r, (struct slip){ .kind = SLIP_REDUNDANT }, from, right,
				 from, right);
}

static void read_twice(struct slip_reader *r)
{
	const struct writing *w = &r->w;

	for (uint32_t i = 1; i + 1 < w->count; i++) {
		int32_t c = w->items[i].c;

		if (c == 0x3068) /* と */
			read_joined(r, i);
		/* をを is always a slip. */
		if (c == 0x3092 && w->items[i + 1].c == c)
			slip_add_letters(r,
					 (struct slip){ .kind = SLIP_REDUNDANT,
							.rule = RULE_PARTICLE },
					 i, i + 2, i - 1, i + 2);
	}
}

/* --- another language's habits --- */

static bool is_japanese_letter(const struct writing *w, uint32_t i)
{
	return is_class(w, i, LETTER_HIRAGANA) || is_class(w, i, LETTER_KATAKANA) ||
	       is_class(w, i, LETTER_HAN);
}

static void note_punctuation(struct slip_reader *r, uint32_t i, uint32_t from)
{
	struct slip slip = { .kind = SLIP_TRANSLATED, .rule = RULE_PUNCTUATION };
	uint32_t word = from > 4 ? from - 4 : 0;

	while (word < from && !is_japanese_letter(&r->w, word))
		word++;
	slip_add_letters(r, slip, from, i + 1, word, i + 1);
}

/* Who writes ， throughout writes as schools teach it; a stray one beside 、 came from
 * another keyboard. */
static void read_punctuation(struct slip_reader *r)
{
	const struct writing *w = &r->w;
	uint32_t wide = 0, own = 0;

	for (uint32_t i = 0; i < w->count; i++) {
		wide += w->items[i].c == 0xFF0C;
		own += w->items[i].c == 0x3001;
	}
	for (uint32_t i = 1; i < w->count; i++) {
		int32_t c = w->items[i].c;

		if ((c == 0x3002 || c == 0x3001) && w->items[i - 1].c == ' ' && i > 1 &&
		    is_japanese_letter(w, i - 2))
			note_punctuation(r, i, i - 1);
		else if ((c == 0xFF0C || c == 0xFF1B) &&
			 is_class(w, i - 1, LETTER_HIRAGANA) && wide < own)
			note_punctuation(r, i, i);
	}
}

static bool is_month(struct str word)
{
	static const char *const months[] = {
		"jan",	   "feb",	"mar",	   "apr",      "may",	   "jun",
		"jul",	   "aug",	"sep",	   "oct",      "nov",	   "dec",
		"january", "february",	"march",   "april",    "june",	   "july",
		"august",  "september", "october", "november", "december", "sept",
	};

	for (size_t i = 0; i < COUNT(months); i++)
		if (str_eq_nocase(word, str_c(months[i])))
			return true;
	return false;
}

/* "January 5, 2024 までに": a date in English order that a particle follows. */
static void read_dates(struct slip_reader *r)
{
	enum { LONGEST = 12 };
	const struct writing *w = &r->w;

	for (uint32_t i = 0; i < w->count; i++) {
		uint32_t to = i, digits = 0;

		if (!is_class(w, i, LETTER_LATIN) ||
		    (i > 0 && is_class(w, i - 1, LETTER_LATIN)))
			continue;
		to = run_end(w, i, LONGEST);
		if (!is_month(writing_slice(w, i, to)))
			continue;
		while (to < w->count && to - i < 2 * LONGEST &&
		       (is_class(w, to, LETTER_DIGIT) || is_class(w, to, LETTER_BLANK) ||
			w->items[to].c == ',' || w->items[to].c == '.'))
			digits += is_class(w, to++, LETTER_DIGIT);
		if (digits >= 3 && is_class(w, to, LETTER_HIRAGANA))
			slip_add_letters(
			    r,
			    (struct slip){ .kind = SLIP_TRANSLATED, .rule = RULE_DATE },
			    i, to, i, to + 1);
	}
}

/* "…をクリックして。": a request to a customer ends in ください. */
static void read_requests(struct slip_reader *r)
{
	enum { SHORT = 8, SHOWN = 8 };
	static const char *const requests[] = {
		"確認して", "クリックして", "ログインして", "更新して",	   "入力して",
		"連絡して", "登録して",	    "変更して",	    "お支払いして"
	};
	const struct writing *w = &r->w;
	struct sentence s;

	for (uint32_t at = 0; writing_sentence(w, &at, &s);)
		if (is_class(w, s.to, LETTER_STOP) && s.to - s.from >= SHORT &&
		    !is_aside(w, &s) && ends_with_one(w, s.to, requests, COUNT(requests)))
			slip_add_letters(r,
					 (struct slip){ .kind = SLIP_TRANSLATED,
							.rule = RULE_KUDASAI },
					 s.to - SHOWN, s.to, s.to - SHOWN, s.to + 1);
}

/* --------------------------------------------------------------------------------- */

void read_japanese_style(struct slip_reader *r, const struct usage_match *matches,
			 uint32_t count)
{
	if (!is_formal(r->passage->text))
		return;
	read_registers(r);
	read_stops(r);
	for (uint32_t i = 0; i < count; i++)
		if (matches[i].row->kind == USAGE_OPENER)
			note_opener(r, &matches[i]);
	read_twice(r);
	read_punctuation(r);
	read_dates(r);
	read_requests(r);
}
