/* language/speaker_line.c - see speaker_line.h.
 *
 * Two shapes speak. A line of which nothing is left when the name and words of company
 * and service are taken away ("PayPal Customer Service", "© 1999-2023 PayPal, Inc. All
 * rights reserved.") is a heading or a signature, where such stand. And around a name
 * stand the words of somebody who has customers ("Thank you for using …", "…をご利用
 * いただき", "Dear … customer"). A third party that writes of the organization uses
 * neither. */
#include "language/speaker_line.h"

#include "base/utf8.h"
#include "record/brand_accept.h"

enum { NAME_LINE = 200, SIGNATURE_LINE = 60 };

/* --- lines that are a name -----------------------------------------------------------
 */

/* Words of company: they make a name even of an ordinary word. */
static const struct str company_words[] = {
	STR("all rights reserved"),
	STR("inc"),
	STR("llc"),
	STR("ltd"),
	STR("limited"),
	STR("gmbh"),
	STR("ag"),
	STR("plc"),
	STR("corp"),
	STR("corporation"),
	STR("co"),
	STR("company"),
	STR("pte"),
	STR("s.a"),
	STR("sa"),
	STR("bv"),
	STR("copyright"),
	STR("\u00a9"),
	STR("(c)"),
	STR("team"),
	STR("support"),
	STR("security"),
	STR("customer service"),
	STR("customer services"),
	STR("customer care"),
	STR("customer support"),
	STR("help desk"),
	STR("helpdesk"),
	STR("service"),
	STR("services"),
	STR("notification"),
	STR("notifications"),
	STR("kundenservice"),
	STR("kundendienst"),
	STR("株式会社"),
	STR("(株)"),
	STR("有限会社"),
	STR("合同会社"),
	STR("事務局"),
	STR("カスタマーサービス"),
	STR("カスタマーサポート"),
	STR("カスタマーセンター"),
	STR("お客様センター"),
	STR("お客さまセンター"),
	STR("お客様サポート"),
	STR("サポート"),
	STR("サービス"),
	STR("センター"),
	STR("チーム"),
	STR("デスク"),
	STR("運営"),
	STR("からのお知らせ"),
	STR("からの重要なお知らせ"),
	STR("よりお知らせ"),
	STR("より重要なお知らせ"),
	STR("カード会社"),
	STR("窓口"),
	STR("客服"),
	STR("有限公司"),
};
/* Words that take nothing away from a name beside them. */
static const struct str filler_words[] = {
	STR("the"),	     STR("of"),
	STR("and"),	     STR("from"),
	STR("by"),	     STR("your"),
	STR("our"),	     STR("department"),
	STR("dept"),	     STR("center"),
	STR("centre"),	     STR("group"),
	STR("online"),	     STR("official"),
	STR("customer"),     STR("billing"),
	STR("account"),	     STR("accounts"),
	STR("alert"),	     STR("alerts"),
	STR("notice"),	     STR("mail"),
	STR("email"),	     STR("administrator"),
	STR("admin"),	     STR("sincerely"),
	STR("regards"),	     STR("best regards"),
	STR("kind regards"), STR("thank you"),
	STR("thanks"),	     STR("international"),
	STR("global"),	     STR("japan"),
	STR("usa"),	     STR("us"),
	STR("uk"),	     STR("europe"),
	STR("das"),	     STR("ihr"),
	STR("ihre"),	     STR("l'\u00e9quipe"),
	STR("\u00e9quipe"),  STR("equipe"),
	STR("equipo"),	     STR("de"),
	STR("do"),	     STR("da"),
	STR("la"),	     STR("le"),
	STR("atendimento"),  STR("team"),
	STR("重要"),	     STR("なお知らせ"),
	STR("お知らせ"),     STR("より"),
	STR("から"),	     STR("の"),
	STR("公式"),	     STR("セキュリティ"),
	STR("自動配信"),     STR("配信元"),
	STR("発行者"),	     STR("発行元"),
	STR("発行"),	     STR("送信元"),
	STR("提供"),	     STR("運営会社"),
	STR("担当"),	     STR("部門"),
	STR("部"),	     STR("課"),
	STR("一同"),	     STR("会員"),
	STR("お客様"),	     STR("お客さま"),
	STR("カスタマー"),   STR("アカウント"),
	STR("カード"),	     STR("管理者"),
	STR("サーバー"),     STR("サーバ"),
	STR("メール"),	     STR("通知"),
	STR("グループ"),     STR("銀行"),
	STR("本社"),
};

static bool is_word_char(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* The longest of `words` that `rest` begins with; Latin ones end where words end. */
static size_t longest(struct str rest, const struct str *words, size_t count)
{
	size_t best = 0;

	for (size_t i = 0; i < count; i++) {
		struct str word = words[i];

		if (word.n <= best || !str_starts(rest, word))
			continue;
		if (word.n < rest.n && ascii_is_alnum(word.p[word.n - 1]) &&
		    ascii_is_alnum(rest.p[word.n]))
			continue;
		best = word.n;
	}
	return best;
}

/* Signs, blanks and digits say nothing. */
static size_t eat_sign(struct str rest)
{
	size_t length;
	int32_t c = utf8_decode(rest, &length);

	if (c < 0x80)
		return ascii_is_alpha((char)c) ? 0 : length;
	if ((c >= 0xa0 && c < 0xc0) || (c >= 0x2000 && c < 0x2e80) ||
	    (c >= 0x3000 && c < 0x3041) || c == 0x30fb || c >= 0x1f000 ||
	    (c >= 0xfe00 && c <= 0xff0f))
		return length;
	return 0;
}

/* Nothing but words of company and service; `ret_company`: one that makes a name. */
static bool is_filler(struct str rest, bool *ret_company)
{
	while (rest.n) {
		size_t company = longest(rest, company_words, COUNT(company_words));
		size_t filler = longest(rest, filler_words, COUNT(filler_words));
		size_t eaten = company > filler ? company : filler;

		*ret_company |= company > 0 && company >= filler;
		if (!eaten)
			eaten = eat_sign(rest);
		if (!eaten)
			return false;
		rest = str_skip(rest, eaten);
	}
	return true;
}

static bool is_upper(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] >= 'a' && text.p[i] <= 'z')
			return false;
	return true;
}

static bool is_written_as_name(const struct folded *folded,
			       const struct alias_match *match)
{
	return match->alias->kind != ALIAS_SHORT ||
	       (is_upper(match->alias->text) && is_upper(folded_written(folded, match)));
}

enum naming speaker_naming(const struct folded *folded, struct str text,
			   const struct alias_match *match)
{
	size_t from = str_offset(folded->text, text);
	bool company = false;

	if (!is_written_as_name(folded, match))
		return NAME_NOT;
	if (!is_filler(str_sub(text, 0, match->start - from), &company) ||
	    !is_filler(str_skip(text, match->end - from), &company))
		return NAME_NOT;
	if (company)
		return NAME_COMPANY;
	return match->alias->kind == ALIAS_ORDINARY ? NAME_NOT : NAME_BARE;
}

/* "U.S. Department of Homeland Security | Network Analysis Group": the first piece of a
 * signature's line is who signs; "Contoso | Microsoft Partner" is signed by Contoso. */
static struct str first_piece(struct str line)
{
	static const struct str bars[] = { STR(" | "), STR("|"),	STR(" \u2022 "),
					   STR(" - "), STR(" \u00b7 "), STR(" \u2013 ") };

	for (size_t i = 0; i < COUNT(bars); i++) {
		size_t at = str_find_str(line, bars[i]);

		if (at != STR_NPOS)
			line = str_sub(line, 0, at);
	}
	return line;
}

static bool covers(const struct folded *folded, struct str piece,
		   const struct alias_match *match)
{
	size_t from = str_offset(folded->text, piece);

	return match->start >= from && match->end <= from + piece.n;
}

/* --- sentences of somebody who has customers -----------------------------------------
 */

static const struct str before_words[] = {
	STR("thank you for using"),
	STR("thanks for using"),
	STR("thank you for choosing"),
	STR("thanks for choosing"),
	STR("thank you for shopping at"),
	STR("thank you for shopping with"),
	STR("thank you for banking with"),
	STR("thank you for being a valued"),
	STR("we at"),
	STR("here at"),
	STR("a message from"),
	STR("this is a message from"),
	STR("this is a notification from"),
	STR("notification from"),
	STR("vielen dank, dass sie"),
	STR("obrigado por usar o"),
	STR("gracias por usar"),
	STR("merci d'utiliser"),
};
static const struct str after_words[] = {
	STR("をご利用いただ"),
	STR("をご利用頂"),
	STR("をご愛顧"),
	STR("をお使いいただ"),
	STR("サービスをご利用"),
	STR("のご利用ありがとう"),
	STR("からのお知らせ"),
	STR("から重要なお知らせ"),
	STR("からの重要"),
	STR("からのご連絡"),
	STR("より重要"),
	STR("よりお知らせ"),
	STR("会員各位"),
	STR("会員様"),
	STR("会員の皆"),
	STR("お客様各位"),
	STR("お客さま各位"),
	STR("ご利用者様"),
	STR("ユーザー各位"),
	STR("ユーザー様"),
	STR("ユーザー 各位"),
	STR("のお客様へ"),
	STR("カスタマーサービスです"),
	STR("事務局です"),
	STR("サポートです"),
	STR("カスタマーセンターです"),
};
/* "Dear … customer" */
static const struct str greeted[] = {
	STR("customer"),   STR("member"),      STR("user"),	      STR("client"),
	STR("cardholder"), STR("card holder"), STR("account holder"), STR("subscriber"),
	STR("kunde"),	   STR("kundin"),      STR("cliente"),	      STR("card member"),
	STR("cardmember"), STR("klant"),
};
static const struct str greetings[] = {
	STR("dear"),   STR("dear valued"), STR("dear esteemed"), STR("hello"),
	STR("lieber"), STR("liebe"),	   STR("sehr geehrter"), STR("sehr geehrte"),
	STR("cher"),   STR("chère"),	   STR("estimado"),	 STR("prezado"),
	STR("caro"),   STR("beste"),	   STR("geachte"),
};
/* "Your … account has been limited": only the organization knows. */
static const struct str yours[] = {
	STR("your"),	     STR("ihr"),	  STR("votre compte"), STR("su cuenta"),
	STR("su cuenta de"), STR("tu cuenta"),	  STR("tu cuenta de"), STR("sua conta"),
	STR("sua conta do"), STR("sua conta no"), STR("お客様の"),     STR("あなたの"),
	STR("お使いの"),     STR("ご利用の"),	  STR("ご登録の"),
};
static const struct str states[] = {
	STR("has been"),    STR("has expired"), STR("was"),	   STR("will be"),
	STR("is about to"), STR("is on hold"),	STR("is limited"), STR("is suspended"),
	STR("is locked"),   STR("needs to be"), STR("requires"),   STR("wurde"),
	STR("wird"),	    STR("a été"),	STR("sera"),	   STR("ha sido"),
	STR("será"),	    STR("foi"),		STR("が"),	   STR("は"),
	STR("に異常"),	    STR("を一時"),	STR("を停止"),	   STR("の利用を停止"),
	STR("のご利用"),
};

static bool ends_with(struct str text, const struct str *words, size_t count)
{
	text = str_trim_right(text);
	for (size_t i = 0; i < count; i++) {
		struct str word = words[i], before;

		if (!str_ends(text, word))
			continue;
		before = str_sub(text, 0, text.n - word.n);
		if (before.n == 0 || !is_word_char(before.p[before.n - 1]) ||
		    (unsigned char)word.p[0] >= 0x80)
			return true;
	}
	return false;
}

static bool starts_with(struct str text, const struct str *words, size_t count)
{
	text = str_trim_left(text);
	for (size_t i = 0; i < count; i++)
		if (str_starts(text, words[i]) &&
		    (text.n == words[i].n ||
		     !ascii_is_alnum(words[i].p[words[i].n - 1]) ||
		     !ascii_is_alnum(text.p[words[i].n])))
			return true;
	return false;
}

/* Behind "your …": at the start of a sentence, so that "log in to your … account" and
 * "pay from your … account" are none. */
static bool opens_sentence(struct str before)
{
	static const struct str fronts[] = { STR(""),  STR("."),  STR("!"),  STR("?"),
					     STR(":"), STR("。"), STR("、"), STR("!") };

	before = str_trim_right(before);
	for (size_t i = 0; i < COUNT(yours); i++) {
		struct str front;

		if (!str_ends(before, yours[i]))
			continue;
		front = str_trim_right(str_sub(before, 0, before.n - yours[i].n));
		if (front.n == 0)
			return true;
		for (size_t k = 1; k < COUNT(fronts); k++)
			if (str_ends(front, fronts[k]))
				return true;
	}
	return false;
}

/* "account", "id", "アカウント" behind the name, and a state behind that. */
static bool tells_state(struct str after)
{
	struct str word;

	after = str_trim_left(after);
	str_eat_char(&after, '-');
	str_eat(&after, STR("の"));
	word = service_word(after);
	return starts_with(str_skip(after, word.n), states, COUNT(states));
}

static bool speaks_in_sentence(const struct speaker_line *line,
			       const struct alias_match *match)
{
	size_t from = str_offset(line->folded->text, line->line);
	struct str before = str_sub(line->line, 0, match->start - from);
	struct str after = str_skip(line->line, match->end - from);

	if (ends_with(before, before_words, COUNT(before_words)) ||
	    starts_with(after, after_words, COUNT(after_words)))
		return true;
	if (ends_with(before, greetings, COUNT(greetings)) &&
	    starts_with(after, greeted, COUNT(greeted)))
		return true;
	return opens_sentence(before) && tells_state(after);
}

/* The line is the name, where names of senders stand. */
static enum naming names(const struct speaker_line *line, const struct alias_match *match)
{
	struct str piece = first_piece(line->line);

	if (line->zone == ZONE_MIDDLE || line->line.n > NAME_LINE ||
	    !covers(line->folded, piece, match))
		return NAME_NOT;
	return speaker_naming(line->folded, piece, match);
}

enum speaking speaker_line_speaks(const struct speaker_line *line,
				  const struct alias_match *match, bool *ret_bare)
{
	enum naming naming = names(line, match);

	*ret_bare = naming == NAME_BARE;
	if (naming != NAME_NOT)
		return line->zone == ZONE_SIGNATURE ? SPEAKS_SIGNED : SPEAKS_TEXT;
	if (match->alias->kind == ALIAS_ORDINARY ||
	    !is_written_as_name(line->folded, match))
		return SPEAKS_NOT;
	return speaks_in_sentence(line, match) ? SPEAKS_TEXT : SPEAKS_NOT;
}

/* --- marks of signatures -------------------------------------------------------------
 */

static bool starts_any(struct str line, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts_nocase(line, words[i]))
			return true;
	return false;
}

bool speaker_begins_signature(struct str line)
{
	static const struct str marks[] = {
		STR("■発行"),		STR("■配信"),
		STR("■運営"),		STR("【発行"),
		STR("【配信"),		STR("発行者"),
		STR("発行元"),		STR("配信元"),
		STR("運営会社"),	STR("敬具"),
		STR("Best regards"),	STR("Kind regards"),
		STR("Regards"),		STR("Warm regards"),
		STR("Sincerely"),	STR("Yours sincerely"),
		STR("Yours truly"),	STR("Thank you,"),
		STR("Thanks,"),		STR("Best,"),
		STR("Stay safe"),	STR("Mit freundlichen"),
		STR("Freundliche Gr"),	STR("Viele Gr"),
		STR("Cordialement"),	STR("Atenciosamente"),
		STR("Saludos"),		STR("Atentamente"),
		STR("Cordiali saluti"), STR("Met vriendelijke"),
		STR("С уважением"),	STR("此致"),
	};

	line = str_trim(line);
	if (line.n > SIGNATURE_LINE)
		return false;
	return str_eq(line, STR("--")) || str_starts(line, STR("━━")) ||
	       starts_any(line, marks, COUNT(marks));
}

bool speaker_is_boilerplate(struct str line)
{
	static const struct str starts[] = {
		STR("■発行者"),
		STR("■発行元"),
		STR("■配信元"),
		STR("※このメールに心当たり"),
		STR("※本メールに心当たり"),
		STR("※心当たりのない"),
		STR("※お心当たりのない"),
		STR("※本メールは"),
		STR("※このメールは"),
		STR("本メールは送信専用"),
		STR("このメールは送信専用"),
		STR("このメールは自動"),
		STR("本メールは自動"),
		STR("This is an automated"),
		STR("This message was sent automatically"),
		STR("Please do not reply to this"),
		STR("Do not reply to this"),
		STR("If you did not request"),
		STR("If you did not make"),
		STR("If you didn't request"),
		STR("This email was sent to"),
		STR("You are receiving this email because"),
		STR("You received this email because"),
		STR("Diese E-Mail wurde automatisch"),
		STR("Bitte antworten Sie nicht"),
		STR("Ce message est envoy"),
		STR("Este e-mail foi enviado"),
		STR("Este correo"),
	};

	return starts_any(str_trim(line), starts, COUNT(starts));
}
