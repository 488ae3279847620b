/* mail/outlook.h - Outlook .msg (OLE compound file, MS-OXMSG) to RFC 5322, by libgsf.
 *
 * The result is a message in Internet form: transport headers if the file has
 * them, else fields made from MAPI properties, the bodies (plain; HTML, also
 * where RTF wraps it; other RTF as an attachment) and the attachments, embedded messages
 * as message/rfc822. The first field is "X-Mekiki-Converted-From: outlook-msg", so the
 * report can say that offsets are those of the conversion. Runs in a process of its own.
 */
#pragma once
#include "base/buf.h"
#include "base/err.h"

bool outlook_to_mail(struct str file, struct buf *ret, struct err *err);
